"""When a person is next left in peace, found by asking the rules minute by minute, in effect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

STEP = timedelta(minutes=15)
"""No window of disconnection is shorter."""
AHEAD = timedelta(days=4)
"""Longer than any stretch without a night."""
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Rest:
    """From `start` no message reaches the person, until `end`; it has begun if `now` is true."""

    start: datetime
    end: datetime
    now: bool


def next_rest(deliver: Callable[[datetime], datetime], at: datetime) -> Rest | None:
    """
    Find the disconnection that is on, or the next one within some days.

    `deliver` gives the first moment from a given one on at which a message may arrive: a moment
    lies in disconnection if that is a later one.
    """
    until = deliver(at)
    if until > at:
        return Rest(at, until, now=True)
    moment = at
    while moment < at + AHEAD:
        moment += STEP
        if deliver(moment) > moment:
            start = _first_minute(deliver, moment - STEP, moment)
            return Rest(start, deliver(start), now=False)
    return None


def _first_minute(
    deliver: Callable[[datetime], datetime], before: datetime, inside: datetime
) -> datetime:
    minute = before.replace(second=0, microsecond=0) + MINUTE
    while minute < inside and deliver(minute) == minute:
        minute += MINUTE
    return minute
