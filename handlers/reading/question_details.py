"""What was said beside a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """
    What was said beside a question: all the words, the days among them, a kind of permit, people.

    `asks` tells whether there is a question mark; `others` are those of `whom` who are somebody
    for certain, by a capital letter or a known name, and `people` their names word by word.
    """

    words: str
    today: date
    days: tuple[date, ...] = ()
    kind: str | None = None
    minute: int | None = None
    month: date | None = None
    whom: tuple[str, ...] = ()
    role: str = ""
    asks: bool = False
    others: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """Give the first day that was said."""
        return self.days[0] if self.days else None

    @property
    def that_day(self) -> date:
        """Give the day that was said, or today."""
        return self.days[0] if self.days else self.today
