"""Keep the language, leave a dialogue, find which dialogue a text belongs to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.desk.context import Actor, Desk
from storage.people import dialogues, links

FORGOTTEN_AFTER = timedelta(hours=12)
"""A question of yesterday is not what today's text answers."""


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


def waiting_feature(desk: Desk, actor: Actor) -> str | None:
    """Tell which feature waits for a text of this person; None if nobody does."""
    with desk.store.reading() as uow:
        standing = dialogues.load(uow, actor.telegram_id)
    if standing is None or desk.clock() - standing.updated_at > FORGOTTEN_AFTER:
        return None
    return standing.feature
