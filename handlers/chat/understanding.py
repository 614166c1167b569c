"""What somebody wrote, read as a whole sentence; no more than that is done about it here."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import import_module
from typing import Protocol

from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import (
    AskBack,
    AtOffice,
    Elsewhere,
    Greeting,
    Help,
    Reading,
    Status,
    Thanks,
)
from rules.calendar import workdays_of
from storage.days import facts
from storage.people.names import folded


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
    return not isinstance(heard, (Greeting, Thanks, Help))


def may_be_for_the_desk(reading: Reading) -> bool:
    """Tell whether all of it is one request or question to the desk, with nothing left over."""
    plain = not isinstance(reading.heard, AskBack) and not reading.unread
    return plain and is_for_the_desk(reading)


def is_surely_for_the_desk(reading: Reading, text: str) -> bool:
    """
    Tell whether words cannot well be meant for somebody else.

    `Giovedì ho bisogno di te in ufficio` could be said to the desk, but is a good motive;
    `quante giornate mi restano?` and `annulla giovedì` are not.
    """
    words = folded("".join(one if one.isalnum() else " " for one in text)).split()
    if not words or not may_be_for_the_desk(reading) or isinstance(reading.heard, TO_ANYBODY):
        return False
    asks = text.rstrip().endswith("?") or "permesso" in words
    return words[0] in ORDERS or (asks and not TO_A_PERSON & set(words))


TO_ANYBODY = (AtOffice, Status, Elsewhere)
"""What is said to a colleague as well as to the desk."""
TO_A_PERSON = frozenset(
    {
        *("te", "ti", "tu", "tuo", "tua", "tuoi", "tue", "sei", "hai", "puoi", "vieni"),
        *("vi", "voi", "vostro", "vostra", "siete", "avete", "potete", "you", "your", "yours"),
    }
)
ORDERS = frozenset(
    {
        *("prenota", "prenotami", "annulla", "cancella", "sposta", "richiama", "delega", "delego"),
        *("contatta", "mostra", "mostrami", "approva", "rifiuta", "quante", "quanti", "quanto"),
        *("book", "cancel", "move", "recall", "delegate", "contact", "show", "how", "approve"),
    }
)
"""With which nobody begins a motive, or a message to a colleague."""


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
