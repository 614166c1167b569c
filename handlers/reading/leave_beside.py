"""
Leave with days of work beside it: `ferie dal 21 al 24 dicembre e smart il 28`.

Leave is told elsewhere; what stands beside it is asked for as if it stood alone. The month that
was said of one side is that of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from handlers.reading import meanings
from handlers.reading.cues import Tag
from handlers.reading.days import Calendar
from handlers.reading.groups import groups_in, without_group, written_as
from handlers.reading.island import Island
from handlers.reading.island_finder import LEAVE
from handlers.reading.meanings import AskBack, Matter, Reading
from handlers.reading.people_said import Sentence, days_said
from handlers.reading.said import Item, Listed, OnDate, Part, Stretch, When
from handlers.reading.whens import items_of
from handlers.reading.words import Text

BESIDE = frozenset({Tag.WHEN, Tag.HALF, Tag.FILLER, Tag.AWAY, Tag.BOOK, Tag.UNREAD})
"""What may stand beside the word itself, if it is told of oneself."""
ILL = frozenset({"malattia", "malato", "malata", "sick"})
SMALL = frozenset({"m", "taking", "going"})
ASKED = frozenset({Tag.MODE, Tag.AT_OFFICE})


def with_leave_beside(
    sentence: Sentence,
    calendar: Calendar,
    divide: Callable[[Text], Sentence],
    again: Callable[[Sentence], Reading | None],
) -> Reading | None:
    """Tell of leave, and read what is asked for beside it; None where there is only the one."""
    if Tag.WHEN not in sentence.tags or not sentence.tags & ASKED:
        return None
    for group in groups_in(sentence):
        rest = [one for one in sentence.islands if one not in group]
        if not _is_leave(sentence, group) or not _asks(rest):
            continue
        return _both(sentence, group, calendar, divide, again)
    return None


def _is_leave(sentence: Sentence, group: Sequence[Island]) -> bool:
    """Tell whether somebody tells of their own leave, or of being away, on days of its own."""
    tags = {island.tag for island in group}
    known = LEAVE | ILL | SMALL
    unread = {word for one in group if one.tag is Tag.UNREAD for word in sentence.words(one)}
    away = Tag.AWAY in tags or bool(unread & (LEAVE | ILL))
    return away and Tag.WHEN in tags and tags <= BESIDE and unread <= known


def _asks(rest: Sequence[Island]) -> bool:
    tags = {island.tag for island in rest}
    return Tag.WHEN in tags and bool(tags & ASKED)


def _both(
    sentence: Sentence,
    group: Sequence[Island],
    calendar: Calendar,
    divide: Callable[[Text], Sentence],
    again: Callable[[Sentence], Reading | None],
) -> Reading | None:
    days = [island.ways[0][0] for island in group if island.tag is Tag.WHEN]
    beside = divide(without_group(sentence.text, group))
    month = next((one for when in days for one in _dates(when) if one.month), None)
    if month is not None:
        beside = replace(beside, islands=tuple(_in_month(one, month) for one in beside.islands))
    found = again(beside)
    if found is None:
        return None
    told = written_as(sentence.text, group)
    if isinstance(found.heard, AskBack):
        return replace(found, unread=(*found.unread, told))
    on = days_said(Sentence(sentence.text, tuple(group)), calendar)
    ill = any(word in ILL for one in group for word in sentence.words(one))
    matter = Matter.SICKNESS if ill else Matter.LEAVE
    leave = meanings.Elsewhere(matter, on[0] if on else None)
    return replace(found, heard=meanings.Several((leave, *meanings.parts_of(found.heard))))


def _dates(when: When) -> Iterator[OnDate]:
    for item in items_of(when):
        days = (item.last, item.first) if isinstance(item, Stretch) else (item.day,)
        yield from (day for day in days if isinstance(day, OnDate))


def _in_month(island: Island, of: OnDate) -> Island:
    """Take `il 28` for that of the month of the days before."""
    if island.tag is not Tag.WHEN:
        return island
    return replace(island, ways=tuple((_when_in_month(way[0], of),) for way in island.ways))


def _when_in_month(when: When, of: OnDate) -> When:
    if not items_of(when) or not isinstance(when.days, Listed):
        return when
    items = tuple(_item_in_month(item, of) for item in when.days.items)
    return replace(when, days=replace(when.days, items=items))


def _item_in_month(item: Item, of: OnDate) -> Item:
    if not isinstance(item, Part) or not isinstance(item.day, OnDate) or item.day.month:
        return item
    return replace(item, day=replace(item.day, month=of.month, year=of.year))
