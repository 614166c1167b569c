"""Decisions as somebody said them: the card is shown, and nothing is decided before a press."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.asked import Asked
from handlers.chat.features.approvals import views
from handlers.chat.guards import not_a_manager
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.namesakes import Named, with_person
from handlers.chat.replies import Reply, rows_of
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import actions
from handlers.desk.requests.actions import Waiting
from handlers.reading.meanings import Decide
from handlers.texts import message


def decide(desk: Desk, actor: Actor, asked: Asked, meaning: Decide) -> Reply:
    """Show the card of whoever is meant; of several who ask let one be chosen."""
    if not actor.approves:
        return not_a_manager(actor)
    waiting = [one for one in actions.waiting(desk, actor) if _touches(one, meaning)]
    if meaning.whom:
        named = {one.id for one in naming.people_named(desk, actor, meaning.whom)}
        waiting = [one for one in waiting if one.asker.id in named]
    if not waiting:
        return _nothing_waits(actor, meaning)

    def shown(person_id: int) -> Reply:
        return _card(desk, actor, waiting, person_id)

    askers = [one.asker for one in waiting]
    return with_person(desk, actor, asked, Named(meaning, meaning.whom, askers), shown)


def _touches(waiting: Waiting, meaning: Decide) -> bool:
    return not meaning.days or any(one.day in meaning.days for one in waiting.bookings)


def _card(desk: Desk, actor: Actor, waiting: Sequence[Waiting], person_id: int) -> Reply:
    of_person = next(one for one in waiting if one.asker.id == person_id)
    first, last = of_person.span
    card = actions.look(desk, actor, person_id, first=first, last=last)
    return views.waiting(actor, tuple(waiting)) if card is None else views.card(actor, card)


def _nothing_waits(actor: Actor, meaning: Decide) -> Reply:
    key = "approvals.said.nothing.days" if meaning.days else "approvals.said.nothing"
    text = message(key, actor.locale, days=list(meaning.days))
    rows = rows_of([button(actor, "approvals", "list")], [back_to_menu(actor.locale)])
    return Reply(text=text, rows=rows)
