"""Put a weekly pattern together, see what it comes to, send it off; end it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.desk.cases.first_step import FirstStep, first_step
from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.month import halves_allowed
from handlers.desk.context import Actor, Desk
from handlers.desk.forms import standing
from handlers.desk.patterns import drafts
from handlers.desk.patterns.asking import Asked, ask_for, dismiss
from handlers.desk.patterns.drafts import PATTERN, Draft
from handlers.desk.patterns.planning import (
    Plan,
    Wrong,
    ends,
    overlapping,
    plan,
    settled_until,
    wrong_with,
)
from handlers.desk.requests.routing import route_of
from rules.calendar import workdays_of
from rules.facts import Mode
from storage.errors import NotFound
from storage.requests import bookings, patterns
from storage.requests.bookings import Booking
from storage.requests.patterns import Pattern, Wanted, WeekDay, occurrences
from storage.tables import HOLDING
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """
    A pattern being put together.

    `workdays` are the weekdays to choose from, `halves` whether they can be split, `ends` the
    last days on offer by the key of their words; `plan` is what it comes to, `wrong` what stands
    in the way of it, with the pattern that it `overlaps`.
    """

    draft: Draft
    workdays: tuple[int, ...]
    halves: bool
    ends: dict[str, date]
    agreement_ends: date | None
    first_step: FirstStep | None
    """What somebody without an agreement does first."""
    wrong: Wrong | None = None
    overlaps: Pattern | None = None
    plan: Plan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A live pattern, and how many of its days to come are held."""

    pattern: Pattern
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A pattern that ended, and the days that were freed with it."""

    pattern: Pattern
    freed: tuple[date, ...]


def live(desk: Desk, actor: Actor) -> tuple[Listed, ...]:
    """List the actor's patterns that have not ended."""
    today = desk.today()
    with desk.store.reading() as uow:
        found = patterns.live_of(uow, actor.id, on=today)
        return tuple(Listed(pattern=one, held=len(_held(uow, one, today))) for one in found)


def one(desk: Desk, actor: Actor, pattern_id: int) -> Listed:
    """Give one of the actor's own patterns; raise NotFound."""
    with desk.store.reading() as uow:
        pattern = _own(uow, actor, pattern_id)
        held = _held(uow, pattern, desk.today())
    return Listed(pattern=pattern, held=len(held))


def begin(desk: Desk, actor: Actor) -> Screen:
    """Begin a pattern from tomorrow on, with the weekdays of what is ticked in the calendar."""
    with desk.store.writing() as uow:
        days = drafts.ticked(uow, actor.telegram_id)
        screen = _begun(uow, desk, actor, Draft(days=days, first=_tomorrow(desk)))
        uow.commit()
    return screen


def propose(
    desk: Desk,
    actor: Actor,
    days: tuple[WeekDay, ...],
    *,
    first: date | None,
    last: date | None,
) -> Screen:
    """Begin a pattern that was said in words; what is wrong with it is on the screen."""
    draft = Draft(
        days=tuple(sorted(dict(days).items())), first=first or _tomorrow(desk), last=last
    )
    with desk.store.writing() as uow:
        screen = _begun(uow, desk, actor, draft)
        uow.commit()
    return screen


def change(desk: Desk, actor: Actor, pattern_id: int) -> Screen:
    """Begin a pattern that takes the place of another, with the same days; raise NotFound."""
    with desk.store.writing() as uow:
        old = _own(uow, actor, pattern_id)
        first = max(old.first_day, _tomorrow(desk))
        draft = Draft(days=old.days, first=first, last=old.last_day, changes=old.id)
        screen = _kept(uow, desk, actor, replace(draft, beyond=old.beyond))
        uow.commit()
    return screen


def update(desk: Desk, actor: Actor, step: Callable[[Draft], Draft]) -> Screen:
    """Take one step with the pattern being put together; a new one if there was none."""
    with desk.store.writing() as uow:
        draft = drafts.load(uow, actor.telegram_id, at=desk.clock()) or Draft(
            first=_tomorrow(desk)
        )
        screen = _kept(uow, desk, actor, step(draft))
        uow.commit()
    return screen


def submit(desk: Desk, actor: Actor, digest: str) -> Asked | None:
    """
    Note the pattern and ask for its days, all in one transaction; the one it changes ends.

    None if it was sent already or is no longer the one that the button showed.
    """
    with desk.store.writing() as uow:
        uow.lock_employee(actor.id)
        draft = drafts.load(uow, actor.telegram_id, at=desk.clock())
        if draft is None or draft.last is None or draft.digest != digest:
            return None
        if _screen(uow, desk, actor, draft).wrong is not None:
            return None
        if draft.changes is not None:
            _give_place(uow, desk, actor, draft.changes)
        asked = _note(uow, desk, actor, draft, draft.last)
        standing.end(uow, actor.telegram_id, PATTERN)
        uow.commit()
    return asked


def end(desk: Desk, actor: Actor, pattern_id: int, *, version: int, free: bool) -> Ended:
    """
    End one of the actor's patterns; `free` gives back its days to come too.

    Raises NotFound, and Stale if it changed since it was shown.
    """
    with desk.store.writing() as uow:
        uow.lock_employee(actor.id)
        _own(uow, actor, pattern_id)
        after = patterns.end(uow, pattern_id, version, at=desk.clock(), by=actor.id)
        freed = dismiss(uow, desk, actor, after) if free else ()
        uow.commit()
    return Ended(pattern=after, freed=freed)


def _note(uow: UnitOfWork, desk: Desk, actor: Actor, draft: Draft, last: date) -> Asked:
    hearing = _hearing(uow, desk, actor)
    found = plan(hearing, occurrences(draft.days, draft.first, last), beyond=draft.beyond)
    wanted = Wanted(
        employee_id=actor.id,
        mode=_mode(hearing, draft.first),
        days=draft.days,
        first_day=draft.first,
        last_day=last,
        asked_until=settled_until(found, last),
        beyond=draft.beyond,
    )
    pattern = patterns.add(uow, wanted, at=desk.clock(), by=actor.id)
    person = hearing.person_on(draft.first)
    route = route_of(uow, actor.id, person, policy=actor.policy, at=desk.clock())
    return ask_for(
        uow, desk, actor.person, pattern, found, hearing=hearing, route=route, by=actor.id
    )


def _give_place(uow: UnitOfWork, desk: Desk, actor: Actor, pattern_id: int) -> None:
    old = _own(uow, actor, pattern_id)
    if old.ended_at is None:
        after = patterns.end(uow, old.id, old.version, at=desk.clock(), by=actor.id)
        dismiss(uow, desk, actor, after)


def _begun(uow: UnitOfWork, desk: Desk, actor: Actor, draft: Draft) -> Screen:
    """Keep a new draft; nothing is open where an agreement has to come first."""
    screen = _kept(uow, desk, actor, draft)
    if screen.first_step is not None:
        standing.end(uow, actor.telegram_id, PATTERN)
    return screen


def _kept(uow: UnitOfWork, desk: Desk, actor: Actor, draft: Draft) -> Screen:
    drafts.keep(uow, actor.telegram_id, draft, at=desk.clock())
    return _screen(uow, desk, actor, draft)


def _screen(uow: UnitOfWork, desk: Desk, actor: Actor, draft: Draft) -> Screen:
    hearing = _hearing(uow, desk, actor)
    others = patterns.live_of(uow, actor.id, on=desk.today())
    last_day = max((terms.last_day or date.max for terms in hearing.terms), default=date.max)
    agreement_ends = None if last_day == date.max else last_day
    wrong = wrong_with(draft, today=desk.today(), agreement_ends=agreement_ends, others=others)
    return Screen(
        draft=draft,
        workdays=tuple(sorted(workdays_of(hearing.person, _week(hearing)))),
        halves=halves_allowed(hearing),
        ends=ends(draft.first, desk.today(), agreement_ends),
        agreement_ends=agreement_ends,
        first_step=None if hearing.terms else first_step(desk, actor),
        wrong=wrong,
        overlaps=overlapping(draft, draft.last, others) if draft.last else None,
        plan=None if wrong else _planned(uow, hearing, draft),
    )


def _planned(uow: UnitOfWork, hearing: Hearing, draft: Draft) -> Plan:
    """Plan the draft; the days of a pattern that it changes are free again by then."""
    if draft.changes is not None:
        for booking in bookings.of_pattern(
            uow, draft.changes, after=hearing.today, states=HOLDING
        ):
            hearing = hearing.without(booking.slot)
    days = occurrences(draft.days, draft.first, draft.last or draft.first)
    return plan(hearing, days, beyond=draft.beyond)


def _held(uow: UnitOfWork, pattern: Pattern, today: date) -> list[Booking]:
    return bookings.of_pattern(uow, pattern.id, after=today, states=HOLDING)


def _week(hearing: Hearing) -> int:
    return hearing.policy.on(hearing.today).week.days


def _mode(hearing: Hearing, day: date) -> Mode:
    agreement = hearing.person_on(day).agreement
    return agreement.mode if agreement else Mode.AGILE


def _hearing(uow: UnitOfWork, desk: Desk, actor: Actor) -> Hearing:
    return Hearing.load(uow, actor.id, policy=actor.policy, at=desk.clock(), on=desk.today())


def _own(uow: UnitOfWork, actor: Actor, pattern_id: int) -> Pattern:
    pattern = patterns.by_id(uow, pattern_id)
    if pattern.employee_id != actor.id:
        raise NotFound("pattern of this person", pattern_id)
    return pattern


def _tomorrow(desk: Desk) -> date:
    return desk.today() + timedelta(days=1)
