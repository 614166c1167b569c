"""Every call of the bot, refused or not, for tests to read."""

from collections import deque
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any


@dataclass(kw_only=True)
class Call:
    """
    One call: what was asked, and how it ended.

    ``status`` is the HTTP status answered, 0 while none was; ``done`` says whether the method
    was carried out; ``fault`` names the ordered fault that it met, if any.
    """

    number: int
    at: datetime
    method: str
    parameters: dict[str, str] = field(default_factory=dict)
    status: int = 0
    description: str = ""
    done: bool = False
    fault: str = ""
    warnings: list[str] = field(default_factory=list)

    def as_seen(self) -> dict[str, Any]:
        """Give it as JSON."""
        return asdict(self) | {"at": self.at.isoformat()}


class CallLog:
    """Keep the latest calls, oldest first."""

    def __init__(self, *, keep: int = 20_000) -> None:
        self._calls: deque[Call] = deque(maxlen=keep)
        self._count = 0

    def open(self, method: str, parameters: dict[str, str], *, at: datetime) -> Call:
        """Note a call before anything else happens to it."""
        self._count += 1
        call = Call(number=self._count, at=at, method=method, parameters=parameters)
        self._calls.append(call)
        return call

    def calls(self, method: str | None = None) -> list[Call]:
        """Give the calls of one method (any case), or all."""
        wanted = None if method is None else method.lower()
        return [c for c in self._calls if wanted is None or c.method.lower() == wanted]

    def clear(self) -> None:
        """Forget all calls; numbers go on."""
        self._calls.clear()
