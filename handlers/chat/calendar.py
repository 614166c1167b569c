"""One calendar: a month as rows of buttons, seven days each."""

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
from rules.facts import Period
from rules.history import days_of

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


def month(
    locale: str,
    first: date,
    *,
    day: Callable[[date], Button],
    turn: Callable[[date], str],
    earliest: date,
    latest: date,
) -> list[list[Button]]:
    """
    Lay out the month of a day: a row that turns it, the weekdays, the days week by week.

    Weeks that are over before the `earliest` day are left out.
    """
    first = first.replace(day=1)
    days: list[date | None] = [None] * first.weekday() + [*days_of(Period.MONTH, first)]
    days += [None] * (-len(days) % 7)
    weeks = [
        [EMPTY if one is None else day(one) for one in days[start : start + 7]]
        for start in range(0, len(days), 7)
        if _is_left(days[start : start + 7], earliest)
    ]
    return [_turning(locale, first, turn, (earliest, latest)), _weekdays(locale), *weeks]


def _is_left(week: Sequence[date | None], earliest: date) -> bool:
    return any(day is not None and day >= earliest for day in week)


def _turning(
    locale: str, first: date, turn: Callable[[date], str], reach: tuple[date, date]
) -> list[Button]:
    """Lay out the row over a month: the month before, its name, the next, as far as it leads."""
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    title = Button(label("booking.month", locale, month=first), NOTHING)
    back = Button(label("booking.month.before", locale, month=before), turn(before))
    ahead = Button(label("booking.month.after", locale, month=after), turn(after))
    leads_back, leads_ahead = first > reach[0], after <= reach[1]
    return [*([back] if leads_back else []), title, *([ahead] if leads_ahead else [])]


def _weekdays(locale: str) -> list[Button]:
    names = get_day_names("abbreviated", locale=locale)
    return [Button(names[day], NOTHING) for day in range(7)]


def booking_month(
    locale: str,
    cells: Sequence[Cell],
    *,
    today: date,
    tap: Callable[[Cell], str],
    turn: Callable[[date], str],
) -> list[list[Button]]:
    """Lay out a month of days to book, each with its sign."""
    by_day = {cell.day: Button(f"{SIGNS[cell.mark]}{cell.day.day}", tap(cell)) for cell in cells}
    return month(
        locale,
        cells[0].day,
        day=by_day.__getitem__,
        turn=turn,
        earliest=today,
        latest=today + FURTHEST,
    )


def legend(cells: Sequence[Cell]) -> list[Line]:
    """Say what the signs mean that are there."""
    seen = {cell.mark for cell in cells}
    return [
        (f"booking.legend.{mark.value}", {"sign": sign})
        for mark, sign in SIGNS.items()
        if mark in seen and mark not in (Mark.FREE, Mark.PAST)
    ]
