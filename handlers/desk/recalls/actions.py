"""Put a recall together, send it off, confirm it, take it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from handlers.desk import naming
from handlers.desk.cases.first_step import hr_of
from handlers.desk.cases.known_days import AHEAD, AWAY, days_away, known_days, mode_of
from handlers.desk.context import Actor, Desk
from handlers.desk.forms import standing as forms
from handlers.desk.recalls import drafts, told
from handlers.desk.recalls.drafts import MOST_PEOPLE, RECALL, Draft, Step
from handlers.desk.recalls.judging import Judged, Standing, judge
from handlers.desk.recalls.team import team
from handlers.desk.requests.authority import authority_over_person
from storage.errors import Stale
from storage.people import people
from storage.people.people import Person
from storage.requests import recalls
from storage.requests.recalls import Order, Recall
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """
    What a manager sees while putting a recall together.

    `team` are people to choose from, `chosen` those ticked, `days` the days to come on which any
    of them works elsewhere, with how many; `judged` is what the rules say of each on the day.
    """

    draft: Draft
    today: date
    chosen: tuple[Person, ...]
    team: tuple[Person, ...] = ()
    live: tuple[tuple[Recall, Person], ...] = ()
    days: tuple[tuple[date, int], ...] = ()
    judged: tuple[Judged, ...] = ()
    hr: Person | None = None

    @property
    def barred(self) -> bool:
        """Whether the act keeps any of them from being recalled, whatever the cause."""
        return any(one.standing is Standing.BARRED for one in self.judged)

    @property
    def good(self) -> tuple[Judged, ...]:
        """Those whom the act lets be recalled on the day."""
        return tuple(one for one in self.judged if one.standing is Standing.VALID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of sending: those recalled (`standing` VALID), and those not, each judged anew."""

    day: date
    judged: tuple[Judged, ...]


def begin(desk: Desk, actor: Actor, draft: Draft | None = None) -> Screen:
    """Begin a recall, leaving any other dialogue."""
    return change(desk, actor, lambda _: draft or Draft())


def look(desk: Desk, actor: Actor) -> Screen:
    """Give what was put together so far."""
    with desk.store.reading() as uow:
        return _lay_out(uow, desk, actor, drafts.load(uow, actor.telegram_id, at=desk.clock()))


def named(desk: Desk, actor: Actor, words: str) -> list[Person]:
    """Find those whom this manager may recall and whose name has these words."""
    with desk.store.reading() as uow:
        return team(uow, desk, actor, search=words)


def away_on(desk: Desk, actor: Actor, day: date, office: str = "") -> list[Person]:
    """List whom this manager may recall and who work away that day; `office` as it is called."""
    with desk.store.reading() as uow:
        offices = {one.id for one in naming.offices_named(uow, actor, office)} if office else None
        return [
            person
            for person in team(uow, desk, actor)
            if (offices is None or person.office_id in offices)
            and _works_away(uow, desk, actor, person, day)
        ]


def _works_away(uow: UnitOfWork, desk: Desk, actor: Actor, person: Person, day: date) -> bool:
    hearing = known_days(uow, person.id, policy=actor.policy, at=desk.clock(), on=day)
    return mode_of(hearing, day) in AWAY


def change(desk: Desk, actor: Actor, edit: Callable[[Draft], Draft]) -> Screen:
    """Change the recall that is being put together; who may not be recalled falls out of it."""
    with desk.store.writing() as uow:
        draft = edit(drafts.load(uow, actor.telegram_id, at=desk.clock()))
        allowed = [person.id for person in _allowed(uow, desk, actor, draft.people)]
        draft = replace(draft, people=tuple(allowed[:MOST_PEOPLE]))
        if not draft.people:
            draft = replace(draft, step=Step.PEOPLE)
        elif draft.step is Step.CARD and draft.day is None:
            draft = replace(draft, step=Step.DAY)
        drafts.keep(uow, actor.telegram_id, draft, at=desk.clock())
        screen = _lay_out(uow, desk, actor, draft)
        uow.commit()
    return screen


def send(desk: Desk, actor: Actor, digest: str) -> Sent | None:
    """
    Write the recalls that the rules allow at this moment, each judged again; the others are told.

    None if this recall was sent already or is no longer the one that the button showed.
    """
    with desk.store.writing() as uow:
        draft = drafts.load(uow, actor.telegram_id, at=desk.clock())
        if draft.day is None or not draft.words or draft.digest != digest:
            return None
        chosen = sorted(_allowed(uow, desk, actor, draft.people), key=lambda one: one.id)
        judged = [_call(uow, desk, actor, draft, person) for person in chosen]
        forms.end(uow, actor.telegram_id, RECALL)
        uow.commit()
    return Sent(day=draft.day, judged=tuple(judged))


def _call(uow: UnitOfWork, desk: Desk, actor: Actor, draft: Draft, person: Person) -> Judged:
    """Write one recall, if nothing stands in its way once nobody else can change the day."""
    uow.lock_employee(person.id)
    authority = authority_over_person(uow, desk, actor, person)
    (judged,) = _judged(uow, desk, actor, draft, (person,))
    decision, day, at = judged.decision, draft.day, desk.clock()
    hindered = judged.standing is not Standing.VALID
    if hindered or authority is None or decision is None or day is None:
        return judged
    order = Order(
        employee_id=person.id,
        day=day,
        cause=draft.cause.value,
        words=draft.words,
        deliver_at=decision.values["delivered"],
        given_back=not decision.values["counts"],
    )
    try:
        recall = recalls.write(uow, order, at=at, by=actor.id, on_behalf_of=authority.on_behalf_of)
    except Stale:
        return replace(judged, standing=Standing.RECALLED, decision=None)
    told.post_recall(uow, recall, decision, at=at)
    return judged


def _allowed(uow: UnitOfWork, desk: Desk, actor: Actor, ids: tuple[int, ...]) -> list[Person]:
    """Give those of some people whom this manager may recall, in the order of the ids."""
    named = people.persons(uow, ids)
    return [
        named[employee_id]
        for employee_id in dict.fromkeys(ids)
        if employee_id in named
        and authority_over_person(uow, desk, actor, named[employee_id]) is not None
    ]


def _lay_out(uow: UnitOfWork, desk: Desk, actor: Actor, draft: Draft) -> Screen:
    named = people.persons(uow, draft.people)
    chosen = tuple(named[one] for one in draft.people if one in named)
    screen = Screen(draft=draft, today=desk.today(), chosen=chosen)
    if draft.step is Step.CARD:
        judged = _judged(uow, desk, actor, draft, chosen)
        return replace(screen, judged=judged, hr=hr_of(uow, desk, actor.person))
    if draft.step is Step.DAY:
        return replace(screen, days=_days(uow, desk, actor, chosen))
    found = team(uow, desk, actor, search=draft.search)
    return replace(screen, team=tuple(found), live=live_of(uow, desk, actor))


def _judged(
    uow: UnitOfWork, desk: Desk, actor: Actor, draft: Draft, chosen: tuple[Person, ...]
) -> tuple[Judged, ...]:
    if draft.day is None:
        return ()
    at, policy, day, cause = desk.clock(), actor.policy, draft.day, draft.cause
    return tuple(judge(uow, one, policy=policy, at=at, day=day, cause=cause) for one in chosen)


def _days(
    uow: UnitOfWork, desk: Desk, actor: Actor, chosen: tuple[Person, ...]
) -> tuple[tuple[date, int], ...]:
    counted: Counter[date] = Counter()
    today = desk.today()
    for person in chosen:
        hearing = known_days(uow, person.id, policy=actor.policy, at=desk.clock(), on=today)
        counted.update(days_away(hearing, since=today))
    return tuple(sorted(counted.items()))


def live_of(uow: UnitOfWork, desk: Desk, actor: Actor) -> tuple[tuple[Recall, Person], ...]:
    """List the recalls to come that this manager, or whom they act for, wrote."""
    managers = {actor.id, *(post.employee_id for post in actor.acting_for)}
    found = recalls.live_of_managers(uow, managers, since=desk.today())
    named = people.persons(uow, {recall.employee_id for recall in found})
    return tuple((recall, named[recall.employee_id]) for recall in found)


def in_reach(desk: Desk, day: date) -> bool:
    """Tell whether a day is one for which a recall can be written: today or some weeks ahead."""
    return desk.today() <= day <= desk.today() + AHEAD
