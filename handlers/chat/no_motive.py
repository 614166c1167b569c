"""What is written where a motive is asked for, and is none: it is said to the desk."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.second_thoughts import without_second_thought
from handlers.chat.understanding import (
    SAYS_NOTHING,
    TO_A_PERSON,
    bare_words,
    is_for_the_desk,
    is_wholly_for_the_desk,
    understand,
    workdays_of_actor,
)
from handlers.desk.context import Actor, Desk
from handlers.reading.answers_moved import Correction
from handlers.reading.around_answers import correction_in
from handlers.reading.fragments import read_days, read_half, read_times
from handlers.reading.instead_of_a_motive import (
    ORDERS,
    are_parts_of_days,
    behind_because,
    gives_why,
    is_beyond,
    without_first,
)
from handlers.reading.meanings import AskBack, Decide, Question, Recall


def order_instead(desk: Desk, actor: Actor, text: str) -> str | None:
    """Give the order or the question to the desk that stands in place of a motive, if one does."""
    said = without_first(without_second_thought(text))
    words = bare_words(said)
    if not words:
        return None
    if words[0] in ("chi", "who") and said.rstrip().endswith("?"):
        return None if TO_A_PERSON & set(words) else said
    if words[0] not in ORDERS:
        return None
    reading = understand(desk, actor, said)
    if isinstance(reading.heard, AskBack):
        return said if reading.heard.question not in SAYS_NOTHING else None
    if isinstance(reading.heard, (Decide, Recall)) and are_parts_of_days(reading.unread):
        reading = replace(reading, unread=())
    return said if is_wholly_for_the_desk(reading) else None


def only_when(desk: Desk, actor: Actor, text: str) -> Correction | None:
    """Give what a text says of days or hours, if it says nothing else: no motive does."""
    found = correction_in(text)
    week = workdays_of_actor(desk, actor)
    days = read_days(found.said, today=desk.today(), workdays=week)
    pieces = (days, read_times(found.said), read_half(found.said))
    told = any(one.whole and one.why is not Question.NOT_CLEAR for one in pieces)
    return found if told or found.later or found.longer else None


def motive_instead(desk: Desk, actor: Actor, text: str) -> str | None:
    """Give the motive behind `anzi`, `no,` or `perché`; None for any other text."""
    rest = without_second_thought(text)
    why = behind_because(rest)
    turned = why != rest or (rest != text and gives_why(rest))
    return why if turned and only_when(desk, actor, why) is None else None


def is_asked_of_nobody(desk: Desk, actor: Actor, text: str) -> bool:
    """
    Tell whether a question is put to nobody who would read it: `ma è ancora in tempo?`.

    One that the desk has an answer to is put to the desk.
    """
    if not text.rstrip().endswith("?") or TO_A_PERSON & set(bare_words(text)):
        return False
    return not is_for_the_desk(understand(desk, actor, text))


def is_beyond_the_desk(text: str) -> bool:
    """Tell whether a text is an order, though one the desk may not know: `mandalo a Vito`."""
    return is_beyond(" ".join(bare_words(without_second_thought(text))))
