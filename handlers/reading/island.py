"""An island: a stretch of words that says something by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handlers.reading.cues import Tag
from handlers.reading.said import Listed, OnDate, Part, When

Ways = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Island:
    """Words from `start` to `end` (not included); `ways` are the pieces they can be taken for."""

    tag: Tag
    start: int
    end: int
    ways: Ways = ((),)

    @property
    def bare_number(self) -> bool:
        """Tell whether it is a number alone, which is a day only beside other days."""
        return self.tag is Tag.WHEN and _numbered(self.ways)


def _numbered(ways: Ways) -> bool:
    (*_, last) = ways
    when = last[0]
    if not (isinstance(when, When) and isinstance(when.days, Listed)):
        return False
    items = when.days.items
    if len(items) != 1 or not isinstance(items[0], Part):
        return False
    day = items[0].day
    return isinstance(day, OnDate) and day.month is None and day.weekday is None
