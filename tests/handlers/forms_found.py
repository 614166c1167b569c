"""
Every form of the tables, opened as it is opened in life: from a command, button by button.

What is tried is taken back: all of it happens in a unit of work that is never committed.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sqlalchemy import func, select

from handlers.chat import registry
from handlers.chat.replies import Button, Reply
from handlers.desk import presses
from handlers.desk.presses import StalePressError
from storage.people.dialogues import Standing
from storage.tables.base import Base
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, enter
from tests.handlers.permitting import asks, hours
from tests.handlers.talking import Talk
from tests.handlers.town import Town

PEOPLE = ("anna", "carla", "elena")
"""An employee, who decides, the personnel office."""
DEEPEST = 7
OF_ONE_KIND = 2
"""Buttons of one kind that are pressed on a screen of one kind."""
KEEP_NO_COUNT = frozenset({"dialogue", "proposal"})


@dataclass(frozen=True, slots=True)
class Opening:
    """
    Who opens a form, and by which command and buttons; `asked` is the field of the next text.

    `row` and `shown` are what is open and on the screen after the last step.
    """

    form: str
    asked: str
    name: str
    steps: tuple[str, ...]
    row: Standing | None = None
    shown: Reply = field(default_factory=Reply)

    def __repr__(self) -> str:
        """Give form and field, to be named where something fails."""
        return f"{self.form}.{self.asked}"


def settled(town: Town) -> Town:
    """A town in which there is something of everything to ask, decide, move and recall."""
    for name in ("anna", "bruno"):
        town.agree(name)
    enter(town, "anna", THURSDAY)
    asks_for(town, "bruno", FRIDAY)
    asks(town, "bruno", hours("personal"))
    return town


@contextmanager
def tried(town: Town, opening: Opening | None = None, name: str = "") -> Iterator[Talk]:
    """Somebody who has a form open (or none); what they do is taken back."""
    with town.desk.store.one_unit() as (_, store):
        desk = replace(town.desk, store=store)
        talk = Talk(replace(town, desk=desk), opening.name if opening else name)
        if opening is not None and opening.row is not None:
            talk.stands(opening.row, opening.shown)
        yield talk


COUNTED = [one for one in Base.metadata.sorted_tables if one.name not in KEEP_NO_COUNT]
COUNTS = select(
    *(select(func.count()).select_from(one).scalar_subquery().label(one.name) for one in COUNTED)
)
"""In one statement: the forms are tried some thousand times, and counted before and after."""


def rows(town: Town) -> dict[str, int]:
    """How many rows each table has, but for what is open."""
    with town.store.reading() as uow:
        return dict(uow.connection.execute(COUNTS).mappings().one())


def openings(town: Town) -> dict[tuple[str, str], Opening]:
    """Find the shortest way to each question of each form."""
    found: dict[tuple[str, str], Opening] = {}
    seen: dict[tuple[str, ...], int] = {}
    waiting = deque(
        Opening("", "", name, (f"/{command.name}",))
        for name in PEOPLE
        for command in registry.commands_for(town.actor(name))
    )
    while waiting:
        way = waiting.popleft()
        with tried(town, way) as talk:
            talk.does(way.steps[-1])
            form, asked = asked_of(talk)
            way = replace(way, form=form, asked=asked, row=talk.row, shown=talk.shown)
            if asked:
                found.setdefault((form, asked), way)
            if len(way.steps) < DEEPEST:
                waiting += [
                    replace(way, steps=(*way.steps, data)) for data in _to_press(talk, way, seen)
                ]
    return found


def asked_of(talk: Talk) -> tuple[str, str]:
    """The form that is open, and the field that the next text answers."""
    form = talk.form
    if form is None:
        return "", ""
    field = form.answered
    return form.asking.form.name, field.name if field else "all said"


def _to_press(talk: Talk, way: Opening, seen: dict[tuple[str, ...], int]) -> Iterator[str]:
    for button in _from_both_ends(talk.buttons):
        try:
            press = presses.parse(button.data)
        except StalePressError:
            continue
        kind = (talk.name, way.form, way.asked, press.feature, press.verb)
        if press.feature == "menu" or seen.get(kind, 0) >= OF_ONE_KIND:
            continue
        seen[kind] = seen.get(kind, 0) + 1
        yield button.data


def _from_both_ends(buttons: list[Button]) -> list[Button]:
    """The last, the first, the last but one...: a calendar begins with days that are over."""
    pairs = zip(reversed(buttons), buttons, strict=True)
    return list(dict.fromkeys(button for pair in pairs for button in pair))
