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
        Mark.AGREED: "📄",
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


def month_on_top(desk: Desk, press: Press, index: int, day: date) -> date:
    """
    Read which month was on top as a day was pressed: its own, or the one before it.

    A button says so only where it was the one before; one that is over is shown no more. Raises
    StalePressError for any other.
    """
    own = day.replace(day=1)
    if len(press.args) <= index:
        return own
    top = press.day(index)
    if top != (own - timedelta(days=1)).replace(day=1):
        raise StalePressError(f"{day} was never shown beneath {top}")
    return top if top >= desk.today().replace(day=1) else own


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
    reach = earliest, latest
    weeks = _weeks(first, day, earliest)
    return [_turning(locale, first, turn, reach), _weekdays(locale), *weeks]


def _weeks(first: date, day: Callable[[date], Button], earliest: date) -> list[list[Button]]:
    days: list[date | None] = [None] * first.weekday() + [*days_of(Period.MONTH, first)]
    days += [None] * (-len(days) % 7)
    return [
        [EMPTY if one is None else day(one) for one in days[start : start + 7]]
        for start in range(0, len(days), 7)
        if _is_left(days[start : start + 7], earliest)
    ]


def _is_left(week: Sequence[date | None], earliest: date) -> bool:
    return any(day is not None and day >= earliest for day in week)


def _turning(
    locale: str, first: date, turn: Callable[[date], str], reach: tuple[date, date]
) -> list[Button]:
    """Lay out the row over a month: the month before, its name, the next, as far as it leads."""
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    back = Button(label("booking.month.before", locale, month=before), turn(before))
    ahead = Button(label("booking.month.after", locale, month=after), turn(after))
    leads_back, leads_ahead = first > reach[0], after <= reach[1]
    title = _name(locale, first)
    return [*([back] if leads_back else []), title, *([ahead] if leads_ahead else [])]


def _name(locale: str, month: date) -> Button:
    return Button(label("booking.month", locale, month=month), NOTHING)


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
    beneath: Sequence[Cell] = (),
) -> list[list[Button]]:
    """Lay out a month of days to book, each with its sign; under it, with its name, the next."""
    by_day = {
        cell.day: Button(f"{SIGNS[cell.mark]}{cell.day.day}", tap(cell))
        for cell in (*cells, *beneath)
    }
    day = by_day.__getitem__
    rows = month(locale, cells[0].day, day=day, turn=turn, earliest=today, latest=today + FURTHEST)
    if beneath:
        rows += [[_name(locale, beneath[0].day)], *_weeks(beneath[0].day, day, today)]
    return rows


def legend(cells: Sequence[Cell]) -> list[Line]:
    """Say what the signs mean that are there."""
    seen = {cell.mark for cell in cells}
    return [
        (f"booking.legend.{mark.value}", {"sign": sign})
        for mark, sign in SIGNS.items()
        if mark in seen and mark not in (Mark.FREE, Mark.PAST)
    ]
