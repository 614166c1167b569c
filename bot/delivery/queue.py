"""For whom messages wait, in which order they come: urgent first, then who waits longest."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.trail.delivering import Line


@dataclass(slots=True)
class _Waiting:
    """Somebody's line: how many messages it is known to have."""

    count: int
    urgent: bool
    since: datetime
    version: int = 0
    """Of its entry in a heap; older entries mean nothing."""

    def grow(self, line: Line) -> None:
        """Take in further messages."""
        self.count += line.count
        self.urgent = self.urgent or line.urgent
        self.since = min(self.since, line.since)


class Queue:
    """
    The lines that wait for a turn; who is being written to is in none until `done`.

    Times are seconds of a monotonic clock.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, _Waiting] = {}
        self._being_written: dict[int, _Waiting] = {}
        self._ready: list[tuple[bool, datetime, int, int]] = []
        self._later: list[tuple[float, int, int]] = []
        self._versions = 0

    def add(self, lines: Iterable[Line]) -> None:
        """Take in messages that wait besides those that are known."""
        for line in lines:
            busy = self._being_written.get(line.recipient_id)
            if busy is not None:
                busy.grow(line)
                continue
            known = self._waiting.setdefault(
                line.recipient_id, _Waiting(0, urgent=False, since=line.since)
            )
            sooner = line.urgent and not known.urgent
            known.grow(line)
            if sooner or not known.version:
                self._make_ready(line.recipient_id, known)

    def replace(self, lines: Iterable[Line]) -> None:
        """Know these lines, and no others, besides the messages that are being sent."""
        self._waiting.clear()
        self._ready.clear()
        self._later.clear()
        for busy in self._being_written.values():
            busy.count = 1
        self.add(lines)

    def pop(self, now: float) -> int | None:
        """Give who is next; None if nobody can be written to yet."""
        while self._later and self._later[0][0] <= now:
            _, who, version = heapq.heappop(self._later)
            known = self._waiting.get(who)
            if known is not None and known.version == version:
                self._make_ready(who, known)
        while self._ready:
            *_, who, version = heapq.heappop(self._ready)
            known = self._waiting.get(who)
            if known is not None and known.version == version:
                self._being_written[who] = self._waiting.pop(who)
                return who
        return None

    def done(self, who: int, *, sent: bool, again_at: float) -> None:
        """Put somebody back who was written to, if more is known to wait for them."""
        known = self._being_written.pop(who)
        known.count -= sent
        if known.count <= 0:
            return
        self._waiting[who] = known
        known.version = self._next_version()
        heapq.heappush(self._later, (again_at, who, known.version))

    def emptied(self, who: int) -> None:
        """Forget somebody for whom nothing waits after all."""
        self._being_written.pop(who, None)

    @property
    def next_at(self) -> float | None:
        """When somebody can be written to who cannot yet; None if there is nobody."""
        return self._later[0][0] if self._later else None

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody waits, whoever is being written to."""
        return not self._waiting

    def _make_ready(self, who: int, known: _Waiting) -> None:
        known.version = self._next_version()
        heapq.heappush(self._ready, (not known.urgent, known.since, who, known.version))

    def _next_version(self) -> int:
        self._versions += 1
        return self._versions
