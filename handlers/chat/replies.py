"""What the desk answers, as plain data: text, rows of buttons, a word on the button pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from handlers.texts import Html


class Button(NamedTuple):
    """
    A button under a message: what it says, and its callback data (see `presses.pack`).

    `style` is how it looks where it decides: `success` or `danger`.
    """

    label: str
    data: str
    style: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """
    The answer to one update.

    `text` None leaves the message as it is. After a press the message that holds the button is
    changed, unless `fresh` asks for a new one. `toast` is the word shown over the chat after a
    press (at most 200 characters are shown), `alert` makes it a window that is closed by hand.
    With a `picture` (PNG) the text is its caption, in a message of its own; it is drawn when all
    that was to be written is written, so that nobody waits for it. `more` are further messages,
    each with buttons of its own.
    """

    text: Html | None = None
    rows: Rows = ()
    toast: str = ""
    alert: bool = False
    fresh: bool = False
    picture: Callable[[], bytes] | None = None
    more: tuple[Reply, ...] = ()


def rows_of(*rows: list[Button]) -> Rows:
    """Make rows of lists, leaving out the empty ones."""
    return tuple(tuple(row) for row in rows if row)
