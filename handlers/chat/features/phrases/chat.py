"""Free texts outside any dialogue: answered if they are understood, else asked back."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.feature import Feature
from handlers.chat.features.phrases import actions, views
from handlers.chat.features.phrases.answers import answer, with_person
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import StalePressError
from handlers.reading.meanings import AskBack, Meaning


def hear(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show what was understood of a text, to be confirmed; ask back what was not."""
    heard = actions.listen(desk, actor, asked.words)
    if isinstance(heard, AskBack):
        return views.asked_back(actor, heard)
    return answer(desk, actor, asked, heard)


def choose(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Go on with one of the meanings that were offered."""
    return answer(desk, actor, asked, _meant(desk, actor, asked.press.text(0)))


def choose_person(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Go on with one of several people of that name."""
    meaning = _meant(desk, actor, asked.press.text(1))
    reply = with_person(desk, actor, meaning, asked.press.number(0))
    if reply is None:
        raise StalePressError("nobody of that name can be chosen")
    return reply


def _meant(desk: Desk, actor: Actor, mark: str) -> Meaning:
    meaning = actions.meant(actions.heard_again(desk, actor), mark)
    if meaning is None:
        raise StalePressError("the question was answered, or is of another day")
    return meaning


FEATURE = Feature(
    name="phrases",
    verbs={"choose": choose, "who": choose_person},
    hears={"phrases": hear},
)
