"""The recalls that a manager may take back, found by whom they are of and for which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.desk.cases.known_days import AHEAD
from handlers.desk.context import Actor, Desk
from handlers.desk.naming import people_named
from handlers.desk.recalls import confirming
from handlers.desk.recalls.actions import live_of
from handlers.desk.recalls.confirming import RecallCame
from storage.people.people import Person
from storage.requests import recalls
from storage.requests.recalls import Recall


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """
    Recalls with whom they are of, by day.

    `day` is the day that was said if none of them is for it: these are for others.
    """

    recalls: tuple[tuple[Recall, Person], ...]
    day: date | None = None


def written(desk: Desk, actor: Actor, names: Sequence[str], day: date | None) -> Written:
    """Find those of some people, or of all, for a day, or for all; else those of other days."""
    with desk.store.reading() as uow:
        own = live_of(uow, desk, actor)
    found = _of_people(desk, actor, names) if names else own
    on_day = tuple(one for one in found if day in (None, one[0].day))
    if on_day or not found:
        return Written(recalls=on_day)
    return Written(recalls=tuple(found), day=day)


def _of_people(
    desk: Desk, actor: Actor, names: Sequence[str]
) -> tuple[tuple[Recall, Person], ...]:
    """List the recalls of people of these names, whoever wrote them, that are this manager's."""
    named = {one.id: one for name in names for one in people_named(desk, actor, name)}
    since = desk.today()
    with desk.store.reading() as uow:
        found = [
            recall
            for person_id in named
            for recall in recalls.live_of_person(
                uow, person_id, since=since, until=since + 2 * AHEAD
            )
        ]
    return tuple(
        (recall, named[recall.employee_id])
        for recall in sorted(found, key=lambda one: (one.day, one.id))
        if confirming.theirs(desk, actor, recall.id).came is RecallCame.DONE
    )
