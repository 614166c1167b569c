"""What somebody wrote, read as a whole sentence; no more than that is done about it here."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import import_module
from typing import Protocol

from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import AskBack, Greeting, Reading, Thanks
from rules.calendar import workdays_of
from storage.days import facts


class Reader(Protocol):
    """Reads a text said on a day by somebody who works on these weekdays."""

    def __call__(self, text: str, *, today: date, workdays: frozenset[int] = ...) -> Reading:
        """Give what it means, or what to ask back."""
        ...


def understand(desk: Desk, actor: Actor, text: str) -> Reading:
    """Read a text as somebody means it today."""
    return _reader()(text, today=desk.today(), workdays=workdays_of_actor(desk, actor))


def is_for_the_desk(reading: Reading) -> bool:
    """Tell whether somebody asks the desk for something, rather than being polite or unclear."""
    heard = reading.heard
    if isinstance(heard, AskBack):
        return bool(heard.options)
    return not isinstance(heard, (Greeting, Thanks))


def is_plainly_for_the_desk(reading: Reading) -> bool:
    """Tell whether all of it is one request or question to the desk, with nothing left over."""
    plain = not isinstance(reading.heard, AskBack) and not reading.unread
    return plain and is_for_the_desk(reading)


def workdays_of_actor(desk: Desk, actor: Actor) -> frozenset[int]:
    """Tell on which weekdays a person works, which stretches of days are made of."""
    week = actor.policy.on(desk.today()).week.days
    if actor.person.is_elected:
        return frozenset(range(week))
    with desk.store.reading() as uow:
        return workdays_of(facts.load(uow, actor.id, on=desk.today()).person, week)


def warm_up() -> None:
    """Build both grammars, so that nobody's first text waits for them."""
    for courtesy in ("prenota oggi", "book today"):
        _reader()(courtesy, today=date.min)


@cache
def _reader() -> Reader:
    """Import the parser with the first text: the desk starts sooner without it."""
    reader: Reader = import_module("handlers.reading.reading").read
    return reader
