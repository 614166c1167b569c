"""What the most frequent presses ask of the store: statements and transactions of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Engine, event

from bench.town.people import telegram_id, town
from handlers.chat import listening, registry
from handlers.chat.answering import carry_out, leaving, only_known
from handlers.chat.asked import Asked, StrangerAnswer
from handlers.chat.replies import Reply
from handlers.desk import presses
from handlers.desk.context import Desk

EMPLOYEE, MANAGER = 5, 1
"""Of the town: somebody of the first office, and who decides there."""
PERMIT = "permesso per motivi personali giovedì 3 dicembre dalle 9 alle 11"
SETTLED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "PRAGMA")
"""How a statement begins that only marks a part of a transaction."""


@dataclass(slots=True)
class Cost:
    """What one press asked of the store."""

    statements: int = 0
    transactions: int = 0


@contextmanager
def counted(engine: Engine) -> Iterator[Cost]:
    """Count what is asked of a database meanwhile."""
    cost = Cost()

    def execute(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        cost.statements += not statement.startswith(SETTLED)

    def begin(_connection: Any) -> None:
        cost.transactions += 1

    event.listen(engine, "before_cursor_execute", execute)
    event.listen(engine, "begin", begin)
    try:
        yield cost
    finally:
        event.remove(engine, "before_cursor_execute", execute)
        event.remove(engine, "begin", begin)


class Presser:
    """Somebody with a phone, without any line between it and the desk."""

    def __init__(self, desk: Desk, number: int, updates: Iterator[int]) -> None:
        self._desk, self._account, self._updates = desk, telegram_id(number), updates
        self.sees = Reply()
        self.cost = Cost()

    def commands(self, name: str) -> None:
        """Write a command."""
        answer = next(one.answer for one in registry.commands() if one.name == name)
        self._hear(only_known(leaving(answer)), words="")

    def writes(self, words: str) -> None:
        """Write a text."""
        self._hear(only_known(listening.hear_text), words=words)

    def taps(self, verb: str) -> None:
        """Press the first button of what is seen that does this (`booking:submit`)."""
        every = (button.data for row in self.sees.rows for button in row)
        data = next(one for one in every if one.split(":", 1)[1].startswith(verb))
        press = presses.parse(data)
        feature = next(one for one in registry.features() if one.name == press.feature)
        answer = leaving(feature.verbs[press.verb], feature.name)
        self._hear(only_known(answer), press=press)

    def _hear(self, answer: StrangerAnswer, **what: Any) -> None:
        asked = Asked(self._account, "it", update_id=next(self._updates), **what)
        with counted(self._desk.store.engine) as self.cost:
            self.sees = carry_out(answer, self._desk, asked)


def story(desk: Desk) -> Iterator[tuple[str, Cost]]:
    """Do what is done most often, and tell the cost of each press."""
    updates = count(1)
    anna, head = Presser(desk, EMPLOYEE, updates), Presser(desk, MANAGER, updates)
    steps: list[tuple[str, Presser, Callable[[], None]]] = [
        ("/menu", anna, lambda: anna.commands("menu")),
        ("/oggi", anna, lambda: anna.commands("oggi")),
        ("/prenota", anna, lambda: anna.commands("prenota")),
        ("a day of the calendar", anna, lambda: anna.taps("booking:set")),
        ("a request for one day", anna, lambda: anna.taps("booking:submit")),
        ("a day in words", anna, lambda: anna.writes("prenota giovedì 10 dicembre")),
        ("a request in words", anna, lambda: anna.taps("booking:send")),
        ("/giornate", anna, lambda: anna.commands("giornate")),
        ("/approva", head, lambda: head.commands("approva")),
        ("a permit in words", anna, lambda: anna.writes(PERMIT)),
        ("a permit sent", anna, lambda: anna.taps("permits:submit")),
        ("a card", head, lambda: head.taps("approvals:card")),
        ("one approved", head, lambda: head.taps("approvals:yes")),
        ("the list again", head, lambda: head.taps("approvals:list")),
        ("all that is shown", head, lambda: head.taps("approvals:bulk")),
        ("all approved", head, lambda: head.taps("approvals:do")),
        ("/squadra", anna, lambda: anna.commands("squadra")),
    ]
    for name, who, press in steps:
        press()
        yield name, who.cost


def run() -> Iterable[str]:
    """Print the cost of each press in a small town."""
    with town(40) as settled:
        for name, cost in story(settled.desk):
            yield f"{name:24} {cost.statements:3} statements, {cost.transactions} transactions"
