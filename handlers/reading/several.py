"""Several requests of one sentence: joined where they are alike, else beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from handlers.reading import meanings
from handlers.reading.meanings import AskBack, Heard, Meaning, Question
from handlers.reading.possible import MOST_CHOICES
from handlers.reading.taken import in_order
from rules.facts import Half

MOST_REQUESTS = 3
"""Requests of one sentence that a person can still look over."""


def options_of(heard: Heard) -> tuple[Meaning, ...]:
    """Give the meaning, or those to choose from."""
    return heard.options if isinstance(heard, AskBack) else (heard,)


def one_of(readings: Sequence[Heard], about: str = "") -> Heard:
    """Give the only reading; of several ask which, a reading without doubt being no better."""
    if len(readings) == 1:
        return readings[0]
    options = tuple(dict.fromkeys(option for one in readings for option in options_of(one)))
    offered = options if len(options) <= MOST_CHOICES else ()
    return AskBack(question=Question.WHICH_READING, about=about, options=offered)


def folded(parts: Sequence[Heard]) -> list[Heard]:
    """Make one request of requests of the same sort: whole days and half days together."""
    found: list[Heard] = []
    for part in parts:
        joined = _joined(found[-1], part) if found else None
        if joined is None:
            found.append(part)
        else:
            found[-1] = joined
    return found if len(found) <= MOST_REQUESTS else _of_each_sort(found)


def _of_each_sort(parts: Sequence[Heard]) -> list[Heard]:
    """Put all days at home together, and all at the office, where too much is asked else."""
    found: list[Heard] = []
    for part in parts:
        at = next((n for n, one in enumerate(found) if _are_alike(one, part)), len(found))
        found[at : at + 1] = [_joined(found[at], part) or part] if at < len(found) else [part]
    return found


def _are_alike(one: Heard, other: Heard) -> bool:
    days = isinstance(one, (meanings.Book, meanings.AtOffice))
    return days and _joined(one, other) is not None


def _joined(one: Heard, other: Heard) -> Heard | None:
    match one, other:
        case meanings.Book(), meanings.Book() if None in (one.mode, other.mode) or (
            one.mode is other.mode
        ):
            wishes = (*_without_halved(one.wishes, other.wishes), *other.wishes)
            return meanings.Book(wishes=in_order(wishes), mode=one.mode or other.mode)
        case meanings.Cancel(), meanings.AtOffice() if set(other.wishes) <= set(one.wishes):
            return one
        case meanings.Cancel(), meanings.Cancel():
            return meanings.Cancel(wishes=in_order((*one.wishes, *other.wishes)))
        case meanings.OwnPermits(), meanings.OwnPermits() if one.kind == other.kind:
            return replace(one, days=tuple(sorted({*one.days, *other.days})))
        case meanings.AtOffice(), meanings.AtOffice():
            kept = _without_halved(one.wishes, other.wishes)
            return meanings.AtOffice(in_order((*kept, *other.wishes)))
    return None


def _without_halved(
    before: Iterable[meanings.Wish], behind: Sequence[meanings.Wish]
) -> list[meanings.Wish]:
    """Leave out whole days of which a half is said behind: `dal 9 all'11, il 10 solo mattina`."""
    halved = {wish.day for wish in behind if wish.half is not None}
    return [wish for wish in before if wish.half is not None or wish.day not in halved]


def several(parts: Sequence[Heard]) -> Heard | None:
    """Give one request, or two or three; what is not clear in one of them is asked with all."""
    if len(parts) == 1:
        return parts[0]
    parts = [one for part in parts for one in meanings.parts_of(part)]
    if len(parts) > MOST_REQUESTS:
        return None
    parts = _without_office_days(parts)
    doubt = next((part for part in parts if isinstance(part, AskBack)), None)
    choices = [tuple(together) for together in product(*map(options_of, parts))]
    if doubt is None:
        return meanings.Several(_beside_each_other(choices[0]))
    offered = tuple(map(_together, choices)) if len(choices) <= MOST_CHOICES else ()
    offered = tuple(dict.fromkeys(offered))
    so_far = _all_without_day(parts)
    if doubt.question is Question.WHICH_KIND:
        return _of_which_kind(doubt, parts, offered)
    return replace(doubt, options=offered, so_far=so_far or doubt.so_far)


def _of_which_kind(doubt: AskBack, parts: Sequence[Heard], offered: tuple[Meaning, ...]) -> Heard:
    """Ask the kind of a permit with what stands beside it; of too many the form asks it."""
    if offered:
        return replace(doubt, options=offered, so_far=None)
    known = [part.so_far or part if part is doubt else part for part in parts]
    if any(isinstance(one, AskBack) for one in known):
        return doubt
    return meanings.Several(
        _beside_each_other(tuple(one for one in known if not isinstance(one, AskBack)))
    )


def _all_without_day(parts: Sequence[Heard]) -> meanings.Several | None:
    """Give parts of which only the day is missing: `mattina in smart, pomeriggio in ufficio`."""
    open_ones = [one for one in parts if isinstance(one, AskBack) and not one.options]
    asked = [one.so_far for one in open_ones if one.question is Question.WHICH_DAY]
    known = tuple(one for one in asked if one is not None)
    return meanings.Several(known) if len(known) == len(parts) else None


def _without_office_days(parts: Sequence[Heard]) -> list[Heard]:
    """
    Take Thursday out of `la settimana prossima da casa e giovedì in ufficio`.

    Of a day of which a half is at the office, the other half is left.
    """
    office = [
        wish for part in parts if isinstance(part, meanings.AtOffice) for wish in part.wishes
    ]
    parts = [_office_beside(part, parts) for part in parts]
    return [_booked_beside(part, office) for part in parts]


def _office_beside(part: Heard, parts: Sequence[Heard]) -> Heard:
    """Take Thursday out of `dal 14 al 18 in ufficio e giovedì da casa` in the same way."""
    if not isinstance(part, meanings.AtOffice):
        return part
    rows = [set(one.wishes) for one in parts if isinstance(one, meanings.Book)]
    home = {wish for row in rows if row < set(part.wishes) for wish in row}
    return replace(part, wishes=tuple(wish for wish in part.wishes if wish not in home))


def _booked_beside(part: Heard, office: Sequence[meanings.Wish]) -> Heard:
    if not isinstance(part, meanings.Book):
        return part
    halves = {wish.day: wish.half for wish in office if wish.half is not None}
    left = tuple(
        meanings.Wish(wish.day, _other(half)) if half is not None else wish
        for wish in part.wishes
        for half in [halves.get(wish.day) if wish.half is None else None]
        if wish not in office
    )
    return replace(part, wishes=left) if left else part


def _other(half: Half) -> Half:
    return Half.PM if half is Half.AM else Half.AM


def _together(parts: tuple[Meaning, ...]) -> Meaning:
    """Put parts together; days are only looked at where a move is not clear: it is no part."""
    apart = [part for part in folded(_without_office_days(parts)) if not isinstance(part, AskBack)]
    acts = tuple(part for part in apart if part != meanings.MyDays())
    return acts[0] if len(acts) == 1 else meanings.Several(_beside_each_other(acts or parts))


def _beside_each_other(parts: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Note of half a day at the office that the rest of the day is asked for beside it."""
    booked = {
        wish.day for part in parts if isinstance(part, meanings.Book) for wish in part.wishes
    }
    return tuple(
        replace(part, rest_said=True)
        if isinstance(part, meanings.AtOffice) and booked & {wish.day for wish in part.wishes}
        else part
        for part in parts
    )
