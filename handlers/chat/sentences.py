"""
What somebody said, kept while its buttons are open or a question about it waits for words.

The row of the dialogue has the text alone: it is read again on the same day, so that a button or
an answer goes on with exactly what was understood. A button names what it stands for by a mark.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from handlers.desk.context import Actor, Desk
from handlers.desk.forms.standing import is_over
from handlers.reading.meanings import Meaning
from handlers.reading.writing import meaning_written
from storage.people import dialogues
from storage.people.dialogues import Standing

FEATURE = "phrases"
VERSION = 2
"""Of a row; the first had no number, and was kept for its buttons alone."""


class Waits(StrEnum):
    """Which words are waited for."""

    NOTHING = "nothing"
    """Only for a button."""
    PIECE = "piece"
    """The answer to the question that was asked back."""
    PERSON = "person"
    """One of several of that name."""
    PRESS = "press"
    """A button under what is shown: a yes is answered by pointing to it."""
    BESIDE = "beside"
    """The same, while something was asked in between: what is shown still stands."""


SHOWN = (Waits.PRESS, Waits.BESIDE)
ASKED = (Waits.PIECE, Waits.PERSON)
SOON = timedelta(minutes=20)
"""A question is answered at once; later words are about something else."""


@dataclass(frozen=True, slots=True)
class Kept:
    """
    A text, what is waited for, the people (ids) to choose from, and a day shown since.

    `looked` is the question that was answered last: `e giovedì?` asks it of another day.
    """

    text: str
    waits: Waits = Waits.NOTHING
    people: tuple[int, ...] = ()
    day: date | None = None
    looked: str = ""


def keep(
    desk: Desk,
    actor: Actor,
    text: str,
    waits: Waits = Waits.NOTHING,
    people: Sequence[int] = (),
) -> None:
    """Keep a text, with the day on which it was said."""
    _write(desk, actor, Kept(text, waits, tuple(people)))


def kept(desk: Desk, actor: Actor) -> Kept | None:
    """Give the text that is kept; None if there is none, or it is of another day."""
    with desk.store.reading() as uow:
        standing = dialogues.load(uow, actor.telegram_id)
    if standing is None or standing.feature != FEATURE or standing.state["on"] != desk.today():
        return None
    found = _of_state(standing.state)
    asked_long_ago = found.waits in ASKED and desk.clock() - standing.updated_at > SOON
    if desk.clock() - standing.updated_at > SOON:
        found = replace(found, looked="")
    over = is_over(standing, at=desk.clock()) or asked_long_ago
    return replace(found, waits=Waits.NOTHING) if over else found


def settle(desk: Desk, actor: Actor) -> None:
    """Wait for words no more: somebody does something else. The buttons stay open."""
    found = kept(desk, actor)
    if found is not None and (found.waits is not Waits.NOTHING or found.looked):
        _write(desk, actor, Kept(found.text, day=found.day))


def stand_beside(desk: Desk, actor: Actor) -> None:
    """Let what was shown stand, while somebody looks at something else; wait for no answer."""
    found = kept(desk, actor)
    if found is not None and found.waits is not Waits.NOTHING:
        waiting = Waits.BESIDE if found.waits in SHOWN else Waits.NOTHING
        _write(desk, actor, Kept(found.text, waiting, day=found.day, looked=found.looked))


def stands_again(desk: Desk, actor: Actor, before: Kept) -> None:
    """Let what was shown before a sentence stand, unless something took its place."""
    now = kept(desk, actor)
    if (
        before.waits in SHOWN
        and now is not None
        and replace(now, day=None, looked="") == Kept(before.text)
    ):
        _write(desk, actor, replace(now, waits=Waits.BESIDE))


def speak_of(
    desk: Desk, actor: Actor, day: date | None, looked: str, *, by_command: bool = False
) -> None:
    """
    Note the question that was answered, and its day; what else is open is left alone.

    A command closes a form that is open: what it shows takes the place of that.
    """
    with desk.store.reading() as uow:
        row = dialogues.load(uow, actor.telegram_id)
    if row is None or row.feature == FEATURE or by_command:
        _write(desk, actor, replace(kept(desk, actor) or Kept(""), day=day, looked=looked))


def forget_look(desk: Desk, actor: Actor, found: Kept) -> Kept:
    """Let a question go that was answered, something else being said; give what is left."""
    left = replace(found, looked="")
    _write(desk, actor, left)
    return left


def waits(row: Standing) -> bool:
    """Tell whether a row is a sentence, or a question, with which words may go on."""
    if row.feature != FEATURE:
        return False
    found = _of_state(row.state)
    return found.waits is not Waits.NOTHING or bool(found.looked)


def mark_of(meaning: Meaning) -> str:
    """Name exactly this meaning: a button that stands for it stands for nothing else."""
    return f"{zlib.crc32(meaning_written(meaning).encode()):08x}"


def _write(desk: Desk, actor: Actor, one: Kept) -> None:
    state = {
        "form": VERSION,
        "text": one.text,
        "on": desk.today(),
        "waits": one.waits.value,
        "people": list(one.people),
        "day": one.day,
        "looked": one.looked,
    }
    with desk.store.writing() as uow:
        dialogues.begin(uow, actor.telegram_id, FEATURE, state, at=desk.clock())
        uow.commit()


def _of_state(state: Mapping[str, Any]) -> Kept:
    """Read a row; of one that another release kept only the text, for its buttons."""
    if state.get("form") != VERSION:
        return Kept(state["text"])
    people = tuple(state["people"])
    waiting, looked = Waits(state["waits"]), state.get("looked", "")
    return Kept(state["text"], waiting, people, state.get("day"), looked)
