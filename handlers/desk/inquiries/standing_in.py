"""Who decides where a manager would: on a day, about those whom they decide about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.desk.context import Actor, Desk
from handlers.desk.inquiries.deciders import WhoDecides, who_decides
from storage.people import appointments, people
from storage.people.people import Person
from storage.tables import Role
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingIn:
    """
    What becomes of a manager's decisions about one office.

    `decides` is who decides that day; where that is the manager, `next` is who would come then.
    """

    office: str
    decides: WhoDecides
    next: WhoDecides | None = None


def standing_in(
    desk: Desk, actor: Actor, manager: Person, day: date | None
) -> tuple[StandingIn, ...]:
    """Tell it for each office of which a manager decides about somebody; the same only once."""
    found: dict[tuple[int | None, str | None], StandingIn] = {}
    for about in _examples(desk, manager, day or desk.today()):
        decided = who_decides(desk, actor, about=about, day=day)
        if decided.concerns(manager.id):
            one = StandingIn(office=about.office_name, decides=decided)
            key = _id(decided.decides), decided.role
            found.setdefault(key, _with_next(desk, actor, one, manager))
    return tuple(found.values())


def _with_next(desk: Desk, actor: Actor, one: StandingIn, manager: Person) -> StandingIn:
    """Add who would come next, where the manager decides."""
    if _id(one.decides.decides) != manager.id:
        return one
    decided = one.decides
    day = None if decided.is_today else decided.day
    without = (manager.id,)
    return replace(
        one, next=who_decides(desk, actor, about=decided.about, day=day, without=without)
    )


def _examples(desk: Desk, manager: Person, on: date) -> list[Person]:
    """
    Take one person of each office and rank, between whom the act makes no other difference.

    If there is one, it is somebody who decides about nobody: of who does, another must decide.
    """
    with desk.store.reading() as uow:
        posts = [
            post
            for post in appointments.held_by(uow, manager.id, on=on)
            if post.role is not Role.HR
        ]
        if not posts:
            return []
        offices = {post.office_id for post in posts}
        groups: defaultdict[tuple[int, str], list[Person]] = defaultdict(list)
        for one in people.of_body(uow, manager.body_id, on=on):
            led = None in offices or one.office_id in offices
            if led and one.id != manager.id and not one.is_elected:
                groups[one.office_id, one.rank.value].append(one)
        return [_example(uow, group, on) for group in groups.values()]


def _example(uow: UnitOfWork, group: Sequence[Person], on: date) -> Person:
    without_post = (one for one in group if not appointments.exercised_by(uow, one.id, on=on))
    return next(without_post, group[0])


def _id(person: Person | None) -> int | None:
    return None if person is None else person.id
