"""The move of a day, as somebody said it."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.features.changes import views
from handlers.chat.features.changes.opening import open_with
from handlers.chat.guards import not_a_manager
from handlers.chat.meaning import answer
from handlers.chat.menu_views import back_to_menu
from handlers.chat.namesakes import MOST_PEOPLE, Named, with_person
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply, rows_of
from handlers.desk import naming
from handlers.desk.cases.held_permits import has_permit_on
from handlers.desk.changes import actions
from handlers.desk.changes.people import led_by
from handlers.desk.changes.sources import Source, Token
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import MoveOf, OwnPermits, Swap, Wish
from handlers.texts import message


def move(desk: Desk, actor: Actor, asked: Asked, meaning: Swap) -> Reply:
    """Show the move, of half a day where halves were said; also a permit that may be meant."""
    given, wanted = meaning.given, meaning.wanted
    permits = None
    if has_permit_on(desk, actor, (given.day,)):
        permits = answer(desk, actor, asked, OwnPermits((given.day,)))
        if not actions.sources_on(desk, actor, given.day):
            return permits
    reply = open_with(
        desk, actor, day=given.day, new_day=wanted.day, half=given.half, new_half=wanted.half
    )
    return reply if permits is None else replace(reply, more=(*reply.more, permits))


def move_of(desk: Desk, actor: Actor, asked: Asked, meaning: MoveOf) -> Reply:
    """Show the move of a day of somebody whom this person decides about; nothing is moved yet."""
    found = led_by(desk, actor, search=meaning.whom)
    if not found and naming.is_own_name(actor, meaning.whom):
        return _own(desk, actor, asked, meaning)
    if not actor.approves:
        return not_a_manager(actor)
    others = [] if found else naming.people_named(desk, actor, meaning.whom)
    if others:
        names = {"names": [one.name for one in others[:MOST_PEOPLE]]}
        text = message("changes.not_theirs_to_move", actor.locale, **names)
        return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))

    def shown(person_id: int) -> Reply:
        return _shown_of(desk, actor, person_id, meaning)

    return with_person(desk, actor, asked, Named(meaning, meaning.whom, found), shown)


def _own(desk: Desk, actor: Actor, asked: Asked, meaning: MoveOf) -> Reply:
    """Move a day of one's own where that is one's own name."""
    if meaning.given is not None and meaning.wanted is not None:
        return move(desk, actor, asked, Swap(meaning.given, meaning.wanted))
    day = None if meaning.given is None else meaning.given.day
    return open_with(desk, actor, day=day, new_day=None)


def _shown_of(desk: Desk, actor: Actor, person_id: int, meaning: MoveOf) -> Reply:
    """Show the one move that was said; where days of theirs are left open, these first."""
    offered = actions.offer(desk, actor, person_id)
    held = tuple(one for one in offered.sources if _is_given(one, meaning.given))
    wanted = meaning.wanted
    if len(held) != 1:
        listed = views.offer(actor, offered if not held else replace(offered, sources=held))
        if meaning.given is not None and not held:
            named = {"name": offered.owner.name, "day": meaning.given.day}
            return said_beside(listed, ("changes.not_theirs", named), actor.locale, first=True)
        if wanted is None or not held:
            return listed
        return said_beside(listed, ("changes.then_to", {"day": wanted.day}), actor.locale)
    token = Token.read(held[0].token)
    halves = [one.half for one in (meaning.given, wanted) if one is not None and one.half]
    if wanted is None or (halves and held[0].slot.half is None):
        return views.choice(actor, actions.choose(desk, actor, token))
    return views.target(actor, actions.look(desk, actor, token, wanted.day, wanted.half))


def _is_given(held: Source, given: Wish | None) -> bool:
    if given is None:
        return True
    same_half = given.half is None or held.slot.half in (None, given.half)
    return held.slot.day == given.day and same_half
