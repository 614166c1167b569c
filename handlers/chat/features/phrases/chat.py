"""Free texts outside any dialogue: answered if they are understood, else asked back."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.feature import Feature
from handlers.chat.features.phrases import actions, views
from handlers.chat.meaning import answer
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import StalePressError
from handlers.reading.meanings import (
    AskBack,
    Book,
    Decide,
    Delegate,
    Meaning,
    Pattern,
    Permit,
    Question,
    Recall,
    Several,
    Swap,
)

OPEN_A_FORM = (Permit, Pattern, Recall, Delegate)
"""What is put together step by step, one at a time: of several each waits for a press."""


def hear(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show what was understood of a text, to be confirmed; ask back what was not."""
    reading = actions.listen(desk, actor, asked.words)
    heard = reading.heard
    if isinstance(heard, AskBack):
        reply = _ask_back(desk, actor, asked, heard)
    else:
        reply = answer(desk, actor, asked, heard)
    return views.with_note(actor, reply, reading)


def _ask_back(desk: Desk, actor: Actor, asked: Asked, heard: AskBack) -> Reply:
    """Ask back; of days alone show what booking them comes to, with the other choices beside."""
    first, *others = heard.options or (None,)
    shows = isinstance(first, Book) or (isinstance(first, Swap) and not others)
    if first is not None and heard.question is Question.WHAT_TO_DO and shows:
        shown = answer(desk, actor, replace(asked, words=""), first)
        return views.with_choices(actor, shown, others)
    return views.asked_back(actor, heard)


def answer_each(desk: Desk, actor: Actor, asked: Asked, several: Several) -> Reply:
    """Answer each request of a sentence in a message of its own, to be confirmed by itself."""
    # The words are kept already: a part that asks back must not keep them as if they were all.
    silent = replace(asked, words="")
    replies = [
        views.offered(actor, part) if _opens_a_form(part) else answer(desk, actor, silent, part)
        for part in several.parts
    ]
    return replace(replies[0], more=tuple(replies[1:]))


def _opens_a_form(part: Meaning) -> bool:
    """Tell whether an answer asks for more: a refusal asks for its motive, or says it back."""
    if isinstance(part, Decide):
        return bool(part.why) or not part.approve
    return isinstance(part, OPEN_A_FORM)


def choose(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Go on with one of the meanings that were offered."""
    return answer(desk, actor, asked, _meant(desk, actor, asked.press.text(0)))


def choose_person(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Go on with one of several people of that name."""
    meaning = _meant(desk, actor, asked.press.text(1))
    return answer(desk, actor, replace(asked, chosen=asked.press.number(0)), meaning)


def _meant(desk: Desk, actor: Actor, mark: str) -> Meaning:
    meaning = actions.meant(desk, actor, mark)
    if meaning is None:
        raise StalePressError("the question was answered, or is of another day")
    return meaning


FEATURE = Feature(
    name="phrases",
    verbs={"choose": choose, "who": choose_person},
    hears={"phrases": hear},
    meanings={Several: answer_each},
)
