"""Whom the desk let in lately: what strangers write is not read, and costs nothing."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

MOST = 10_000
"""People remembered; who is forgotten is read a moment later, once the store knows them."""


class Acquaintances:
    """Telegram ids of people who were let in, those of longest ago forgotten first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._known: OrderedDict[int, None] = OrderedDict()
        self._lock = Lock()

    def let_in(self, telegram_id: int) -> None:
        """Remember somebody whom the store knows."""
        with self._lock:
            self._known[telegram_id] = None
            self._known.move_to_end(telegram_id)
            if len(self._known) > self._most:
                self._known.popitem(last=False)

    def turn_away(self, telegram_id: int) -> None:
        """Forget somebody whom the store does not know (any more)."""
        with self._lock:
            self._known.pop(telegram_id, None)

    def __contains__(self, telegram_id: int) -> bool:
        """Whether somebody was let in when they last came."""
        return telegram_id in self._known
