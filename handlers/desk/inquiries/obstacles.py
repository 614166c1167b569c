"""Why a day cannot be had: what the law says of it, who refused it, and which day could be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.desk.cases.judging import Hearing, Judged
from handlers.desk.context import Actor, Desk
from handlers.desk.inquiries.stands import Asked, where_they_stand
from storage.requests.bookings import Booking
from storage.tables import HOLDING, RequestState

DAYS_TO_TRY = 62


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """
    A day as the rules judge it now; `refused` if somebody refused it, `held` if it is had.

    `instead` is the next day that the rules would let pass.
    """

    judged: Judged
    refused: Asked | None = None
    held: Booking | None = None
    instead: date | None = None


def why_not(desk: Desk, actor: Actor, day: date) -> WhyNot:
    """Look for all that stands in the way of a day."""
    with desk.store.reading() as uow:
        hearing = Hearing.load(uow, actor.id, policy=actor.policy, at=desk.clock(), on=day)
    asked = where_they_stand(desk, actor, (day,))
    held = [one.booking for one in asked if one.booking and one.booking.state in HOLDING]
    refused = [one for one in asked if one.booking and one.booking.state is RequestState.REFUSED]
    judged = hearing.judge(day, None)
    barred = judged.refused or bool(refused)
    return WhyNot(
        judged=judged,
        refused=refused[-1] if refused else None,
        held=held[0] if held else None,
        instead=_next_allowed(hearing, day) if barred and hearing.terms else None,
    )


def _next_allowed(hearing: Hearing, day: date) -> date | None:
    first = max(day, hearing.today)
    coming = (first + timedelta(days=n) for n in range(1, DAYS_TO_TRY))
    return next((one for one in coming if not hearing.judge(one, None).refused), None)
