"""What somebody decided of late, and what can still be done about each decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handlers.desk.cases.known_days import AHEAD
from handlers.desk.context import Actor, Desk
from handlers.desk.requests.kinds.known import load
from handlers.desk.requests.request import Key, Request, State
from rules.facts import ROME
from storage.people import people
from storage.people.people import Person
from storage.requests import decisions
from storage.requests.decisions import Decided
from storage.unit_of_work import UnitOfWork

BACK = timedelta(days=14)
"""How far back decisions are shown of which no day was named."""
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """
    Which decisions are meant: about people (ids), on or for days; None or empty is any.

    With `either` a day may be the one that was decided about though it is not to come.
    """

    people: frozenset[int] | None = None
    days: tuple[date, ...] = ()
    approved: bool | None = None
    either: bool = False


EVERY = Which()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDecision:
    """
    One press that decided: each of its requests as it stands now, with who asked.

    `until` is how long it can be taken back; None once that time is over.
    """

    id: int
    decided_at: datetime
    until: datetime | None
    requests: tuple[tuple[Request, Person], ...]

    def to_recall(self, today: date) -> tuple[Person, date] | None:
        """Give whom, and on which day, a recall would reach; None if it is not one day to come."""
        if self.until is not None or len(self.requests) != 1:
            return None
        request, asker = self.requests[0]
        one_day = request.kind == "days" and request.state is State.APPROVED
        in_reach = today <= request.day <= today + AHEAD
        return (asker, request.day) if one_day and in_reach else None


def own_decisions(desk: Desk, actor: Actor, which: Which = EVERY) -> list[OwnDecision]:
    """List one's own decisions that stand, the newest first."""
    now = desk.clock()
    first = min(which.days, default=desk.today())
    since = now - min(max(BACK, desk.today() - first + timedelta(days=1)), FURTHEST)
    with desk.store.reading() as uow:
        pressed = decisions.of_actor(uow, actor.id, since=since)
        known = _known(uow, pressed)
    found = [_own(desk, now, one, known) for one in pressed]
    return [one for one in found if _is_meant(one, which, desk.today())]


def taken_back_too(
    found: Sequence[OwnDecision], which: Which, today: date
) -> list[tuple[Request, Person]]:
    """List what was not meant, and was decided by the same press as what was."""
    open_still = [one for one in found if one.until]
    return [
        (request, asker)
        for one in open_still
        for request, asker in one.requests
        if not _fits(one, request, which, today)
    ]


def _known(uow: UnitOfWork, pressed: Sequence[Decided]) -> dict[Key, tuple[Request, Person]]:
    keys = {(one["kind"], one["id"]) for decided in pressed for one in decided.before}
    requests = load(uow, keys)
    askers = people.persons(uow, {one.employee_id for one in requests})
    return {one.key: (one, askers[one.employee_id]) for one in requests}


def _own(
    desk: Desk, now: datetime, pressed: Decided, known: dict[Key, tuple[Request, Person]]
) -> OwnDecision:
    keys = dict.fromkeys((one["kind"], one["id"]) for one in pressed.before)
    until = pressed.decided_at + desk.patience.undo
    return OwnDecision(
        id=pressed.id,
        decided_at=pressed.decided_at,
        until=until if now <= until else None,
        requests=tuple(known[key] for key in keys if key in known),
    )


def _is_meant(one: OwnDecision, which: Which, today: date) -> bool:
    return any(_fits(one, request, which, today) for request, _ in one.requests)


def _fits(one: OwnDecision, request: Request, which: Which, today: date) -> bool:
    if which.people is not None and request.employee_id not in which.people:
        return False
    if which.approved is not None and which.approved is (request.state is State.REFUSED):
        return False
    return not which.days or _of_days(one, request, which, today)


def _of_days(one: OwnDecision, request: Request, which: Which, today: date) -> bool:
    """Tell whether it was decided on one of the days; days to come are those decided about."""
    first, last = min(which.days), max(which.days)
    if first > today:
        return request.touches(which.days)
    then = first <= one.decided_at.astimezone(ROME).date() <= last
    return then or (which.either and request.touches(which.days))
