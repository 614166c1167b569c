"""Where words that were understood begin the move of a day."""

from __future__ import annotations

from datetime import date

from handlers.chat.features.changes import views
from handlers.chat.guards import not_for_elected
from handlers.chat.replies import Reply
from handlers.desk.changes import actions
from handlers.desk.changes.sources import Source, Token
from handlers.desk.context import Actor, Desk
from rules.facts import Half


def open_with(
    desk: Desk,
    actor: Actor,
    *,
    day: date | None,
    new_day: date | None,
    half: Half | None = None,
    new_half: Half | None = None,
) -> Reply:
    """
    Show the move of one's own day, to be confirmed.

    Without `day`, or where not exactly what was named is held (two halves, the other half), what
    can be moved is listed; without `new_day` the calendar of new days comes. A half goes to the
    same half unless `new_half` was said; a whole day, of which a half was named, to the calendar.
    """
    if actor.person.is_elected:
        return not_for_elected(actor)
    if day is None:
        return views.offer(actor, actions.offer(desk, actor))
    held = actions.sources_on(desk, actor, day)
    if not held:
        return views.nothing_that_day(actor, day)
    named = _named(held, half)
    if len(named) != 1:
        return views.offer(actor, actions.Offer(owner=actor.person, sources=held))
    token = Token.read(named[0].token)
    half_of_whole = named[0].slot.half is None and (half or new_half) is not None
    if new_day is None or half_of_whole:
        return views.choice(actor, actions.choose(desk, actor, token))
    return views.target(actor, actions.look(desk, actor, token, new_day, new_half))


def _named(held: tuple[Source, ...], half: Half | None) -> tuple[Source, ...]:
    """Give what is held of the half that was named: it, or the whole day around it."""
    return tuple(one for one in held if half is None or one.slot.half in (None, half))
