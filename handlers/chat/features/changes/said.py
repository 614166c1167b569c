"""The move of a day, as somebody said it."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.changes.opening import open_with
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import Swap


def move(desk: Desk, actor: Actor, _asked: Asked, meaning: Swap) -> Reply:
    """Show the move; where halves were said, the new day and half are tapped in the calendar."""
    halves = meaning.given.half is not None or meaning.wanted.half is not None
    new_day = None if halves else meaning.wanted.day
    return open_with(desk, actor, day=meaning.given.day, new_day=new_day)
