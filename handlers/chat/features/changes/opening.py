"""Where words that were understood begin the move of a day."""

from __future__ import annotations

from datetime import date

from handlers.chat.features.changes import views
from handlers.chat.guards import not_for_elected
from handlers.chat.replies import Reply
from handlers.desk.changes import actions
from handlers.desk.changes.sources import Token
from handlers.desk.context import Actor, Desk


def open_with(desk: Desk, actor: Actor, *, day: date | None, new_day: date | None) -> Reply:
    """
    Show the move of one's own day, to be confirmed.

    Without `day`, or where it has two halves booked, the days that can be moved are listed;
    without `new_day` the calendar of new days comes.
    """
    if actor.person.is_elected:
        return not_for_elected(actor)
    if day is None:
        return views.offer(actor, actions.offer(desk, actor))
    sources = actions.sources_on(desk, actor, day)
    if not sources:
        return views.nothing_that_day(actor, day)
    if len(sources) > 1:
        return views.offer(actor, actions.Offer(owner=actor.person, sources=sources))
    token = Token.read(sources[0].token)
    if new_day is None:
        return views.choice(actor, actions.choose(desk, actor, token))
    return views.target(actor, actions.look(desk, actor, token, new_day, None))
