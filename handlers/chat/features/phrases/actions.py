"""Read what a person wrote, and what it stood for once a button under it is pressed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module
from typing import Protocol

from handlers.chat import registry
from handlers.chat.sentences import keep, kept, mark_of
from handlers.desk.cases.workdays import workdays_of_actor
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import AskBack, Heard, Meaning, Reading, Several


class Reader(Protocol):
    """Reads a text said on a day by somebody who works on these weekdays."""

    def __call__(self, text: str, *, today: date, workdays: frozenset[int] = ...) -> Reading:
        """Give what it means, or what to ask back."""
        ...


def listen(desk: Desk, actor: Actor, text: str) -> Reading:
    """Read a text; if buttons of it are open then, keep it until one is pressed."""
    reading = _read(desk, actor, text)
    if _offered(reading.heard):
        keep(desk, actor, text)
    return reading


def meant(desk: Desk, actor: Actor, mark: str) -> Meaning | None:
    """Give what a button stands for: the meaning of the text kept, or one of its choices."""
    text = kept(desk, actor)
    if text is None:
        return None
    heard = _read(desk, actor, text).heard
    whole = () if isinstance(heard, AskBack) else (heard,)
    return next((one for one in (*_offered(heard), *whole) if mark_of(one) == mark), None)


def warm_up() -> None:
    """Build both grammars, so that nobody's first text waits for them."""
    for courtesy in ("prenota oggi", "book today"):
        _reader()(courtesy, today=date.min)


def _offered(heard: Heard) -> tuple[Meaning, ...]:
    if isinstance(heard, AskBack):
        return heard.options
    return heard.parts if isinstance(heard, Several) else ()


def _read(desk: Desk, actor: Actor, text: str) -> Reading:
    # Read outside of any transaction: it takes longer than the store should wait.
    reading = _reader()(text, today=desk.today(), workdays=workdays_of_actor(desk, actor))
    heard = reading.heard
    if not isinstance(heard, AskBack) or heard.question not in registry.asks():
        return reading
    fitted = registry.asks()[heard.question](desk, actor, heard)
    return replace(reading, heard=fitted)


@cache
def _reader() -> Reader:
    """Import the parser with the first text: the desk starts sooner without it."""
    reader: Reader = import_module("handlers.reading.reading").read
    return reader
