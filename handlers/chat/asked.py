"""What comes in, and the shape of what answers it; no Telegram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import Press

NO_PRESS = Press("", "")
UNREADABLE = Press("", "unreadable")
"""A button that we never wrote."""


class Way(StrEnum):
    """How the words of a message came."""

    WRITTEN = "written"
    FORWARDED = "forwarded"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What came in: the words after a command or a free text, or what a button says.

    `chosen` is the person (id) whom a button named of several of one name.
    `update_id` is Telegram's number of it; `said_at` when it was written, None for a press, of
    which Telegram tells no time. `way` tells whether somebody else wrote the words, or they stood
    otherwise before. `message_id` is the message whose button was pressed.
    """

    telegram_id: int
    locale: str
    words: str = ""
    press: Press = NO_PRESS
    chosen: int | None = None
    update_id: int | None = None
    said_at: datetime | None = None
    way: Way = Way.WRITTEN
    message_id: int | None = None


Answer = Callable[[Desk, Actor, Asked], Reply]
"""Answers somebody the desk knows; plain Python, run in a worker thread."""
StrangerAnswer = Callable[[Desk, Asked], Reply]
"""Answers anybody at all."""
Answering = Callable[[Desk, Actor, Asked, Any], Reply]
"""Answers a meaning of `handlers.reading.meanings`; nothing is written before a press."""
