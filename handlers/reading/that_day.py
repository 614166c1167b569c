"""`Chi c'è quel giorno?`: the day spoken of before, put in the place of such words."""

from __future__ import annotations

import re
from datetime import date

THAT_DAY = re.compile(
    r"\b(?:(?:in|per|on|for) )?"
    r"(?:quel|quella|quello stesso|(?:lo|nello|lo) stesso|that|that same|the same)"
    r" (?:giorno|giornata|day)\b(?! (?:di|del|dell|della|che|in cui|of|when|as)\b)",
    re.IGNORECASE,
)


def says_that_day(text: str) -> bool:
    """Tell whether a text speaks of a day that was named before it."""
    return THAT_DAY.search(text) is not None


def with_day(text: str, day: date) -> str:
    """Write the day in place of `quel giorno`, as the language of those words writes one."""
    return THAT_DAY.sub(lambda found: _written(day, found[0]), text)


def _written(day: date, words: str) -> str:
    return f"on {day:%Y-%m-%d}" if words.casefold().endswith("day") else f"{day:%d/%m/%Y}"
