"""
A feature as a table: all that the rest of the desk needs to know of it.

Commands, menu, help, buttons, hearers of free texts, duties and the answers to what people mean
all follow from these tables; `handlers.chat.registry` finds them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers.chat.asked import Answer, Answering, StrangerAnswer
from handlers.chat.asking import Asking
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import AskBack, Heard, Question

Duty = Callable[[Desk], int | None]
"""
Does what the desk does by itself and is due now; it looks at how things stand in the store.

None or 0: nothing is left, otherwise how much was done so far; then it is called again at once.
"""
Offered = Callable[[Actor], bool]


Fitting = Callable[[Desk, Actor, AskBack], Heard]
"""
Makes a question of the reader fit the person: which choices are theirs, in what order.

What is not open to this person is a meaning, and no question any more.
"""

Again = Callable[[Any], str | None]
"""
Writes a meaning into the data of a button, so that it can be meant again by a press.

None for one that is too much for a button: its sentence is kept, until a form takes its place.
"""


def to_everybody(_actor: Actor) -> bool:
    """Offer it to whoever the desk knows."""
    return True


def to_employees(actor: Actor) -> bool:
    """Offer it to whom the acts give something; not to elected people."""
    return not actor.person.is_elected


def to_managers(actor: Actor) -> bool:
    """Offer it to who decides about anybody."""
    return actor.approves


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """
    A command of the chat, described in the catalogues under `command.<name>`.

    `place` orders the list that Telegram and the help show. One that is not offered to somebody is
    answered all the same: the answer says why it is not for them.
    """

    name: str
    answer: Answer
    place: int
    offered: Offered = to_everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    A button of the menu, named in the catalogues under `menu.<feature>.<verb>`.

    `place` orders the menu; buttons of the same ten stand in one row.
    """

    verb: str
    place: int
    offered: Offered = to_everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """
    What a feature adds to the desk.

    `verbs` answer its buttons. `forms` are what people fill in, `hears` answer free texts while a
    dialogue of that name is open that is no form. `stands` show how things stand after a verb that
    cannot be answered anew without doing it, or saying that it cannot be (see `coming_again`).
    `strangers` answer commands of people the desk does not know. `meanings` answer what somebody
    wrote in plain words, by the class of `handlers.reading.meanings`; `fits` make what is asked
    back fit the person, `again` writes a meaning into a button. `duties` are called once a minute
    of the desk's clock, before messages are delivered.
    """

    name: str
    commands: tuple[Command, ...] = ()
    verbs: Mapping[str, Answer] = field(default_factory=dict)
    stands: Mapping[str, Answer] = field(default_factory=dict)
    forms: tuple[Asking, ...] = ()
    hears: Mapping[str, Answer] = field(default_factory=dict)
    strangers: Mapping[str, StrangerAnswer] = field(default_factory=dict)
    meanings: Mapping[type, Answering] = field(default_factory=dict)
    fits: Mapping[Question, Fitting] = field(default_factory=dict)
    again: Mapping[type, Again] = field(default_factory=dict)
    duties: Mapping[str, Duty] = field(default_factory=dict)
    menu: tuple[Entry, ...] = ()
