"""Keep the language, leave a dialogue."""

from __future__ import annotations

from dataclasses import replace

from handlers.desk.context import Actor, Desk
from storage.people import dialogues, links


def speak(desk: Desk, actor: Actor, locale: str) -> Actor:
    """Keep the language that a person chose, and give them as they are now addressed."""
    with desk.store.writing() as uow:
        links.set_locale(uow, actor.id, locale)
        uow.commit()
    return replace(actor, locale=locale)


def leave_dialogue(desk: Desk, actor: Actor) -> bool:
    """Leave whatever dialogue is open; False if there was none."""
    with desk.store.writing() as uow:
        was_open = dialogues.end(uow, actor.telegram_id)
        uow.commit()
    return was_open
