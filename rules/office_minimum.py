"""How many people an office keeps in: set by its manager, weighed beside what the act says."""

from __future__ import annotations

from datetime import date

from rules.decision import Decision, Reason, Source, Strength, verdict_of
from rules.reasons import ReasonCode

NOT_IN_THE_ACT = Source("")
"""The minimum is the manager's own: no article can be cited for it."""


def weigh(decision: Decision, *, day: date, minimum: int, staying: int) -> Decision:
    """
    Weigh a booking with how many would stay in the office on that day.

    Args:
        decision: what the act says about the booking.
        day: the day asked for.
        minimum: how many must be in; 0 asks for nothing.
        staying: how many others work in the office in the half day in which fewest do.

    Returns:
        The same decision if enough stay; else with an obstacle that the manager, who set the
        minimum, may go beyond with a reason.

    """
    if staying >= minimum:
        return decision
    figures = {"day": day, "minimum": minimum, "staying": staying}
    short = Reason(
        ReasonCode.OFFICE_MINIMUM,
        NOT_IN_THE_ACT,
        against=True,
        figures=figures,
        strength=Strength.ORDINARY,
    )
    reasons = (*decision.reasons, short)
    return decision._replace(verdict=verdict_of(reasons), reasons=reasons)
