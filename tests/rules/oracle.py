"""
Disconnection written a second time, straight from the acts, one minute at a time.

It shares neither code nor data with `rules/disconnection.py`: windows are typed from the acts,
holidays are reckoned here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from rules.facts import Employee
from rules.history import History

ROME = ZoneInfo("Europe/Rome")
MON_TO_FRI, EVERY, SATURDAY = {0, 1, 2, 3, 4}, {0, 1, 2, 3, 4, 5, 6}, {5}


@dataclass(frozen=True)
class Window:
    """From `start` of an evening to `end` of the next morning; urgency opens some evenings."""

    start: int
    end: int
    evenings: frozenset[int]
    opened_on: frozenset[int] = frozenset()


def _window(start: str, end: str, evenings: set[int], *, urgent: bool = False) -> Window:
    minutes = [int(text[:2]) * 60 + int(text[3:]) for text in (start, end)]
    opened_on = frozenset(evenings if urgent else ())
    return Window(minutes[0], minutes[1], frozenset(evenings), opened_on)


ACTS = {
    "arena-po": [
        _window("19:00", "08:00", MON_TO_FRI, urgent=True),
        _window("22:00", "06:00", SATURDAY),
    ],
    "ferrara": [_window("19:00", "07:30", MON_TO_FRI)],
    "tivoli": [_window("20:00", "07:30", EVERY)],
    "alonte": [_window("22:00", "06:00", EVERY)],
    "sorano": [_window("22:00", "06:00", EVERY)],
}
OWN_WINDOW_REPLACES = {"ferrara": [_window("22:00", "06:00", EVERY)]}
"""Where the agreement's window stands for the act's, the contract's night (66.1.b) stays."""
URGENCY_OPENS = {"arena-po": frozenset(MON_TO_FRI)}
"""The evenings of which an act's exception holds for hours that an agreement sets, too."""
SIX_DAYS = {"sorano"}
NO_SATURDAYS = {"ferrara"}
FIXED = {(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    n = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def public_holiday(day: date) -> bool:
    """Whether it is one of Italy's; 4 October since 2026."""
    if (day.month, day.day) in FIXED or ((day.month, day.day) == (10, 4) and day.year >= 2026):
        return True
    return day in {easter(day.year), easter(day.year) + timedelta(1)}


@dataclass(frozen=True)
class Oracle:
    """What the act of a body says about one person, a minute at a time."""

    body: str
    person: Employee
    history: History
    seen: dict[date, bool] = field(default_factory=dict)

    def free(self, day: date) -> bool:
        """Whether a whole day is disconnection."""
        if day not in self.seen:
            self.seen[day] = self._free(day)
        return self.seen[day]

    def _free(self, day: date) -> bool:
        week = self.person.week or (6 if self.body in SIX_DAYS else 5)
        own = self.person.workdays
        worked = set(own if own is not None else range(week))
        if day.weekday() == 6 or day.weekday() not in worked or public_holiday(day):
            return True
        if self.body in NO_SATURDAYS and day.weekday() == 5:
            return True
        given = self.history
        if day in given.absences or day in given.closures or day in given.patron:
            return True
        return _on_permit(given, day, worked)

    def windows(self, day: date) -> list[Window]:
        """The windows of the act, and the agreement's while it lasts."""
        agreement = self.person.agreement
        if agreement is None or agreement.disconnection is None or not agreement.covers(day):
            return ACTS[self.body]
        agreed = agreement.disconnection
        opened_on = URGENCY_OPENS.get(self.body, frozenset())
        own = Window(agreed.start, agreed.end, frozenset(EVERY), opened_on)
        return [own, *OWN_WINDOW_REPLACES.get(self.body, ACTS[self.body])]

    def forbids(self, moment: datetime, *, urgent: bool) -> bool:
        """Whether nothing may arrive in the minute that a moment lies in."""
        local = moment.astimezone(ROME)
        day, minute = local.date(), local.hour * 60 + local.minute
        if self.free(day) and not (urgent and self._opened_night(day, minute)):
            return True
        return any(
            self._inside(window, day, minute, urgent=urgent) for window in self.windows(day)
        )

    def _opened_night(self, day: date, minute: int) -> bool:
        """Whether the act lets urgency through the night of a minute, also on a free day."""
        nights = [one for one in ACTS[self.body] if one.opened_on]
        before = (day - timedelta(1)).weekday()
        return any(
            (minute >= one.start and day.weekday() in one.evenings)
            or (minute < one.end and before in one.evenings)
            for one in nights
        )

    def _inside(self, window: Window, day: date, minute: int, *, urgent: bool) -> bool:
        opened = urgent and day.weekday() in window.opened_on
        if window.start <= window.end:
            return window.start <= minute < window.end and not opened
        if minute >= window.start:
            return day.weekday() in window.evenings and not opened
        yesterday = day - timedelta(1)
        if minute >= window.end:
            return False
        if yesterday.weekday() in window.evenings:
            return not (urgent and yesterday.weekday() in window.opened_on)
        return self.free(yesterday)


def _on_permit(history: History, day: date, worked: set[int]) -> bool:
    for permit in history.permits:
        left, one = permit.days or 0, permit.on
        while left > 0:
            if one == day:
                return True
            rest = one in history.closures | history.patron | set(history.absences)
            rest = rest or public_holiday(one) or one.weekday() == 6
            left -= one.weekday() in worked and not rest
            one += timedelta(1)
    return False


def minutes_before(start: datetime, end: datetime) -> Iterator[datetime]:
    """Every minute from that of one moment on and before that of another."""
    moment = start.astimezone(UTC).replace(second=0, microsecond=0)
    last = end.astimezone(UTC).replace(second=0, microsecond=0)
    while moment < last:
        yield moment
        moment += timedelta(minutes=1)
