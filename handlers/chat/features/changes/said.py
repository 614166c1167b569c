"""The move of a day, as somebody said it."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.changes.opening import open_with
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import Swap


def move(desk: Desk, actor: Actor, _asked: Asked, meaning: Swap) -> Reply:
    """Show the move, of half a day where halves were said."""
    given, wanted = meaning.given, meaning.wanted
    return open_with(
        desk, actor, day=given.day, new_day=wanted.day, half=given.half, new_half=wanted.half
    )
