"""Decisions as somebody said them: the card is shown, and nothing is decided before a press."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.asked import Asked
from handlers.chat.features.approvals import list_views, views
from handlers.chat.features.approvals.deciding import with_motive
from handlers.chat.guards import not_a_manager
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.namesakes import Named, with_person
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply, rows_of
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import cards_shown, waiting
from handlers.desk.requests.deciding import Wish
from handlers.desk.requests.parts import Part
from handlers.desk.requests.request import State
from handlers.desk.requests.waiting import Asker
from handlers.reading.meanings import Decide
from handlers.texts import message


def decide(desk: Desk, actor: Actor, asked: Asked, meaning: Decide) -> Reply:
    """Show the card of whoever is meant; of several who ask let one be chosen."""
    if not actor.approves:
        return not_a_manager(actor)
    found = [one for one in waiting.askers(desk, actor) if _part(one, meaning).of(one.requests)]
    if meaning.whom:
        named = {one.id for one in naming.people_named(desk, actor, meaning.whom)}
        found = [one for one in found if one.person.id in named]
    if not found:
        return _nothing_waits(actor, meaning)

    def shown(person_id: int) -> Reply:
        return _card(desk, actor, found, meaning, person_id)

    people = [one.person for one in found]
    return with_person(desk, actor, asked, Named(meaning, meaning.whom, people), shown)


def _part(one: Asker, meaning: Decide) -> Part:
    """Name the requests of somebody that touch the days that were said."""
    return Part(person_id=one.person.id, days=meaning.days)


def _card(
    desk: Desk, actor: Actor, found: Sequence[Asker], meaning: Decide, person_id: int
) -> Reply:
    """Show what is meant and nothing else: on its card, or in a list if it has several cards."""
    of_person = next(one for one in found if one.person.id == person_id)
    part = _part(of_person, meaning)
    first, *others = part.of(of_person.requests)
    card = cards_shown.look_at_part(desk, actor, first.key, part)
    on_it = {look.request.key for look in card.looks}
    if any(other.key not in on_it for other in others):
        listed = list_views.page(actor, waiting.page(desk, actor, 0, part))
        return _with_motive(actor, listed, meaning)
    if others or not meaning.why:
        return _with_motive(actor, views.card(actor, card), meaning)
    to = State.APPROVED if meaning.approve else State.REFUSED
    wish = Wish(key=first.key, version=first.version, to=to)
    return with_motive(desk, actor, wish, meaning.why) or views.card(actor, card)


def _with_motive(actor: Actor, shown: Reply, meaning: Decide) -> Reply:
    """Say of a motive for several requests that each of them has its own."""
    if meaning.approve or not meaning.why:
        return shown
    return said_beside(shown, ("approvals.said.why", {"why": meaning.why}), actor.locale)


def _nothing_waits(actor: Actor, meaning: Decide) -> Reply:
    key = "approvals.said.nothing.days" if meaning.days else "approvals.said.nothing"
    text = message(key, actor.locale, days=list(meaning.days))
    rows = rows_of([button(actor, "approvals", "list")], [back_to_menu(actor.locale)])
    return Reply(text=text, rows=rows)
