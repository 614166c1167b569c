"""A text read as the answer to one field of a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from handlers.chat.understanding import workdays_of_actor
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Reads
from handlers.reading.meanings import Question
from handlers.texts import Line
from storage.people.names import folded

if TYPE_CHECKING:
    from handlers.reading.fragments import Fragment

READ_BY_GRAMMAR = frozenset(Reads) - {Reads.PERSON, Reads.CHOICE, Reads.WORDS}
"""What the grammar of sentences reads."""
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
    said = set(folded(text).split())
    fitting = [value for words, value in choices.items() if said <= set(_words(words))]
    return fitting[0] if said and len(fitting) == 1 else None


def _words(label: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in folded(label)).split()


def cut(text: str) -> str:
    """Give as much of a text as is said again."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"


TOLD = frozenset(
    {
        *(Question.PAST, Question.TOO_FAR, Question.NOT_A_DAY, Question.MISMATCH),
        *(Question.UPSIDE_DOWN, Question.NOT_AN_HOUR, Question.WHICH_HOUR),
    }
)
"""Why an answer is no answer, in words that help; otherwise an example helps more."""


def why_unread(reads: Reads, text: str, fragment: Fragment[Any] | None) -> Line:
    """Tell that a text was not understood as the answer, or why it is none, with an example."""
    if fragment is not None and fragment.why in TOLD:
        return f"form.why.{fragment.why.value}", {"about": cut(fragment.about or text)}
    return f"form.unread.{reads.value}", {"words": cut(text)}


@cache
def _fragments() -> Any:
    """Import the parser with the first text: the desk starts sooner without it."""
    return import_module("handlers.reading.fragments")
