"""Read what a person wrote, and what it stood for once a button under it is pressed."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import registry
from handlers.chat.sentences import keep, kept, mark_of
from handlers.chat.understanding import understand
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import AskBack, Heard, Meaning, Reading, Several


def listen(desk: Desk, actor: Actor, text: str) -> Reading:
    """Read a text; if buttons of it are open then, keep it until one is pressed."""
    reading = _read(desk, actor, text)
    if _offered(reading.heard):
        keep(desk, actor, text)
    return reading


def meant(desk: Desk, actor: Actor, mark: str) -> Meaning | None:
    """Give what a button stands for: the meaning of the text kept, or one of its choices."""
    text = kept(desk, actor)
    if text is None:
        return None
    heard = _read(desk, actor, text).heard
    whole = () if isinstance(heard, AskBack) else (heard,)
    return next((one for one in (*_offered(heard), *whole) if mark_of(one) == mark), None)


def _offered(heard: Heard) -> tuple[Meaning, ...]:
    if isinstance(heard, AskBack):
        return heard.options
    return heard.parts if isinstance(heard, Several) else ()


def _read(desk: Desk, actor: Actor, text: str) -> Reading:
    reading = understand(desk, actor, text)
    heard = reading.heard
    if not isinstance(heard, AskBack) or heard.question not in registry.fits():
        return reading
    return replace(reading, heard=registry.fits()[heard.question](desk, actor, heard))
