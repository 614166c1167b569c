"""`Anzi venerdì`, right after a day was sent: the change of that day, to be pressed."""

from __future__ import annotations

from handlers.chat.second_thoughts import without_second_thought
from handlers.desk.cases.just_sent import just_sent
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import AskBack, Book, Heard, Question, Swap, Wish


def instead_of_sent(desk: Desk, actor: Actor, text: str, heard: Heard) -> Swap | None:
    """Give the move of the one day just sent to the one day that a second thought names."""
    if without_second_thought(text) == text:
        return None
    wanted = _one_day(heard)
    sent = just_sent(desk, actor) if wanted is not None else ()
    if wanted is None or len(sent) != 1 or sent[0].gives_up is not None:
        return None
    given = Wish(sent[0].day, sent[0].half)
    return None if given.day == wanted.day else Swap(given, wanted)


def _one_day(heard: Heard) -> Wish | None:
    if isinstance(heard, AskBack) and heard.question is Question.WHAT_TO_DO:
        heard = next(iter(heard.options), heard)
    if not isinstance(heard, Book) or len(heard.wishes) != 1:
        return None
    return heard.wishes[0]
