"""Decisions as somebody said them: the card is shown, and nothing is decided before a press."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.asked import Asked
from handlers.chat.features.approvals import list_views, said_views, views
from handlers.chat.features.approvals.deciding import with_motive
from handlers.chat.guards import not_a_manager
from handlers.chat.namesakes import Named, nobody_named, with_person
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import cards_shown, waiting
from handlers.desk.requests.deciding import Wish
from handlers.desk.requests.parts import ANYBODY, Part
from handlers.desk.requests.request import State
from handlers.desk.requests.waiting import Asker
from handlers.reading.meanings import Decide


def decide(desk: Desk, actor: Actor, asked: Asked, meaning: Decide) -> Reply:
    """Show the card of whoever is meant, the list of several, or whom of one name to choose."""
    if not actor.approves:
        return not_a_manager(actor)
    named = naming.people_named(desk, actor, meaning.whom) if meaning.whom else []
    if meaning.whom and not (named or naming.is_own_name(actor, meaning.whom)):
        return nobody_named(actor, meaning.whom)
    waits = waiting.askers(desk, actor)
    found = [one for one in waits if _part(one, meaning).of(one.requests)]
    if meaning.whom:
        found = [one for one in found if one.person in named]
    if not found:
        return said_views.nothing_waits(actor, named, meaning.days, others=bool(waits))
    if not (meaning.whom or meaning.days):
        listed = list_views.page(actor, waiting.page(desk, actor, 0))
        return _with_motive(actor, listed, meaning)
    if meaning.approve and not meaning.whom and len(found) > 1:
        of_all = waiting.page(desk, actor, 0, Part(person_id=ANYBODY, days=meaning.days))
        listed = _with_motive(actor, list_views.page(actor, of_all), meaning)
        return _with_days_left_open(actor, listed, meaning)

    def shown(person_id: int) -> Reply:
        reply = _card(desk, actor, found, meaning, person_id)
        return _with_days_left_open(actor, reply, meaning)

    people = [one.person for one in found]
    return with_person(desk, actor, asked, Named(meaning, meaning.whom, people), shown)


def _part(one: Asker, meaning: Decide) -> Part:
    """Name the requests of somebody that touch the days that were said."""
    return Part(person_id=one.person.id, days=meaning.days)


def _card(
    desk: Desk, actor: Actor, found: Sequence[Asker], meaning: Decide, person_id: int
) -> Reply:
    """
    Show what is meant and nothing else: on its card, or in a list if it has several cards.

    Of one refusal the motive is said back, or asked for: who refuses is not offered the contrary.
    """
    of_person = next(one for one in found if one.person.id == person_id)
    part = _part(of_person, meaning)
    first, *others = part.of(of_person.requests)
    card = cards_shown.look_at_part(desk, actor, first.key, part)
    on_it = {look.request.key for look in card.looks}
    if any(other.key not in on_it for other in others):
        listed = list_views.page(actor, waiting.page(desk, actor, 0, part))
        return _with_motive(actor, listed, meaning)
    if others or (meaning.approve and not meaning.why):
        return _with_motive(actor, views.card(actor, card), meaning)
    to = State.APPROVED if meaning.approve else State.REFUSED
    wish = Wish(key=first.key, version=first.version, to=to)
    return with_motive(desk, actor, wish, meaning.why) or views.card(actor, card)


def _with_motive(actor: Actor, shown: Reply, meaning: Decide) -> Reply:
    """Say of a motive for several requests that each of them has its own."""
    if meaning.approve or not meaning.why:
        return shown
    return said_beside(shown, ("approvals.said.why", {"why": meaning.why}), actor.locale)


def _with_days_left_open(actor: Actor, shown: Reply, meaning: Decide) -> Reply:
    """Name the days of which it was said that they are not meant: they wait as before."""
    if not meaning.left_open:
        return shown
    named = {"days": list(meaning.left_open)}
    return said_beside(shown, ("approvals.said.left_open", named), actor.locale)
