"""A month as rows of buttons, seven days each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from babel.dates import get_day_names

from handlers.chat.replies import Button
from handlers.desk.cases.month import FURTHEST, Cell, Mark
from handlers.desk.context import Desk
from handlers.desk.presses import NOTHING, Press, StalePressError
from handlers.texts import Line, label

SIGNS = MappingProxyType(
    {
        Mark.FREE: "",
        Mark.CHOSEN: "✅",
        Mark.CHOSEN_AM: "🌅",
        Mark.CHOSEN_PM: "🌇",
        Mark.BOOKED: "🏠",
        Mark.PENDING: "⏳",
        Mark.RECALLED: "🏢",
        Mark.CLOSED: "✶",
        Mark.NOT_WORKED: "–",
        Mark.REFUSED: "✕",
        Mark.ORDINARY: "❗",
        Mark.PAST: "·",
        Mark.MOVED: "🔁",
    }
)
"""What stands before the number of a day."""
EMPTY = Button("·", NOTHING)


def day_within_reach(desk: Desk, press: Press) -> date:
    """Read a day from a button; raise StalePressError for one that no calendar of ours shows."""
    day = press.day(0)
    if not desk.today().replace(day=1) <= day <= desk.today() + FURTHEST:
        raise StalePressError(f"{day} is out of the calendar's reach")
    return day


def navigation(locale: str, first: date, today: date, data: Callable[[date], str]) -> list[Button]:
    """Lay out the row over a month: the month before (none that is over), its name, the next."""
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    title = Button(label("booking.month", locale, month=first), NOTHING)
    back = Button(label("booking.month.before", locale, month=before), data(before))
    ahead = Button(label("booking.month.after", locale, month=after), data(after))
    return [
        *([back] if first > today else []),
        title,
        *([ahead] if after <= today + FURTHEST else []),
    ]


def weekdays(locale: str) -> list[Button]:
    """Lay out the row of the weekdays' names."""
    names = get_day_names("abbreviated", locale=locale)
    return [Button(names[day], NOTHING) for day in range(7)]


def weeks(cells: Sequence[Cell], data: Callable[[Cell], str]) -> list[list[Button]]:
    """Lay out the days, week by week, each with its sign."""
    days = [Button(f"{SIGNS[cell.mark]}{cell.day.day}", data(cell)) for cell in cells]
    buttons = [EMPTY] * cells[0].day.weekday() + days
    buttons += [EMPTY] * (-len(buttons) % 7)
    return [buttons[start : start + 7] for start in range(0, len(buttons), 7)]


def legend(cells: Sequence[Cell]) -> list[Line]:
    """Say what the signs mean that are there."""
    seen = {cell.mark for cell in cells}
    return [
        (f"booking.legend.{mark.value}", {"sign": sign})
        for mark, sign in SIGNS.items()
        if mark in seen and mark not in (Mark.FREE, Mark.PAST)
    ]
