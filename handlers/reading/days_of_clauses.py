"""Days that are said once for several clauses, and halves of one day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from handlers.reading.clause import Asked, Clause
from handlers.reading.cues import Tag
from handlers.reading.days import Calendar
from handlers.reading.hours import (
    TIMED,
    There,
    Until,
    ends_apart,
    hours_of,
    minute_of,
)
from handlers.reading.island import Island
from handlers.reading.resting import is_rest, weeks_with_rest
from handlers.reading.said import (
    AnyWeek,
    Item,
    Listed,
    OnDate,
    Part,
    Stretch,
    WholeWeek,
)
from handlers.reading.whens import (
    from_day_on,
    is_of_weekdays,
    items_of,
    of_week,
    of_whole_days,
    says,
    so_far_ahead,
)
from handlers.reading.working_hours import OFFICE_UNTIL, halves_of, is_midday
from rules.facts import Half


def are_two_permits(before: Clause, clause: Clause) -> bool:
    """Tell whether each has a kind and hours: `2 ore di visita e 2 ore di permesso breve`."""
    of_a_kind = before.tags & clause.tags >= {Tag.KIND, Tag.HOURS}
    return of_a_kind or _are_both_ends(before, clause)


def _are_both_ends(before: Clause, clause: Clause) -> bool:
    """Tell whether somebody comes late and leaves early: `vengo alle 10 ed esco alle 15`."""
    timed = [_timed_in(one) for one in (before, clause)]
    return ends_apart([piece for one in timed for piece in one]) in (timed, timed[::-1])


def _timed_in(clause: Clause) -> list[Any]:
    return [p for one in clause.islands for p in one.ways[0] if isinstance(p, TIMED)]


def in_one_week(parts: Sequence[Clause]) -> list[Clause]:
    """Let the week that was said first hold for the weekdays of all: `settimana prossima: ...`."""
    weeks = [
        when.days.week for when in parts[0].whens if isinstance(when.days, (Listed, WholeWeek))
    ]
    if not weeks or weeks[0] is None or any(one is not None for one in weeks[1:]):
        return list(parts)
    first = next(
        when.days for when in parts[0].whens if isinstance(when.days, (Listed, WholeWeek))
    )
    if len(weeks) > 1 and isinstance(first, WholeWeek):
        return list(parts)
    week = weeks[0]
    moved = [Clause(tuple(_moved_to(island, week) for island in part.islands)) for part in parts]
    return [parts[0] if len(weeks) == 1 else moved[0], *moved[1:]]


def in_one_stretch(parts: Sequence[Clause]) -> list[Clause]:
    """Take Wednesday in `dal 14 al 18 da casa e mercoledì in ufficio` for that of the stretch."""
    items = [item for when in parts[0].whens for item in items_of(when)]
    start = _start_of_days(items[0]) if len(items) == 1 else None
    if start is None:
        return list(parts)
    apart = [part.asked not in (parts[0].asked, Asked.ANYTHING) for part in parts]
    return [
        part.changed(partial(from_day_on, start=start)) if moved else part
        for part, moved in zip(parts, apart, strict=True)
    ]


def _start_of_days(item: Item) -> OnDate | None:
    """Give the first day of a stretch in which no weekday comes twice."""
    if not isinstance(item, Stretch) or item.week is not None:
        return None
    first, last = item.first, item.last
    if not (isinstance(first, OnDate) and isinstance(last, OnDate)):
        return None
    in_a_month = first.month in (None, last.month)
    short = in_a_month and 0 < last.day - first.day < WEEKDAYS_OF_A_WEEK
    return replace(first, month=last.month, year=last.year) if short else None


WEEKDAYS_OF_A_WEEK = 7


def with_rest_of_week(parts: Sequence[Clause], calendar: Calendar) -> list[list[Clause]]:
    """Give a rest of a week to the weeks in which it can be meant."""
    at = next((n for n, part in enumerate(parts) if any(map(is_rest, part.whens))), None)
    if at is None:
        return [list(parts)]
    named = [when for part in parts[:at] for when in part.whens]
    # Weekdays behind the rest are of the same week: `il resto smart, venerdì solo mattina`.
    behind = [when for part in parts[at + 1 :] for when in part.whens if is_of_weekdays(when)]
    goes_on = _ask_the_same(parts[at], parts[:at])
    ways = named and weeks_with_rest([*named, *behind], calendar, goes_on=goes_on)
    if not ways:
        return [list(parts)]
    return [[part.changed(way) for part in parts] for way in ways]


def _ask_the_same(part: Clause, before: Sequence[Clause]) -> bool:
    """Tell whether nothing else is asked of a part than of those before it."""
    asked = {one.asked for one in (part, *before)} - {Asked.ANYTHING}
    return len(asked) <= 1


def on_one_day(parts: list[Clause], calendar: Calendar) -> list[list[Clause]]:
    """Take a weekday that is today's for the same day in all the parts that say it."""
    today = calendar.today.weekday()
    saying = [part for part in parts if any(says(when, today) for when in part.whens)]
    if len(saying) < 2:
        return [parts]
    ways = [partial(so_far_ahead, weekday=today, days=days) for days in (0, 7)]
    return [[part.changed(way) for part in parts] for way in ways]


def in_halves_of_a_day(parts: Sequence[Clause]) -> list[Clause]:
    """Take `in ufficio fino alle 13, poi da casa`, or the contrary, for the halves of that day."""
    found = _without_home_behind(parts)
    for at, (one, other) in enumerate(pairwise(tuple(found))):
        if _is_a_morning(one) and _is_elsewhere_than(one, other):
            kept = tuple(island for island in one.islands if island.tag is not Tag.HOURS)
            found[at] = Clause(kept).joined(_half(Half.AM))
            found[at + 1] = other.joined(_half(Half.PM))
        elif _is_of_a_morning(one) and _is_elsewhere_than(one, other):
            found[at + 1] = other.joined(_half(Half.PM))
    return found


def _is_of_a_morning(clause: Clause) -> bool:
    """Tell whether it is of the morning of one day: `mercoledì mattina da casa, poi …`."""
    items = [item for when in clause.whens for item in items_of(when)]
    said = [piece for one in clause.islands if one.tag is Tag.HALF for piece in one.ways[0]]
    halves = [*said, *(item.half for item in items if isinstance(item, Part) and item.half)]
    return len(items) == 1 and halves == [Half.AM]


def _without_home_behind(parts: Sequence[Clause]) -> list[Clause]:
    """Drop `poi a casa` behind a morning at the office: to work there, or off, is asked of it."""
    home = {
        at
        for at, (one, other) in enumerate(pairwise(parts), start=1)
        if Tag.AT_OFFICE in one.tags and _is_a_morning(one) and other.tags == {Tag.AT_HOME}
    }
    return [part for at, part in enumerate(parts) if at not in home]


def _is_a_morning(clause: Clause) -> bool:
    """Tell whether somebody is somewhere until noon, or from some hour until noon."""
    if not clause.tags <= OFFICE_UNTIL | {Tag.MODE} or Tag.HOURS not in clause.tags:
        return False
    timed = [p for island in clause.islands for p in island.ways[0] if isinstance(p, TIMED)]
    timed = [piece for piece in timed if not isinstance(piece, There)]
    if len(timed) == 1 and isinstance(timed[0], Until):
        end = minute_of(timed[0].clock)
        return end.doubt is None and is_midday(end.values[0])
    hours = hours_of(timed)
    return hours.doubt is None and halves_of(hours.values[0]) == (Half.AM,)


def _is_elsewhere_than(one: Clause, other: Clause) -> bool:
    """Tell whether the other half of the day is spent at the other place, and nothing more."""
    places = {Tag.MODE, Tag.AT_OFFICE}
    first, second = one.tags & places, other.tags & places
    plain = other.tags <= {*places, Tag.WORK, Tag.COME, Tag.UNREAD}
    return plain and len(first) == len(second) == 1 and first != second


def _half(half: Half) -> Clause:
    return Clause((Island(Tag.HALF, 0, 0, ((half,),)),))


def _moved_to(island: Island, week: AnyWeek) -> Island:
    if island.tag is not Tag.WHEN:
        return island
    return replace(island, ways=tuple((of_week(way[0], week),) for way in island.ways))


def with_days(parts: Sequence[Clause]) -> Iterator[Clause]:
    """Let a day carry over to what is asked for without one, and what is asked to a bare day."""
    before: Clause | None = None
    for place, part in enumerate(parts):
        full = part
        if before is not None and not part.has_days:
            days = [island for island in before.islands if island.tag is Tag.WHEN]
            if part.tags & {Tag.HALF, Tag.HOURS}:
                # Hours have their own place in the day: `mattina agile e permesso dalle 15`.
                days = [_without_half(island) for island in days]
            asking = _asking_what_follows(part, _behind(parts, place))
            full = asking.joined(Clause(tuple(days)))
        elif not part.has_days and are_two_permits(part, following := _behind(parts, place)):
            days = [island for island in following.islands if island.tag is Tag.WHEN]
            full = part.joined(Clause(tuple(days)))
        elif part.asked is Asked.ANYTHING:
            full = _asking_the_same(part, before or next(iter(parts[place + 1 :]), None))
        yield full
        before = full


def _behind(parts: Sequence[Clause], place: int) -> Clause:
    return parts[place + 1] if place + 1 < len(parts) else Clause(())


def _asking_what_follows(part: Clause, following: Clause) -> Clause:
    """Ask of `pomeriggio`, alone, what is asked of the day behind it: `pomeriggio e venerdì`."""
    asks = following.asked in (Asked.BOOK, Asked.OFFICE) and following.has_days
    if part.tags != {Tag.HALF} or not asks:
        return part
    asked = {Tag.MODE, Tag.BOOK, Tag.AT_OFFICE}
    return part.joined(Clause(tuple(one for one in following.islands if one.tag in asked)))


def _without_half(island: Island) -> Island:
    """Take the day of `giovedì mattina in smart e pomeriggio in ufficio` for the other half."""
    ways = tuple(tuple(of_whole_days(piece) for piece in way) for way in island.ways)
    return replace(island, ways=ways)


def _asking_the_same(part: Clause, beside: Clause | None) -> Clause:
    """Ask the same for a bare day; never take it back if a word beside it was not read."""
    asked = (Asked.BOOK, Asked.CANCEL, Asked.OFFICE, Asked.OWN_PERMITS)
    if beside is None or beside.asked not in asked:
        return part
    if beside.asked is Asked.CANCEL and Tag.UNREAD in part.tags:
        return part
    carried = {Tag.MODE, Tag.BOOK, Tag.CANCEL, Tag.AT_OFFICE}
    if beside.asked is Asked.OWN_PERMITS:
        carried |= {Tag.SWAP, Tag.PERMIT, Tag.KIND}
    kept = tuple(island for island in beside.islands if island.tag in carried)
    if not kept:
        kept = (Island(Tag.BOOK, 0, 0),)
    return part.joined(Clause(kept))
