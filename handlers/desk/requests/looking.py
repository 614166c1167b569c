"""Requests as they stand now: what the rules say of each, who else is out, who decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.desk.cases.hearings import Hearings
from handlers.desk.cases.presence import Away, Presence
from handlers.desk.context import Desk
from handlers.desk.requests.kinds.known import kind_of
from handlers.desk.requests.request import Card, Look, Request
from handlers.desk.requests.wording import by_line
from rules.decision import Decision
from storage.people import people
from storage.unit_of_work import UnitOfWork


def looks_at(
    uow: UnitOfWork,
    desk: Desk,
    requests: Sequence[Request],
    *,
    anew: bool = True,
    presence: Presence | None = None,
) -> list[Look]:
    """
    Look at requests; `anew` asks the rules again about what waits, else their answer is taken.

    `presence` is handed in where it was loaded already.
    """
    if not requests:
        return []
    hearings = Hearings(uow, desk)
    ids = [(one.employee_id, one.decided_by, one.decided_for) for one in requests]
    named = people.persons(uow, (found for three in ids for found in three if found))
    hearings.know(named)
    waiting = [one for one in requests if one.waits]
    there = presence or (presence_for(hearings, waiting) if waiting else None)
    return [
        Look(
            request=one,
            asker=named[one.employee_id],
            decisions=_decisions(hearings, one, anew=anew),
            out=_out(there, one, named[one.employee_id].office_id),
            decided_by=by_line(one, named),
        )
        for one in requests
    ]


def presence_for(hearings: Hearings, requests: Sequence[Request]) -> Presence:
    """Load where the offices of those who ask are on the days that they ask for."""
    askers = [hearings.person(one.employee_id) for one in requests]
    first = min(one.day for one in requests)
    return Presence.load(
        hearings.uow,
        [asker.office_id for asker in askers],
        first=first,
        last=max(one.last_day for one in requests),
        policy=hearings.desk.policies[askers[0].policy_id],
        today=hearings.desk.today(),
    )


def card_of(
    uow: UnitOfWork, desk: Desk, requests: Sequence[Request], *, anew: bool = True
) -> Card:
    """Lay requests of one person on a card."""
    return Card(looks=looks_at(uow, desk, requests, anew=anew))


def card_with(uow: UnitOfWork, request: Request) -> tuple[list[Request], Request | None]:
    """Give what stands on the card of a request, and the first request that waits after it."""
    kind = kind_of(request)
    together = sorted(kind.asked_with(uow, request), key=lambda one: one.id)
    size = kind.on_a_card
    start = [one.id for one in together].index(request.id) // size * size
    shown = sorted(together[start : start + size], key=lambda one: one.day)
    later = (one for one in together[start + size :] if one.waits)
    return shown, next(later, None)


def _decisions(hearings: Hearings, request: Request, *, anew: bool) -> tuple[Decision, ...]:
    kind = kind_of(request)
    if not request.waits:
        return ()
    answered = kind.answered(request)
    if anew or not all(decision.verdict for decision in answered):
        return kind.judge(hearings.uow, hearings, request)
    return answered


def _out(
    presence: Presence | None, request: Request, office_id: int
) -> tuple[tuple[date, tuple[Away, ...]], ...]:
    if presence is None or not request.waits:
        return ()
    days = sorted({day for day, _ in request.takes} or {request.day})
    return tuple((day, presence.out(office_id, day, besides=request.employee_id)) for day in days)
