"""Move a day: look at what can be moved and where to, ask for it, or change it as a manager."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlers.desk.cases.admission import tell_if_not_admitted
from handlers.desk.cases.judging import Hearing, Judged
from handlers.desk.cases.month import (
    CLOSED_CODES,
    Cell,
    Mark,
    Part,
    days_in_sight,
    with_the_next,
)
from handlers.desk.cases.moves import By, judge_move
from handlers.desk.cases.reaching import Reaching, reaching_of
from handlers.desk.changes.sources import (
    Source,
    Token,
    agreed_days,
    find,
    movable,
    on_day,
    owner_of,
    part_of,
)
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import asking
from handlers.desk.requests.authority import Authority, authority_over_person
from handlers.desk.requests.routing import route_of
from handlers.desk.requests.wording import day_of
from rules.decision import Verdict
from rules.facts import Half
from rules.reasons import ReasonCode
from rules.swap import moves_alone
from storage.errors import NotFound
from storage.people import people
from storage.people.people import Person
from storage.requests import bookings
from storage.requests.bookings import Booking, Wish
from storage.tables import RequestState
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The days of one person that may be moved; `owner` is the actor unless a manager looks."""

    owner: Person
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A day to be moved, and a new one with what the rules say about it."""

    owner: Person
    source: Source
    by: By
    judged: Judged
    halves: bool = False
    """Whether the new day can be its other half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A month of new days for the day to be moved; `beneath` is the next where little is left."""

    owner: Person
    source: Source
    by: By
    first: date
    today: date
    cells: tuple[Cell, ...]
    beneath: tuple[Cell, ...] = ()


class MoveCame(StrEnum):
    """What came of a wish to move a day."""

    ASKED = "asked"
    DONE = "done"
    """The act asks for nobody's agreement: it is done, and whom the act names was told."""
    REFUSED = "refused"
    """The rules forbid it now; nothing was changed."""
    WAITS_ALREADY = "waits_already"
    """A move of this day was asked for before and nobody decided yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of it; `booking` is the request that waits, `to` whom it went to."""

    came: MoveCame
    target: Target
    booking: Booking | None = None
    to: Reaching | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A day to be moved with all that is needed to judge it; `mandate` is in whose name."""

    owner: Person
    source: Source
    hearing: Hearing
    by: By
    mandate: Authority

    def judge(self, day: date, half: Half | None) -> Judged:
        """Ask the rules about a new day."""
        part = part_of(self.source, half)
        booked = self.source.booking is not None
        return judge_move(self.hearing, self.source.slot, day, part, booked=booked, by=self.by)

    def target(self, day: date, half: Half | None) -> Target:
        """Give a new day as the rules see it."""
        judged = self.judge(day, half)
        return Target(
            owner=self.owner,
            source=self.source,
            by=self.by,
            judged=judged,
            halves=self.source.slot.half is not None,
        )


def offer(desk: Desk, actor: Actor, owner_id: int | None = None) -> Offer:
    """List what can be moved, of the actor or of somebody they decide about; raise NotFound."""
    with desk.store.reading() as uow:
        owner, _ = _allowed(uow, desk, actor, actor.id if owner_id is None else owner_id)
        hearing = hearing_of(uow, desk, actor, owner.id)
        return Offer(owner=owner, sources=tuple(movable(uow, hearing)))


def sources_on(desk: Desk, actor: Actor, day: date) -> tuple[Source, ...]:
    """List what the actor holds on a day: one day, two halves, or nothing."""
    with desk.store.reading() as uow:
        return tuple(on_day(uow, hearing_of(uow, desk, actor, actor.id), day))


def choose(desk: Desk, actor: Actor, token: Token, month: date | None = None) -> Choice:
    """Lay out the month to which a day may go; raise NotFound, StalePressError."""
    with desk.store.reading() as uow:
        case = case_of(uow, desk, actor, token)
        first = (month or case.source.slot.day).replace(day=1)
        days = days_in_sight(first, desk.today())
        agreed = {one.slot.day for one in agreed_days(case.hearing, days[0], days[-1])}
        cells, beneath = with_the_next(first, desk.today(), lambda day: _cell(case, day, agreed))
    return Choice(
        owner=case.owner,
        source=case.source,
        by=case.by,
        first=first,
        today=desk.today(),
        cells=cells,
        beneath=beneath,
    )


def look(desk: Desk, actor: Actor, token: Token, day: date, half: Half | None) -> Target:
    """Say what the rules say about one new day."""
    with desk.store.reading() as uow:
        return case_of(uow, desk, actor, token).target(day, half)


def ask(desk: Desk, actor: Actor, token: Token, day: date, half: Half | None) -> Asked:
    """
    Ask for a move of one's own day: the old one is held until somebody agrees to the new one.

    Judged while nobody else can change this person's days. Raises NotFound, StalePressError.
    """
    with desk.store.writing() as uow:
        uow.lock_employee(actor.id)
        case = case_of(uow, desk, actor, token)
        if case.by is not By.EMPLOYEE:
            raise NotFound("day of this person", token.number)
        target = case.target(day, half)
        waiting = bookings.pending_move_of(uow, actor.id, case.source.slot)
        if waiting is not None:
            return Asked(came=MoveCame.WAITS_ALREADY, target=target, booking=waiting)
        if target.judged.refused:
            return Asked(came=MoveCame.REFUSED, target=target)
        asked = _request(uow, desk, actor, case, target)
        uow.commit()
    return asked


def _request(uow: UnitOfWork, desk: Desk, actor: Actor, case: Case, target: Target) -> Asked:
    person = case.hearing.person_on(target.judged.day)
    route = route_of(uow, actor.id, person, policy=actor.policy, at=desk.clock())
    booking = bookings.request(
        uow,
        wish_of(case, target.judged),
        decision=target.judged.decision,
        at=desk.clock(),
        by=actor.id,
        approver_id=route.principal_id,
    )
    to = reaching_of(uow, desk, route.acting_id)
    outright = target.judged.decision.verdict is Verdict.ALLOWED
    if outright and moves_alone(actor.policy, on=max(target.judged.day, desk.today())):
        done = _do_alone(uow, desk, actor, booking, tell=route.acting_id)
        return Asked(came=MoveCame.DONE, target=target, booking=done, to=to)
    asking.send(uow, desk, actor.person, [("days", booking.id)], route=route)
    tell_if_not_admitted(
        uow, desk, actor.person, case.hearing, [booking.day], manager_id=route.acting_id
    )
    return Asked(came=MoveCame.ASKED, target=target, booking=booking, to=to)


def _do_alone(
    uow: UnitOfWork, desk: Desk, actor: Actor, booking: Booking, *, tell: int | None
) -> Booking:
    done = bookings.decide(
        uow,
        booking.id,
        booking.version,
        to=RequestState.APPROVED,
        by=actor.id,
        at=desk.clock(),
    )
    if tell is not None:
        uow.post(
            outbox.Message(
                recipient_id=tell,
                key="changes.done.told",
                args={"name": actor.person.name, "day": day_of(done)},
                dedupe_key=f"changes:done:{done.id}",
                at=desk.clock(),
            )
        )
    return done


def wish_of(case: Case, judged: Judged) -> Wish:
    """Write down what is asked for: the new day, and the one that gives way."""
    booking = case.source.booking
    return Wish(
        employee_id=case.owner.id,
        day=judged.day,
        half=judged.half,
        mode=judged.mode,
        replaces_id=booking.id if booking else None,
        replaces=case.source.slot,
    )


def case_of(uow: UnitOfWork, desk: Desk, actor: Actor, token: Token) -> Case:
    """Find a day that the actor may move; raise NotFound, StalePressError."""
    owner, mandate = _allowed(uow, desk, actor, owner_of(uow, token))
    hearing = hearing_of(uow, desk, actor, owner.id)
    source = find(uow, token, hearing)
    by = By.EMPLOYEE if owner.id == actor.id else By.MANAGER
    return Case(owner=owner, source=source, hearing=hearing, by=by, mandate=mandate)


def hearing_of(uow: UnitOfWork, desk: Desk, actor: Actor, employee_id: int) -> Hearing:
    """Load somebody's days as they stand today."""
    return Hearing.load(uow, employee_id, policy=actor.policy, at=desk.clock(), on=desk.today())


def _allowed(uow: UnitOfWork, desk: Desk, actor: Actor, owner_id: int) -> tuple[Person, Authority]:
    """Let people at their own days, and at those of whom they decide about; raise NotFound."""
    owner = people.person(uow, owner_id)
    if owner.id == actor.id:
        return owner, Authority()
    authority = authority_over_person(uow, desk, actor, owner)
    if authority is None:
        raise NotFound("employee that this person decides about", owner_id)
    return owner, authority


def _cell(case: Case, day: date, agreed: Container[date]) -> Cell:
    if day < case.hearing.today:
        return Cell(day, Mark.PAST)
    if day == case.source.slot.day:
        return Cell(day, Mark.MOVED)
    if day in agreed:
        return Cell(day, Mark.AGREED)
    judged = case.judge(day, None)
    if judged.refused:
        return Cell(day, _mark(frozenset(one.code for one in judged.decision.obstacles)))
    beyond = judged.decision.verdict is Verdict.DISCRETION
    return Cell(day, Mark.ORDINARY if beyond else Mark.FREE, Part.DAY)


def _mark(codes: frozenset[str]) -> Mark:
    """Say of a day to which nothing can be moved what it is."""
    if codes & CLOSED_CODES:
        return Mark.CLOSED
    if codes & {ReasonCode.NOT_WORKED, ReasonCode.DISCONNECTED_ALL_DAY}:
        return Mark.NOT_WORKED
    return Mark.BOOKED if ReasonCode.ALREADY_BOOKED in codes else Mark.REFUSED
