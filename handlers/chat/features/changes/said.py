"""The move of a day, as somebody said it."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.features.changes.opening import open_with
from handlers.chat.meaning import answer
from handlers.chat.replies import Reply
from handlers.desk.cases.held_permits import has_permit_on
from handlers.desk.changes import actions
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import OwnPermits, Swap


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
