"""Why somebody works at the office although there is an agreement: it is suspended on that day."""

from __future__ import annotations

from datetime import date

from rules.decision import Reason
from rules.facts import Agreement
from rules.policy.library import Policy
from rules.reasons import ReasonCode


def suspension_on(policy: Policy, agreement: Agreement | None, day: date) -> Reason | None:
    """
    Give what the act says of a day on which the agreement is suspended; None if it is not.

    Source: the value `booking.obstacles.suspended` of the policy.
    """
    suspended = agreement.suspended if agreement is not None and agreement.covers(day) else None
    if suspended is None or day not in suspended:
        return None
    span = {"first_day": suspended.first_day, "last_day": suspended.last_day}
    value = policy.on(day).booking.obstacles.suspended
    return value.because(ReasonCode.SUSPENDED, {"day": day, **span}, against=True)
