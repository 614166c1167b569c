"""How a pattern is said: `martedì e giovedì (pomeriggio)`."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.texts import Line
from storage.requests.patterns import Pattern, WeekDay


def days_line(days: Sequence[WeekDay]) -> Line:
    """Say weekdays and their halves."""
    lines: list[Line] = [
        (f"patterns.weekday.{half or 'whole'}", {"weekday": [weekday]}) for weekday, half in days
    ]
    return "patterns.weekdays", {"days": lines}


def pattern_line(pattern: Pattern) -> Line:
    """Say a pattern in one line, with the day on which it ends."""
    return "patterns.line", {"pattern": days_line(pattern.days), "last": pattern.last_day}
