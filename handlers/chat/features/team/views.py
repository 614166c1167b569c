"""An office on a day, its month, what must be kept: as text, picture and buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from babel.dates import get_day_names

from handlers.chat.features.team.picture import Sheet, draw
from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.cases.standing import Row, Standing
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.team.actions import OfficeDay, OfficeMinimums, OfficeMonth
from handlers.texts import Line, label, message
from rules.facts import Period
from rules.history import first_day_of

NAMED = 40
"""With these names a day stays within one message of Telegram."""
OFFICES_IN_A_ROW = 2
MOST_IN_A_ROW = 6
EVERY_DAY = "all"


def day(actor: Actor, found: OfficeDay, *, of_turns: bool = False) -> Reply:
    """
    Show who is in the office, agile and absent, and the way to other days.

    `of_turns` tells that nobody is on call, which goes without saying otherwise.
    """
    parts: list[Line] = [
        (f"team.{standing.value}", {"people": _named(people), "count": len(people)})
        for standing, people in _by_standing(found.rows).items()
        if people
    ]
    if not parts:
        parts = [_nobody_works(found)]
    if found.minimum:
        parts.append(("team.minimum", {"minimum": found.minimum, "office": _in_all_day(found)}))
    if found.on_call:
        parts.append(("team.on_call.who", {"names": list(found.on_call)}))
    elif of_turns:
        parts.append(("team.on_call.none", {}))
    key = "team.day.holiday" if found.holiday else "team.day"
    text = message(
        key,
        actor.locale,
        office=found.sight.office.name,
        day=found.day,
        holiday=found.holiday or "",
        parts=parts,
    )
    return Reply(text=text, rows=_day_rows(actor, found))


def _nobody_works(found: OfficeDay) -> Line:
    """Say why nobody is there: the offices are shut, or nobody works on such a day."""
    if found.closed is None:
        return "team.nobody_works", {}
    return ("team.closed" if found.closed else "team.closed.bare"), {"name": found.closed}


def _by_standing(rows: Sequence[Row]) -> dict[Standing, list[Line]]:
    found: dict[Standing, list[Line]] = {
        standing: [] for standing in (Standing.OFFICE, Standing.AGILE, Standing.ABSENT)
    }
    for row in rows:
        morning, afternoon = row.days[0]
        for standing, people in found.items():
            if standing is morning is afternoon:
                people.append(("team.name", {"name": row.name}))
            elif standing is morning:
                people.append(("team.name.am", {"name": row.name}))
            elif standing is afternoon:
                people.append(("team.name.pm", {"name": row.name}))
    return found


def _named(people: Sequence[Line]) -> list[Line]:
    if len(people) <= NAMED:
        return list(people)
    return [*people[:NAMED], ("team.more", {"count": len(people) - NAMED})]


def _in_all_day(found: OfficeDay) -> int:
    return sum(row.days[0] == (Standing.OFFICE,) * 2 for row in found.rows)


def _day_rows(actor: Actor, found: OfficeDay) -> tuple[tuple[Button, ...], ...]:
    locale, office = actor.locale, found.sight.office.id
    monday = first_day_of(Period.WEEK, found.day)
    week = [monday + timedelta(days=n) for n in range(5)]
    days = [_day_button(locale, office, each, shown=found.day) for each in week]
    turning = [
        _turn("team.week.before", locale, office, monday - timedelta(days=7)),
        _turn("team.week.after", locale, office, monday + timedelta(days=7)),
    ]
    month = Button(label("team.month", locale), pack("team", "month", office, found.day, 0))
    arranging = []
    if found.sight.arranges:
        arranging.append(Button(label("team.minimums", locale), pack("team", "minimums", office)))
    if found.sight.replaces:
        arranging.append(Button(label("team.on_call", locale), pack("team", "turns", office)))
    others = [
        Button(each.office.name, pack("team", "day", each.office.id, found.day))
        for each in found.others
    ]
    pairs = [others[i : i + OFFICES_IN_A_ROW] for i in range(0, len(others), OFFICES_IN_A_ROW)]
    return rows_of(days, turning, [month], arranging, *pairs, [back_to_menu(locale)])


def _day_button(locale: str, office: int, each: date, *, shown: date) -> Button:
    name = get_day_names("abbreviated", locale=locale)[each.weekday()]
    words = f"{name} {each.day}"
    return Button(f"▸ {words}" if each == shown else words, pack("team", "day", office, each))


def _turn(key: str, locale: str, office: int, monday: date) -> Button:
    return Button(label(key, locale), pack("team", "day", office, monday))


def month(actor: Actor, found: OfficeMonth) -> Reply:
    """Show the month as a picture."""
    locale, office = actor.locale, found.sight.office
    title = label("team.picture.title", locale, office=office.name, month=found.first)
    sheet = Sheet(
        title=title, days=found.days, today=found.today, rows=found.rows, totals=found.in_office
    )
    text = message(
        "team.month.caption" if found.pages == 1 else "team.month.caption.page",
        locale,
        office=office.name,
        month=found.first,
        page=found.page + 1,
        pages=found.pages,
        people=found.people,
    )
    before = (found.first - timedelta(days=1)).replace(day=1)
    after = (found.first + timedelta(days=31)).replace(day=1)
    months = [
        Button(label("booking.month.before", locale, month=before), _month(office.id, before)),
        Button(label("booking.month.after", locale, month=after), _month(office.id, after)),
    ]
    leaves = [
        Button(
            label("team.page", locale, page=number + 1),
            pack("team", "month", office.id, found.first, number),
        )
        for number in _pages_near(found)
    ]
    back = Button(label("team.back", locale), pack("team", "day", office.id, found.today))
    rows = rows_of(months, leaves, [back, back_to_menu(locale)])
    return Reply(text=text, rows=rows, picture=partial(draw, sheet, locale))


def _month(office_id: int, first: date) -> str:
    return pack("team", "month", office_id, first, 0)


def _pages_near(found: OfficeMonth) -> list[int]:
    near = (0, found.page - 1, found.page + 1, found.pages - 1)
    return sorted({n for n in near if 0 <= n < found.pages and n != found.page})


def minimums(actor: Actor, found: OfficeMinimums) -> Reply:
    """Show what is asked for on each weekday, and the way to change it."""
    locale, office = actor.locale, found.sight.office
    names = get_day_names("wide", locale=locale)
    lines: list[Line] = [
        ("team.minimum.line", {"weekday": names[n], "minimum": _on(found, n)}) for n in range(6)
    ]
    text = message(
        "team.minimums.text", locale, office=office.name, lines=lines, people=found.people
    )
    every = Button(
        label("team.minimum.every", locale), pack("team", "choose", office.id, EVERY_DAY)
    )
    days = [
        Button(
            get_day_names("abbreviated", locale=locale)[n], pack("team", "choose", office.id, n)
        )
        for n in range(6)
    ]
    back = Button(label("team.back", locale), pack("team", "day", office.id, found.today))
    return Reply(text=text, rows=rows_of([every], days, [back, back_to_menu(locale)]))


def _on(found: OfficeMinimums, weekday: int) -> int:
    coming = found.today + timedelta(days=(weekday - found.today.weekday()) % 7)
    return found.minimums.on(coming)


def choose_minimum(actor: Actor, found: OfficeMinimums, weekday: int | None) -> Reply:
    """Ask how many must be in."""
    locale, office = actor.locale, found.sight.office
    which = EVERY_DAY if weekday is None else str(weekday)
    named = "" if weekday is None else get_day_names("wide", locale=locale)[weekday]
    numbers = [
        Button(str(n), pack("team", "set", office.id, which, n))
        for n in range(min(found.people, 29) + 1)
    ]
    rows = [numbers[i : i + MOST_IN_A_ROW] for i in range(0, len(numbers), MOST_IN_A_ROW)]
    back = Button(label("team.minimums", locale), pack("team", "minimums", office.id))
    key = "team.minimum.ask.every" if weekday is None else "team.minimum.ask"
    text = message(key, locale, weekday=named, office=office.name, people=found.people)
    return Reply(text=text, rows=rows_of(*rows, [back]))
