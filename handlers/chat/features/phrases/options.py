"""What stands on the button of a choice: enough of a meaning to tell it from the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.reading import meanings
from handlers.reading.meanings import Meaning, Wish
from handlers.texts import Line, label

MOST_DAYS = 3
"""Named one by one on a button; more are named by the first and the last."""


def option_label(option: Meaning, locale: str) -> str:
    """Say a choice in the words of a button."""
    key, arguments = _line(option)
    return label(key, locale, **arguments)


def _line(option: Meaning) -> Line:
    match option:
        case meanings.Book():
            return "phrases.option.book", {"days": _days(option.wishes)}
        case meanings.Cancel():
            return "phrases.option.cancel", {"days": _days(option.wishes)}
        case meanings.Pattern():
            named = {"last": option.last, "count": len(option.days)}
            return "phrases.option.pattern", named
        case meanings.Permit():
            return _permit(option)
        case meanings.Swap():
            named_days = {"given": [_day(option.given)], "wanted": [_day(option.wanted)]}
            return "phrases.option.swap", named_days
    return _other(option)


def _other(option: Meaning) -> Line:
    match option:
        case meanings.Recall() | meanings.Team():
            return _only(option.day)
        case meanings.Bands(day=date() as day):
            return _only(day)
        case meanings.Delegate():
            return "phrases.option.span", {"first": option.first, "last": option.last}
        case meanings.Balance(month=date() as month):
            return "phrases.option.month", {"month": month}
    return "phrases.option.now", {}


def _permit(permit: meanings.Permit) -> Line:
    parts: list[Line] = [("phrases.option.kind", {"kind": permit.kind})] if permit.kind else []
    if permit.day is not None:
        parts.append(_day(Wish(permit.day, permit.half)))
    if permit.start is not None:
        parts.append(("phrases.option.start", {"start": permit.start}))
    return "phrases.option.days", {"days": parts}


def _only(day: date) -> Line:
    return "phrases.option.days", {"days": [_day(Wish(day))]}


def _days(wishes: Sequence[Wish]) -> list[Line]:
    if len(wishes) <= MOST_DAYS:
        return [_day(wish) for wish in wishes]
    named = {"first": wishes[0].day, "last": wishes[-1].day, "count": len(wishes)}
    return [("phrases.option.several", named)]


def _day(wish: Wish) -> Line:
    return f"phrases.option.{wish.half or 'whole'}", {"day": wish.day}
