"""Whose days somebody may move: the people whom they decide about today."""

from __future__ import annotations

from handlers.desk.cases.led import by_name, within_reach
from handlers.desk.context import Actor, Desk
from handlers.desk.requests.authority import authority_over_person
from storage.people import people
from storage.people.people import Person
from storage.tables import Rank

MOST_ASKED = 200
"""People about whom the act is asked for one list; a name after the command finds others."""


def led_by(desk: Desk, actor: Actor, *, search: str = "") -> list[Person]:
    """List whom somebody decides about today, by name; `search` is a part of a name."""
    if not actor.approves:
        return []
    with desk.store.reading() as uow:
        if search:
            found = people.search(uow, actor.person.body_id, search, on=desk.today())
        else:
            found = within_reach(uow, desk, actor)
        # Whose post is for the whole body decides above all for those who hold posts themselves.
        first = sorted(found, key=lambda person: person.rank is Rank.STAFF)[:MOST_ASKED]
        under = [one for one in first if authority_over_person(uow, desk, actor, one) is not None]
    return sorted(under, key=by_name)
