"""The hours of somebody else, as they were asked for: HR sees them, and others whom to ask."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.permits import staff_views
from handlers.chat.meaning import answer
from handlers.chat.menu_views import back_to_menu
from handlers.chat.namesakes import Named, with_person
from handlers.chat.replies import Reply, rows_of
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import staff
from handlers.reading.meanings import HoursOf, PermitsLeft
from handlers.texts import message
from storage.tables import Role


def hours_of(desk: Desk, actor: Actor, asked: Asked, meaning: HoursOf) -> Reply:
    """Show HR what somebody has of permits, and all their own; tell anybody else who sees it."""
    found = naming.people_named(desk, actor, meaning.whom)
    if not found and naming.is_own_name(actor, meaning.whom):
        return answer(desk, actor, asked, PermitsLeft())
    if Role.HR not in actor.roles:
        names = [one.name for one in naming.holders_of_role(desk, actor, Role.HR)]
        of_whom = found[0].name if len(found) == 1 else meaning.whom.title()
        key = "permits.of_others" if names else "permits.of_others.nobody"
        text = message(key, actor.locale, name=of_whom, names=names)
        return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))

    def shown(person_id: int) -> Reply:
        return staff_views.of_person(actor, staff.of_person(desk, actor, person_id))

    return with_person(desk, actor, asked, Named(meaning, meaning.whom, found), shown)
