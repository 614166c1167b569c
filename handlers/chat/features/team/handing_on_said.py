"""
A week on call that somebody else takes over, as it was said: the form by buttons, filled in.

Whoever sees to the week gets the act's answer with the button that hands it on; nothing is
written before that. Whoever does not is told who does.
"""

from __future__ import annotations

from datetime import date

from handlers.chat.asked import Asked
from handlers.chat.features.team import handing_on_views, on_call_views, views
from handlers.chat.namesakes import Named, with_person
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.team import actions, handing_on, on_call, substituting
from handlers.desk.team.handing_on import Turn
from handlers.reading.meanings import TakeOver
from storage.people.people import Person


def take_over(desk: Desk, actor: Actor, asked: Asked, meaning: TakeOver) -> Reply:
    """Show the week that is to be taken over, and who would take it as far as it was said."""
    if meaning.own or (meaning.of and naming.is_own_name(actor, meaning.of)):
        return _own(desk, actor, asked, meaning)
    if meaning.of:
        found = _of_whom(desk, actor, naming.people_named(desk, actor, meaning.of))
        named = Named(meaning, meaning.of, found)
        return with_person(
            desk, actor, asked, named, lambda one: _of(desk, actor, meaning, _one(found, one))
        )
    return _of_whoever_has_it(desk, actor, meaning)


def _of_whom(desk: Desk, actor: Actor, found: list[Person]) -> list[Person]:
    """Take of several of one name those whose weeks are seen to, if there are any."""
    seen = [one for one in found if handing_on.sees_to(desk, actor, one)]
    return seen or found


def _one(found: list[Person], person_id: int) -> Person:
    return next(one for one in found if one.id == person_id)


def _own(desk: Desk, actor: Actor, asked: Asked, meaning: TakeOver) -> Reply:
    if handing_on.sees_to(desk, actor, actor.person):
        return _of(desk, actor, meaning, actor.person)
    turn = handing_on.turn_of(desk, actor, actor.id, meaning.day)
    seen_to = handing_on.seen_to_by(desk, actor)
    if not meaning.by:
        return handing_on_views.not_by_oneself(actor, turn, seen_to, None)
    found = naming.people_named(desk, actor, meaning.by)
    found = [one for one in found if one.office_id == actor.person.office_id] or found

    def shown(person_id: int) -> Reply:
        by = _one(found, person_id)
        return handing_on_views.not_by_oneself(actor, turn, seen_to, by)

    return with_person(desk, actor, asked, Named(meaning, meaning.by, found), shown)


def _of(desk: Desk, actor: Actor, meaning: TakeOver, replaced: Person) -> Reply:
    """Show a week of one person to who sees to it; to everybody else who is on call."""
    if not handing_on.sees_to(desk, actor, replaced):
        return _not_seen_to(desk, actor, meaning.day)
    turn = handing_on.turn_of(desk, actor, replaced.id, meaning.day)
    if not turn.has:
        return _has_none(desk, actor, turn)
    takers = _takers(desk, actor, meaning, replaced)
    if len(takers) == 1:
        asked = substituting.judge(desk, actor, replaced.id, takers[0].id, turn.monday)
        shown = on_call_views.substitution(actor, asked)
        if not meaning.swap:
            return shown
        both = {"name": takers[0].name, "replaced": replaced.name}
        return said_beside(shown, ("team.on_call.swap", both), actor.locale)
    shown = on_call_views.substitutes(
        actor, substituting.look_for(desk, actor, replaced.id, turn.monday)
    )
    if not meaning.by or takers:
        return shown
    line = ("team.on_call.not_of_the_office", {"office": replaced.office_name})
    return said_beside(shown, line, actor.locale, first=True)


def _takers(desk: Desk, actor: Actor, meaning: TakeOver, replaced: Person) -> list[Person]:
    """List who is meant to take it over: of the same office, and somebody else."""
    found = naming.people_named(desk, actor, meaning.by) if meaning.by else []
    if meaning.oneself or (meaning.by and not found and naming.is_own_name(actor, meaning.by)):
        found = [actor.person]
    return [one for one in found if one.office_id == replaced.office_id and one.id != replaced.id]


def _has_none(desk: Desk, actor: Actor, turn: Turn) -> Reply:
    found = on_call.look_at_week(desk, actor, turn.person.office_id, turn.monday)
    line = handing_on_views.has_none(turn)
    return said_beside(on_call_views.week(actor, found), line, actor.locale, first=True)


def _of_whoever_has_it(desk: Desk, actor: Actor, meaning: TakeOver) -> Reply:
    """Take the week of who is on call then, if that is one person; else show the week."""
    day = meaning.day or desk.today()
    if not handing_on.sees_to(desk, actor, actor.person):
        return _not_seen_to(desk, actor, day)
    taker = naming.people_named(desk, actor, meaning.by) if meaning.by else []
    besides = [one.id for one in taker]
    office = taker[0].office_id if len(taker) == 1 else actor.person.office_id
    has = handing_on.only_turn(desk, actor, office, day, besides=besides)
    if has is None:
        return on_call_views.week(actor, on_call.look_at_week(desk, actor, office, day))
    return _of(desk, actor, meaning, handing_on.turn_of(desk, actor, has, day).person)


def _not_seen_to(desk: Desk, actor: Actor, day: date | None) -> Reply:
    found = actions.look_at_day(desk, actor, day or desk.today())
    line = handing_on_views.not_seen_to(handing_on.seen_to_by(desk, actor))
    return said_beside(views.day(actor, found, of_turns=True), line, actor.locale, first=True)
