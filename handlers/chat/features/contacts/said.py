"""Whom somebody wants to reach, as they said it."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.contacts.opening import open_with, write_with
from handlers.chat.meaning import answer
from handlers.chat.namesakes import Named, with_person
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.inquiries import deciders
from handlers.reading.meanings import Contact, WhoDecides


def reach(desk: Desk, actor: Actor, asked: Asked, meaning: Contact) -> Reply:
    """Tell whether the person whom a name (or an office) means may be reached."""
    if meaning.decider:
        return _tell_who_decides(desk, actor, asked, meaning.words)
    found = [] if meaning.office else naming.people_named(desk, actor, meaning.whom)
    # `Contatta l'anagrafe`: what nobody is called may be an office.
    found = found or naming.people_of_office(desk, actor, meaning.whom)

    def opened(person_id: int) -> Reply:
        if meaning.words:
            return write_with(desk, actor, person_id, meaning.words)
        return open_with(desk, actor, person_id=person_id)

    return with_person(desk, actor, asked, Named(meaning, meaning.whom, found), opened)


def _tell_who_decides(desk: Desk, actor: Actor, asked: Asked, words: str) -> Reply:
    """Show the words to whoever decides today about who writes; where nobody does, say that."""
    found = None if actor.person.is_elected else deciders.who_decides(desk, actor)
    if found is None or found.decides is None or found.decides.id == actor.id:
        return answer(desk, actor, asked, WhoDecides())
    who = found.decides.id
    shown = write_with(desk, actor, who, words) if words else open_with(desk, actor, person_id=who)
    return said_beside(shown, ("contacts.decider", {"name": found.decides.name}), actor.locale)
