"""A sentence with open buttons: kept while they are, and how a button names what it stands for."""

from __future__ import annotations

import zlib

from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import Meaning
from handlers.reading.writing import meaning_written
from storage.people import dialogues

FEATURE = "phrases"


def keep(desk: Desk, actor: Actor, text: str) -> None:
    """Keep a text whose buttons are open, with the day on which it was said."""
    with desk.store.writing() as uow:
        state = {"text": text, "on": desk.today()}
        dialogues.begin(uow, actor.telegram_id, FEATURE, state, at=desk.clock())
        uow.commit()


def kept(desk: Desk, actor: Actor) -> str | None:
    """Give the text whose buttons are open; None if there is none, or it is of another day."""
    with desk.store.reading() as uow:
        standing = dialogues.load(uow, actor.telegram_id)
    if standing is None or standing.feature != FEATURE or standing.state["on"] != desk.today():
        return None
    text: str = standing.state["text"]
    return text


def mark_of(meaning: Meaning) -> str:
    """Name exactly this meaning: a button that stands for it stands for nothing else."""
    return f"{zlib.crc32(meaning_written(meaning).encode()):08x}"
