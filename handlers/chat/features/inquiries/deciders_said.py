"""Who decides, as somebody asked: about their requests, somebody else's, in a manager's place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.chat.asked import Asked
from handlers.chat.features.inquiries import deciders_views as views
from handlers.chat.guards import not_for_elected
from handlers.chat.namesakes import Named, with_person
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.chat.understanding import bare_words
from handlers.desk import naming
from handlers.desk.cases.first_step import personnel
from handlers.desk.context import Actor, Desk
from handlers.desk.inquiries import deciders
from handlers.desk.inquiries.standing_in import standing_in
from handlers.reading.meanings import WhoDecides
from storage.people.people import Person
from storage.tables import Role

REPLACING = frozenset(
    {
        *("sostituisce", "sostituira", "sostituire", "rimpiazza", "replaces", "covers", "veci"),
        *("replace", "fills", "stands"),
    }
)
"""Of who does not decide, their work may be meant."""


def who_decides(desk: Desk, actor: Actor, asked: Asked, meaning: WhoDecides) -> Reply:
    """Name who decides, as far as whoever asks may know it."""
    name = meaning.whom or meaning.instead_of
    found = naming.people_named(desk, actor, name) if name else []
    itself = meaning.myself or (name and not found and naming.is_own_name(actor, name))
    if itself and (meaning.whom or not actor.approves):
        own = _own(desk, actor, meaning.day)
        if actor.person.is_elected or not REPLACING & set(bare_words(asked.words)):
            return own
        return said_beside(own, ("inquiries.who_replaces", {}), actor.locale, first=True)
    if itself:
        return _in_place(desk, actor, actor.person, meaning.day)
    if not name:
        return _own(desk, actor, meaning.day)

    def shown(person_id: int) -> Reply:
        person = next(one for one in found if one.id == person_id)
        answering = _about if meaning.whom else _instead
        return answering(desk, actor, person, meaning.day)

    return with_person(desk, actor, asked, Named(meaning, name, found), shown)


def _own(desk: Desk, actor: Actor, day: date | None) -> Reply:
    if actor.person.is_elected:
        return not_for_elected(actor)
    found = deciders.who_decides(desk, actor, day=day)
    return views.who_decides(actor, found, personnel(desk, actor))


def _about(desk: Desk, actor: Actor, person: Person, day: date | None) -> Reply:
    """Tell it of somebody else's requests to who leads them, and to the personnel office."""
    if not deciders.may_know(desk, actor, person):
        line = ("inquiries.not_theirs", {"name": person.name})
        return said_beside(_own(desk, actor, day), line, actor.locale, first=True)
    if person.is_elected:
        return not_for_elected(actor)
    found = deciders.who_decides(desk, actor, about=person, day=day)
    return views.who_decides(actor, found, personnel(desk, actor))


def _instead(desk: Desk, actor: Actor, manager: Person, day: date | None) -> Reply:
    """Tell who decides in a manager's place: HR of all, anybody else of their own requests."""
    if Role.HR in actor.roles:
        return _in_place(desk, actor, manager, day)
    if actor.person.is_elected:
        return not_for_elected(actor)
    found = deciders.who_decides(desk, actor, day=day)
    own = views.who_decides(actor, found, personnel(desk, actor))
    if not found.concerns(manager.id):
        line = ("inquiries.not_yours_to_decide", {"name": manager.name})
        return said_beside(own, line, actor.locale, first=True)
    if found.decides is None or found.decides.id != manager.id:
        return own
    following = deciders.who_decides(desk, actor, day=day, without=(manager.id,))
    return said_beside(own, views.if_away(manager, following), actor.locale)


def _in_place(desk: Desk, actor: Actor, manager: Person, day: date | None) -> Reply:
    found = standing_in(desk, actor, manager, day)
    shown = views.in_place(actor, manager, found, day)
    return replace(shown, rows=views.with_delegations(actor, shown.rows, manager))
