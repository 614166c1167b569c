"""Meanings in one line, for the file of phrases, the command line and tests."""

from __future__ import annotations

from datetime import date

from handlers.reading import meanings
from handlers.reading.meanings import AskBack, Heard, Meaning, Wish
from rules.facts import WEEKDAYS, Half, Mode, clock_text

ASKED_BACK = "?"


def written(heard: Heard) -> str:
    """
    Write what was understood (`book 2026-11-26 2026-11-27/am agile`) or what is asked back.

    A question is `? which_half (words) | option | option`.
    """
    if not isinstance(heard, AskBack):
        return meaning_written(heard)
    about = f" ({heard.about})" if heard.about else ""
    options = "".join(f" | {meaning_written(option)}" for option in heard.options)
    return f"{ASKED_BACK} {heard.question.value}{about}{options}"


def meaning_written(meaning: Meaning) -> str:
    """Write one meaning: its name, then what it holds."""
    name = type(meaning).__name__.lower()
    return " ".join([name, *(part for part in _parts(meaning) if part)])


def _parts(meaning: Meaning) -> list[str]:
    match meaning:
        case meanings.Book():
            return [*map(_wish, meaning.wishes), _mode(meaning.mode)]
        case meanings.Cancel():
            return [*map(_wish, meaning.wishes)]
        case meanings.Pattern():
            return _pattern(meaning)
        case meanings.Permit():
            return _permit(meaning)
        case meanings.Swap():
            return [_wish(meaning.given), "->", _wish(meaning.wanted)]
    return _of_people(meaning)


def _of_people(meaning: Meaning) -> list[str]:
    match meaning:
        case meanings.Recall():
            return [", ".join(meaning.whom), meaning.day.isoformat()]
        case meanings.Contact():
            return ["office" if meaning.office else "", meaning.whom]
        case meanings.Delegate():
            return [meaning.whom, _span(meaning.first, meaning.last)]
        case meanings.Team():
            return [meaning.day.isoformat(), meaning.where.value]
    return _of_figures(meaning)


def _of_figures(meaning: Meaning) -> list[str]:
    match meaning:
        case meanings.Bands(day=date()):
            return [f"{meaning.day}"]
        case meanings.Balance(month=date()):
            return [f"{meaning.month:%Y-%m}"]
    return []


def _pattern(pattern: meanings.Pattern) -> list[str]:
    weekdays = ",".join(WEEKDAYS[weekday] for weekday in sorted(pattern.weekdays))
    count = f"{len(pattern.days)} days"
    return [
        weekdays,
        _half(pattern.half),
        _span(pattern.first, pattern.last),
        count,
        _mode(pattern.mode),
    ]


def _permit(permit: meanings.Permit) -> list[str]:
    day = ""
    if permit.day is not None:
        day = (
            _span(permit.day, permit.last) if permit.last else _wish(Wish(permit.day, permit.half))
        )
    start = f"from {clock_text(permit.start)}" if permit.start is not None else ""
    until = f"until {clock_text(permit.until)}" if permit.until is not None else ""
    length = f"{permit.minutes}min" if permit.minutes else ""
    return [permit.kind or "", day, start, until, length, permit.edge.value if permit.edge else ""]


def _wish(wish: Wish) -> str:
    return f"{wish.day.isoformat()}{f'/{wish.half.value}' if wish.half else ''}"


def _span(first: date, last: date) -> str:
    return f"{first.isoformat()}..{last.isoformat()}"


def _half(half: Half | None) -> str:
    return half.value if half else ""


def _mode(mode: Mode | None) -> str:
    return mode.value if mode else ""
