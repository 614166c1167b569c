"""Who is where, as somebody asked: an office on a day, or one person of it."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.team import person_views, views
from handlers.chat.namesakes import Named, with_person
from handlers.chat.replies import Reply
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.team import actions
from handlers.desk.team.person import look_at_person
from handlers.reading.meanings import Team


def team(desk: Desk, actor: Actor, asked: Asked, meaning: Team) -> Reply:
    """Show an office on a day; of one person first where they are."""
    found = naming.people_named(desk, actor, meaning.whom) if meaning.whom else []
    own = not found and naming.is_own_name(actor, meaning.whom)
    if own or not meaning.whom:
        return views.day(actor, actions.look_at_day(desk, actor, meaning.day))

    def shown(person_id: int) -> Reply:
        return person_views.day(actor, look_at_person(desk, actor, person_id, meaning.day))

    return with_person(desk, actor, asked, Named(meaning, meaning.whom, found), shown)
