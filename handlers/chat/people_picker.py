"""One list of people to pick from: one's own office first, a page at a time, found by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handlers.chat.replies import Button
from handlers.desk.context import Actor
from handlers.desk.presses import NOTHING
from storage.people.names import folded
from storage.people.people import Person

ON_A_PAGE = 8
"""People on one screen of a phone."""


def picker(
    actor: Actor,
    people: Sequence[Person],
    *,
    page: int,
    pick: Callable[[Person], str],
    turn: Callable[[int], str],
    ticked: frozenset[int] = frozenset(),
) -> list[list[Button]]:
    """Lay out a page of people, those ticked and those of one's own office before the others."""
    ordered = sorted(people, key=lambda person: _place(actor, person, ticked))
    last = max(len(ordered) - 1, 0) // ON_A_PAGE
    page = min(page, last)
    shown = ordered[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows = [[Button(_words(actor, one, ticked), pick(one))] for one in shown]
    return [*rows, _turning(page, last, turn)]


def _place(actor: Actor, person: Person, ticked: frozenset[int]) -> tuple[bool, bool, str, str]:
    return (
        person.id not in ticked,
        person.office_id != actor.person.office_id,
        folded(person.family_name),
        folded(person.given_name),
    )


def _words(actor: Actor, person: Person, ticked: frozenset[int]) -> str:
    sign = "✅ " if person.id in ticked else ""
    own = person.office_id == actor.person.office_id
    return f"{sign}{person.name}" if own else f"{sign}{person.name} · {person.office_name}"


def _turning(page: int, last: int, turn: Callable[[int], str]) -> list[Button]:
    if not last:
        return []
    before = [Button("‹", turn(page - 1))] if page else []
    after = [Button("›", turn(page + 1))] if page < last else []
    return [*before, Button(f"{page + 1}/{last + 1}", NOTHING), *after]
