"""The hours of somebody else, as they were asked for: HR sees them, and others whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.features.permits import staff_views
from handlers.chat.meaning import answer
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.namesakes import Named, with_person
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply, rows_of
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import staff
from handlers.desk.requests import waiting
from handlers.reading.meanings import HoursOf, PermitsLeft
from handlers.texts import message
from storage.people.people import Person
from storage.tables import Role


def hours_of(desk: Desk, actor: Actor, asked: Asked, meaning: HoursOf) -> Reply:
    """
    Show HR what somebody has of permits, and all their own; tell anybody else who sees it.

    Who decides is told where a request of theirs stands that waits: that one they do see.
    """
    found = naming.people_named(desk, actor, meaning.whom)
    if not found and naming.is_own_name(actor, meaning.whom):
        return answer(desk, actor, asked, PermitsLeft())
    if Role.HR not in actor.roles:
        names = [one.name for one in naming.holders_of_role(desk, actor, Role.HR)]
        of_whom = found[0].name if len(found) == 1 else meaning.whom.title()
        key = "permits.of_others" if names else "permits.of_others.nobody"
        text = message(key, actor.locale, name=of_whom, names=names)
        told = Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))
        return _with_what_waits(desk, actor, told, found)

    def shown(person_id: int) -> Reply:
        return staff_views.of_person(actor, staff.of_person(desk, actor, person_id))

    return with_person(desk, actor, asked, Named(meaning, meaning.whom, found), shown)


def _with_what_waits(desk: Desk, actor: Actor, told: Reply, found: Sequence[Person]) -> Reply:
    if not actor.approves or all(one.person not in found for one in waiting.askers(desk, actor)):
        return told
    told = replace(told, rows=((button(actor, "approvals", "list"),), *told.rows))
    return said_beside(told, ("permits.of_others.waits", {}), actor.locale)
