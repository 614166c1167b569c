"""A meaning to the answer of the feature whose table has it; nothing is written before a press."""

from __future__ import annotations

from handlers.chat import registry
from handlers.chat.asked import Asked
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import Meaning


def answer(desk: Desk, actor: Actor, asked: Asked, meaning: Meaning) -> Reply:
    """Answer what was understood, whichever feature it is about."""
    return registry.answers()[type(meaning)](desk, actor, asked, meaning)
