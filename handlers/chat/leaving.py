"""
A question that waits for words is left as soon as somebody does something else.

A dialogue that waits for a text keeps, under `awaits`, what is said when it is left: a key with
its arguments. Any command leaves it, and so does a button of another feature; the answer says so.
What is ticked in a calendar waits for no text, and stays.
"""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.texts import Html, Line, label, message
from storage.people import dialogues
from storage.people.dialogues import Standing

AWAITS = "awaits"


def waiting(desk: Desk, actor: Actor) -> Standing | None:
    """Give the dialogue that waits for words of this person; None if none does."""
    with desk.store.reading() as uow:
        standing = dialogues.load(uow, actor.telegram_id)
    return standing if standing is not None and AWAITS in standing.state else None


def leave(desk: Desk, actor: Actor, before: Standing | None, reply: Reply) -> Reply:
    """Leave the dialogue that waited before, unless the answer moved or ended it, and say so."""
    if before is None or not _ended(desk, actor, before):
        return reply
    key, named = before.state[AWAITS]
    return _noted(reply, (key, named), actor.locale)


def _ended(desk: Desk, actor: Actor, before: Standing) -> bool:
    with desk.store.writing() as uow:
        now = dialogues.load(uow, actor.telegram_id)
        if now is None or now.version != before.version or now.feature != before.feature:
            return False
        dialogues.end(uow, actor.telegram_id)
        uow.commit()
    return True


def _noted(reply: Reply, note: Line, locale: str) -> Reply:
    key, named = note
    if reply.text is None:
        words = f"{reply.toast} {label('leaving.toast', locale)}".strip()
        return replace(reply, toast=words, alert=True)
    return replace(reply, text=Html(f"{reply.text}\n\n{message(key, locale, **named)}"))
