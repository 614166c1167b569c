"""Days that were said apart, put together and moved; what stands among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from handlers.reading.said import (
    Ahead,
    AnyWeek,
    Beside,
    Day,
    Item,
    Listed,
    OnWeekday,
    Part,
    Stretch,
    Together,
    When,
    WholeWeek,
)


def is_of_weekdays(when: When) -> bool:
    """Tell whether only weekdays by their names were said."""
    items = items_of(when)
    bare = [isinstance(one, Part) and isinstance(one.day, OnWeekday) for one in items]
    return bool(bare) and all(bare) and when.left_out is None


def says(when: When, weekday: int) -> bool:
    """Tell whether a weekday was said by its name alone."""
    return any(_is_bare(item, weekday) for item in items_of(when))


def items_of(when: When) -> tuple[Item, ...]:
    """Give days that were listed one by one; none of what belongs to a week."""
    days = when.days
    plain = isinstance(days, Listed) and not (days.week or days.nexts)
    return days.items if isinstance(days, Listed) and plain else ()


def is_by_its_name(day: Day) -> TypeGuard[OnWeekday]:
    """Tell whether a day is a weekday by its name alone: `venerdì`, not `venerdì prossimo`."""
    return isinstance(day, OnWeekday) and day.turn is None


def _is_bare(item: Item, weekday: int) -> bool:
    if not isinstance(item, Part) or item.habit or not is_by_its_name(item.day):
        return False
    return item.day.weekday == weekday


def so_far_ahead(when: When, weekday: int, days: int) -> When:
    """Put a weekday said by its name that many days ahead."""
    if not isinstance(when.days, Listed) or not says(when, weekday):
        return when
    items = tuple(_ahead(item, weekday, days) for item in when.days.items)
    return replace(when, days=replace(when.days, items=items))


def _ahead(item: Item, weekday: int, days: int) -> Item:
    if not isinstance(item, Part) or not _is_bare(item, weekday):
        return item
    return replace(item, day=Ahead(days, item.day.words))


def of_week(when: When, week: AnyWeek) -> When:
    """Put days that have no week into one."""
    days = when.days
    if not isinstance(days, Listed) or days.week is not None:
        return when
    bare = all(isinstance(i, Part) and isinstance(i.day, OnWeekday) for i in days.items)
    return replace(when, days=replace(days, week=week)) if bare else when


def once(when: When) -> When:
    """Take `il venerdì` of a move for the next Friday: one day is moved, and no habit."""
    if not isinstance(when.days, Listed):
        return when
    items = tuple(
        replace(item, habit=False) if isinstance(item, Part) else item for item in when.days.items
    )
    return replace(when, days=replace(when.days, items=items))


def from_day_on(when: When, start: Day) -> When:
    """Take weekdays for the first that come from a day on."""
    days = when.days
    if not isinstance(days, Listed) or not is_of_weekdays(when) or days.week is not None:
        return when
    before = Beside(start, -1, None, start.words)
    items = tuple(
        replace(item, day=Beside(before, 1, item.day.weekday, item.day.words), habit=False)
        for item in days.items
        if isinstance(item, Part) and isinstance(item.day, OnWeekday)
    )
    return replace(when, days=replace(days, items=items))


def of_whole_days(when: When) -> When:
    """Take halves off days."""
    if not isinstance(when.days, Listed):
        return when
    items = tuple(replace(item, half=None) for item in when.days.items)
    return replace(when, days=replace(when.days, items=items))


def joined_when(whens: Sequence[When]) -> When:
    """Put days that were said apart into one list; months are taken from each other."""
    if len(whens) == 1:
        return whens[0]
    in_a_week = _weekdays_of_a_week(whens)
    if in_a_week is not None:
        return in_a_week
    plain = [
        when.days for when in whens if isinstance(when.days, Listed) and when.left_out is None
    ]
    if len(plain) == len(whens) and not any(days.week or days.nexts for days in plain):
        return When(Listed(tuple(item for days in plain for item in days.items)))
    return When(Together(tuple(whens)))


def _weekdays_of_a_week(whens: Sequence[When]) -> When | None:
    """Put `la settimana del 14` and `lunedì e mercoledì`, said apart, together."""
    weeks = [when.days for when in whens if isinstance(when.days, WholeWeek)]
    others = [when for when in whens if not isinstance(when.days, WholeWeek)]
    if len(weeks) != 1 or not others or weeks[0].half or weeks[0].rest:
        return None
    rows = [moved.days for when in others if (moved := of_week(when, weeks[0].week)) is not when]
    items = tuple(item for days in rows if isinstance(days, Listed) for item in days.items)
    return When(Listed(items, weeks[0].week)) if len(rows) == len(others) else None


def ends(when: When) -> tuple[When, ...]:
    """Take `da giovedì a venerdì` as two days: the one that is given, and the one wanted."""
    items = when.days.items if isinstance(when.days, Listed) else ()
    if len(items) != 1 or not isinstance(items[0], Stretch):
        return (when,)
    return tuple(When(Listed((Part(end),))) for end in (items[0].first, items[0].last))
