"""
May a person be reached now: what the rules say, and how much of it is anybody's business.

Colleagues learn whether somebody is in the office, agile or absent, and from when on they may be
reached. That a permit is the cause does not show: it is answered like any time outside the bands.
Nor does the end of an absence show: the message finds its moment by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.known_days import AWAY, known_days
from handlers.desk.cases.reaching import Way, bar_to
from handlers.desk.contacts.drafts import How
from handlers.desk.context import Desk
from rules import questions as law
from rules.bands import bands_held
from rules.barred import as_found
from rules.calendar import why_free, workdays_of
from rules.contact_hours import open_until
from rules.decision import Decision, Verdict
from rules.facts import ROME, Mode
from rules.reasons import ReasonCode
from storage.people import people
from storage.people.people import Person
from storage.unit_of_work import UnitOfWork

PURPOSES = (How.OBJECTIVES, How.ON_CALL)
"""What a contact may be for, as the law calls it."""


class Place(StrEnum):
    """What colleagues see of a day; on one that is free for all nobody is absent."""

    OFFICE = "office"
    AGILE = "agile"
    ABSENT = "absent"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """
    Whether somebody may be reached.

    `until` is the end of the time in which they may (None: they may not now), `since` when it
    begins (None: now, or not to be told), `today` whether that is today; `offers` are ways in
    which the act allows it at once. `barred` is why no message arrives at all.
    """

    person: Person
    place: Place
    until: datetime | None
    since: datetime | None
    articles: tuple[str, ...]
    today: bool = True
    offers: tuple[How, ...] = ()
    barred: Way | None = None

    @property
    def now(self) -> bool:
        """Whether they may be reached at this moment."""
        return self.until is not None


def hearing_of(uow: UnitOfWork, desk: Desk, employee_id: int) -> Hearing:
    """Load a person as they stand today."""
    policy = desk.policies[people.person(uow, employee_id).policy_id]
    return known_days(uow, employee_id, policy=policy, at=desk.clock(), on=desk.today())


def ask(hearing: Hearing, how: How) -> Decision:
    """Ask the rules at the moment of the hearing."""
    return law.contact(
        hearing.policy,
        hearing.person,
        hearing.history,
        at=hearing.at,
        purpose=how.value if how in PURPOSES else None,
        urgent=how is How.URGENT,
    )


def reach(uow: UnitOfWork, hearing: Hearing, person: Person, *, led: bool = False) -> Reach:
    """
    Tell whether a person may be reached now, and no more than colleagues may know.

    Who leads the person's office (`led`) may also call them within a turn on call.
    """
    decision = ask(hearing, How.PLAIN)
    when: datetime = decision.values["when"]
    now = decision.verdict is Verdict.NOW
    hidden = _is_absent_before(hearing, when)
    return Reach(
        person=person,
        place=_place(hearing),
        until=open_until(hearing.policy, hearing.person, hearing.history, at=hearing.at)
        if now
        else None,
        since=None if now or hidden else when,
        articles=_articles(hearing, decision),
        today=when.astimezone(ROME).date() == hearing.today,
        offers=() if now else tuple(_ways(hearing, decision, hidden=hidden, led=led)),
        barred=bar_to(uow, person),
    )


def _place(hearing: Hearing) -> Place:
    there = hearing.where(hearing.today)
    if there.mode is Mode.OFF:
        return Place(there.halves[0].value)
    return Place.AGILE if there.mode in AWAY else Place.OFFICE


def _ways(hearing: Hearing, plain: Decision, *, hidden: bool, led: bool) -> Iterator[How]:
    """Give the ways in which somebody may be reached sooner than with a plain message."""
    if led and _is_called_sooner(hearing, plain):
        yield How.ON_CALL
    if not hidden:
        yield from _offers(hearing, plain)


def _is_called_sooner(hearing: Hearing, plain: Decision) -> bool:
    """Tell whether a turn lets a call through that would wait; an absent person has no turn."""
    when: datetime = ask(hearing, How.ON_CALL).values["when"]
    return when < plain.values["when"] and not _is_absent_before(hearing, when)


def _offers(hearing: Hearing, decision: Decision) -> tuple[How, ...]:
    """Give the ways in which somebody may be reached at once; none while a permit lasts."""
    if _codes(decision) & {ReasonCode.ON_PERMIT} or _on_permit(hearing):
        return ()
    ways = (How.URGENT, How.OBJECTIVES)
    return tuple(how for how in ways if ask(hearing, how).verdict is Verdict.NOW)


def _on_permit(hearing: Hearing) -> bool:
    """Tell whether a permit of some hours lasts now, inside a contact band or not."""
    now = hearing.at.astimezone(ROME)
    minute = now.hour * 60 + now.minute
    return any(
        permit.start <= minute < permit.start + permit.minutes
        for permit in hearing.history.permits_on(hearing.today)
        if permit.start is not None and permit.minutes is not None
    )


def _articles(hearing: Hearing, decision: Decision) -> tuple[str, ...]:
    """Cite what the answer rests on; a permit is cited as the bands are, not to show."""
    if not _codes(decision) & {ReasonCode.ON_PERMIT}:
        return decision.because
    tables = hearing.policy.on(hearing.today)
    today = hearing.today
    found = as_found(hearing.policy, hearing.person, hearing.history, on=today, at=today)
    now = hearing.at.astimezone(ROME)
    held = bands_held(tables, hearing.person, found, today, minute=now.hour * 60 + now.minute)
    return (*([held.source.article] if held.source.article else []), *held.also)


def _codes(decision: Decision) -> set[str]:
    return {str(reason.code) for reason in decision.reasons}


def _is_absent_before(hearing: Hearing, when: datetime) -> bool:
    """Tell whether an absence lies between now and a moment: its end is nobody's business."""
    last = when.astimezone(ROME).date()
    days = ((last - hearing.today).days if last > hearing.today else 0) + 1
    return any(_is_absent(hearing, hearing.today + timedelta(days=n)) for n in range(days))


def _is_absent(hearing: Hearing, day: date) -> bool:
    workdays = workdays_of(hearing.person, hearing.policy.on(day).week.days)
    return ReasonCode.ABSENT in why_free(hearing.history, day, workdays)
