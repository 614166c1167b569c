"""Whom somebody may decide about at all, before the act is asked of each of them."""

from __future__ import annotations

from handlers.desk.context import Actor, Desk
from storage.people import people
from storage.people.names import folded
from storage.people.people import Person
from storage.tables import Role
from storage.unit_of_work import UnitOfWork


def within_reach(uow: UnitOfWork, desk: Desk, actor: Actor) -> list[Person]:
    """List who works where somebody holds a post today, or acts for who does."""
    deciding = [p for p in (*actor.held, *actor.acting_for) if p.role is not Role.HR]
    offices = {post.office_id for post in deciding}
    if None in offices:
        return people.of_body(uow, actor.person.body_id, on=desk.today())
    return [
        person
        for office in offices
        if office is not None
        for person in people.of_office(uow, office, on=desk.today())
    ]


def leads(actor: Actor, person: Person) -> bool:
    """Tell whether somebody holds a post over a person's office, or acts for who does."""
    posts = [post for post in (*actor.held, *actor.acting_for) if post.role is not Role.HR]
    return any(post.office_id in (None, person.office_id) for post in posts)


def by_name(person: Person) -> tuple[str, str]:
    """Order people by family name, then by given name."""
    return folded(person.family_name), folded(person.given_name)
