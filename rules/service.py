"""Whether somebody is in the body's service on a day: from their first day to their last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules.decision import Decision, Reason, Source, verdict_of
from rules.reasons import ReasonCode

A_FACT = Source("")
"""That somebody works here at all is a fact of theirs: no article can be cited for it."""


def in_service(day: date, *, hired: date | None, left_on: date | None) -> bool:
    """Tell whether a day lies in the service; None where no end of it is known."""
    return (hired is None or hired <= day) and (left_on is None or day <= left_on)


def outside(days: Iterable[date], *, hired: date | None, left_on: date | None) -> Reason | None:
    """Say that some day lies outside the service, if one does."""
    out = [day for day in days if not in_service(day, hired=hired, left_on=left_on)]
    if not out:
        return None
    if hired is not None and out[0] < hired:
        early = {"day": out[0], "first_day": hired}
        return Reason(ReasonCode.BEFORE_SERVICE, A_FACT, against=True, figures=early)
    late = {"day": out[0], "last_day": left_on}
    return Reason(ReasonCode.AFTER_SERVICE, A_FACT, against=True, figures=late)


def weigh(
    decision: Decision, days: Iterable[date], *, hired: date | None, left_on: date | None
) -> Decision:
    """
    Weigh something asked for with the service of who asks.

    Args:
        decision: what the act says about it.
        days: the days that it takes.
        hired: the first day in the body, if it is known.
        left_on: the last one, None for who stays.

    Returns:
        The same decision if all days lie in the service; else refused, for that reason too.

    """
    found = outside(days, hired=hired, left_on=left_on)
    if found is None:
        return decision
    reasons = (*decision.reasons, found)
    return decision._replace(verdict=verdict_of(reasons), reasons=reasons)
