"""Who shall decide in somebody's place, as they said it."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.delegations import views
from handlers.chat.features.delegations.opening import open_with
from handlers.chat.namesakes import Named, with_person
from handlers.chat.replies import Reply
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import Delegate
from storage.tables import Role


def delegate(desk: Desk, actor: Actor, asked: Asked, meaning: Delegate) -> Reply:
    """Show the delegation to whom a name, or a role of the body, means."""
    if not actor.held:
        return views.without_post(actor)

    def opened(person_id: int | None) -> Reply:
        first, last = meaning.first, meaning.last
        return open_with(desk, actor, delegate_id=person_id, first=first, last=last)

    if not meaning.whom and not meaning.role:
        return opened(None)
    if meaning.role:
        found = naming.holders_of_role(desk, actor, Role(meaning.role))
        if not found:
            return views.no_holder(actor, meaning.role)
    else:
        found = naming.people_named(desk, actor, meaning.whom)
    return with_person(desk, actor, asked, Named(meaning, meaning.whom, found), opened)
