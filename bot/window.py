"""Which updates were brought, and up to which one all of them are handled."""

from __future__ import annotations


class Window:
    """
    The updates from the first that is not handled on, by their numbers.

    Telegram forgets what lies below `offset` and brings the rest, at most a hundred, again and
    again; so no more than that is ever held here.
    """

    def __init__(self) -> None:
        self._under_way: set[int] = set()
        self._handled: set[int] = set()
        """Those beyond `offset` that must not be handled again."""
        self._beyond = 0

    @property
    def offset(self) -> int:
        """The number of the first update that is not handled; 0 if none was ever brought."""
        return min(self._under_way, default=self._beyond)

    @property
    def is_idle(self) -> bool:
        """Whether all that was brought is handled."""
        return not self._under_way

    def __len__(self) -> int:
        """Count what is remembered."""
        return len(self._under_way) + len(self._handled)

    def brought(self, number: int, *, asked_from: int) -> bool:
        """
        Note that an update was brought; tell whether it is to be handled now.

        `asked_from` is the offset that was asked with: what lies between it and the offset of
        now was handled while the answer was on its way.
        """
        if number in self._under_way or number in self._handled:
            return False
        if asked_from <= number < self.offset:
            return False
        if self.is_idle and number < asked_from:
            self._beyond = 0  # after a quiet week Telegram counts anew, perhaps from below
        self._under_way.add(number)
        self._beyond = max(self._beyond, number + 1)
        return True

    def handled(self, number: int) -> None:
        """Note that an update that was brought need not come again."""
        self._under_way.discard(number)
        self._handled.add(number)
        self._handled = {each for each in self._handled if each >= self.offset}
