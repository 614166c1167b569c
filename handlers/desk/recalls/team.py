"""Whom a manager may call to the office."""

from __future__ import annotations

from handlers.desk.cases.known_days import AHEAD
from handlers.desk.cases.led import by_name, within_reach
from handlers.desk.context import Actor, Desk
from handlers.desk.requests.authority import authority_over_person
from storage.agreements import agreements
from storage.people import people
from storage.people.people import Person
from storage.tables import Rank
from storage.unit_of_work import UnitOfWork

MOST_ASKED = 200
"""People about whom the act is asked for one list; a name written in the chat finds others."""


def team(uow: UnitOfWork, desk: Desk, actor: Actor, *, search: str = "") -> list[Person]:
    """List whom somebody may recall and who has an agreement for the days to come, by name."""
    if not actor.approves:
        return []
    today = desk.today()
    body_id = actor.person.body_id
    with_agreement = set(agreements.holders(uow, body_id, since=today, until=today + AHEAD))
    if search:
        found = people.search(uow, body_id, search, on=today)
    else:
        found = within_reach(uow, desk, actor)
    # Whose post is for the whole body decides above all for those who hold posts themselves.
    candidates = sorted(
        (person for person in found if person.id in with_agreement),
        key=lambda person: person.rank is Rank.STAFF,
    )
    under = [
        person
        for person in candidates[:MOST_ASKED]
        if authority_over_person(uow, desk, actor, person) is not None
    ]
    return sorted(under, key=by_name)
