"""A text read as the answer to one field of a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from handlers.chat.understanding import workdays_of_actor
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Reads
from handlers.reading.meanings import Question
from handlers.texts import Line, label
from rules.facts import clock_text
from storage.people.names import folded

if TYPE_CHECKING:
    from handlers.reading.fragments import Fragment

SHOWN = 60
"""Characters of somebody's text that are said again."""


def read_as(desk: Desk, actor: Actor, reads: Reads, text: str) -> Fragment[Any]:
    """Read a text as a day, hours, a number: whatever the field takes."""
    reading, today = _fragments(), desk.today()

    def week() -> frozenset[int]:
        return workdays_of_actor(desk, actor)

    readers: Mapping[Reads, Callable[[], Fragment[Any]]] = {
        Reads.DAY: lambda: reading.read_day(text, today=today, workdays=week()),
        Reads.ANY_DAY: lambda: reading.read_day(text, today=today, workdays=week(), gone_by=True),
        Reads.BEGINNING: lambda: reading.read_beginning(text, today=today, workdays=week()),
        Reads.ENDING: lambda: reading.read_ending(text, today=today, workdays=week()),
        Reads.SPAN: lambda: reading.read_span(text, today=today, workdays=week()),
        Reads.CLOCK: lambda: reading.read_clock(text),
        Reads.TIMES: lambda: reading.read_times(text),
        Reads.COUNT: lambda: reading.read_count(text),
        Reads.WEEKDAYS: lambda: reading.read_weekdays(text),
        Reads.KIND: lambda: reading.read_kind(text),
    }
    found: Fragment[Any] = readers[reads]()
    return found


def as_choice(text: str, choices: Mapping[str, Any]) -> Any | None:
    """Give the one choice whose words have all the words of a text; None if none, or several."""
    said = set(_words(text))
    fitting = list(
        dict.fromkeys(value for words, value in choices.items() if said <= set(_words(words)))
    )
    return fitting[0] if said and len(fitting) == 1 else None


def _words(label: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in folded(label)).split()


def cut(text: str) -> str:
    """Give as much of a text as is said again."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"


def said_day(day: date, locale: str) -> str:
    """Say a day as texts do."""
    return label("day.whole", locale, day=day)


def written(value: Any) -> str | None:
    """Write a day or an hour for a button; None for what does not go into one."""
    if isinstance(value, date):
        return f"{value:%Y%m%d}"
    minutes = (value,) if isinstance(value, int) else _start_and_length(value)
    return "-".join(str(one) for one in minutes) if minutes else None


def of_button(reads: Reads, text: str) -> Any:
    """Read what `written` wrote; raise ValueError for anything else."""
    if reads in (Reads.DAY, Reads.ANY_DAY):
        return date.fromisoformat(text)
    start, *length = (int(part) for part in text.split("-"))
    if reads is Reads.CLOCK and not length:
        return start
    if reads is not Reads.TIMES:
        raise ValueError(f"{text!r} answers no {reads}")
    return import_module("handlers.reading.hours").Hours(start, *length)


def said(value: Any, locale: str) -> str:
    """Say a day or hours on a button."""
    if isinstance(value, date):
        return said_day(value, locale)
    start, *length = (value,) if isinstance(value, int) else _start_and_length(value)
    ends = [start, *(start + one for one in length)]
    return "–".join(clock_text(minute) for minute in ends)


def _start_and_length(hours: Any) -> tuple[int, ...]:
    start, minutes = getattr(hours, "start", None), getattr(hours, "minutes", None)
    if start is None:
        return ()
    return (start,) if minutes is None else (start, minutes)


TOLD = frozenset(
    {
        *(Question.PAST, Question.TOO_FAR, Question.NOT_A_DAY, Question.MISMATCH),
        *(Question.UPSIDE_DOWN, Question.NOT_AN_HOUR, Question.WHICH_HOUR),
        Question.WHICH_READING,
    }
)
"""Why an answer is no answer, in words that help; otherwise an example helps more."""


def why_unread(reads: Reads, text: str, fragment: Fragment[Any]) -> Line:
    """Tell that a text was not understood as the answer, or why it is none, with an example."""
    if fragment.why in TOLD:
        return f"form.why.{fragment.why.value}", {"about": cut(fragment.about or text)}
    return f"form.unread.{reads.value}", {"words": cut(text)}


@cache
def _fragments() -> Any:
    """Import the parser with the first text: the desk starts sooner without it."""
    return import_module("handlers.reading.fragments")
