"""Faults that a test orders: what goes wrong, where, and how often."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import count
from typing import Any

from bot.playground.refusal import Refusal, too_many_requests


class FaultKind(StrEnum):
    """What goes wrong."""

    BAD_REQUEST = "400"
    UNAUTHORIZED = "401"
    FORBIDDEN = "403"
    NOT_FOUND = "404"
    CONFLICT = "409"
    TOO_MANY = "429"
    INTERNAL = "500"
    BAD_GATEWAY = "502"  #: a page of HTML, as a front server gives it
    RESET = "reset"  #: the connection is reset; nothing was done
    LATE = "late"  #: done, and answered after ``seconds``
    CUT = "cut"  #: done, but only half of the answer arrives
    LOST = "lost"  #: done, but no answer arrives: the line drops after ``seconds``


_TWO_POLLERS = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
#: What stands before the colon, and the words when none were ordered.
_REFUSALS = {
    FaultKind.BAD_REQUEST: ("Bad Request", "ordered by the test"),
    FaultKind.UNAUTHORIZED: ("Unauthorized", ""),
    FaultKind.FORBIDDEN: ("Forbidden", "bot was blocked by the user"),
    FaultKind.NOT_FOUND: ("Not Found", ""),
    FaultKind.CONFLICT: ("Conflict", _TWO_POLLERS),
    FaultKind.INTERNAL: ("Internal Server Error", "ordered by the test"),
}


@dataclass(kw_only=True)
class Fault:
    """
    One ordered fault.

    ``method`` empty means every method (any case otherwise); ``times`` is how many calls it
    still meets; ``containing`` limits it to calls with a parameter that contains that text.
    ``seconds`` is the delay, or the ``retry_after`` of a 429; ``text`` the words of a refusal.
    """

    kind: FaultKind
    number: int = 0
    method: str = ""
    times: int = 1
    containing: str = ""
    text: str = ""
    seconds: float = 1.0

    def meets(self, method: str, parameters: dict[str, str]) -> bool:
        """Whether it strikes this call."""
        named = not self.method or self.method.lower() == method.lower()
        held = not self.containing or any(self.containing in v for v in parameters.values())
        return self.times > 0 and named and held

    def refusal(self) -> Refusal | None:
        """Give the refusal it stands for; ``None`` if it disturbs the answer instead."""
        if self.kind is FaultKind.TOO_MANY:
            return too_many_requests(max(1, round(self.seconds)))
        if self.kind not in _REFUSALS:
            return None
        prefix, usual = _REFUSALS[self.kind]
        words = self.text or usual
        return Refusal(int(self.kind), f"{prefix}: {words}" if words else prefix)

    def as_seen(self) -> dict[str, Any]:
        """Give it as JSON."""
        return asdict(self)


class Faults:
    """The faults still to come, first ordered first met."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []
        self._numbers = count(1)

    def order(self, fault: Fault) -> Fault:
        """Order one more fault."""
        fault.number = next(self._numbers)
        self._ordered.append(fault)
        return fault

    def strike(self, method: str, parameters: dict[str, str]) -> Fault | None:
        """Take the fault that this call meets, if any, and count it down."""
        for fault in self._ordered:
            if fault.meets(method, parameters):
                fault.times -= 1
                self._ordered = [f for f in self._ordered if f.times > 0]
                return fault
        return None

    def pending(self) -> list[Fault]:
        """Give the faults that were not used up."""
        return list(self._ordered)

    def clear(self) -> None:
        """Take back every order."""
        self._ordered.clear()
