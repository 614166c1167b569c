"""
Days counted and not named: `posso fare tre giorni la settimana prossima?`, then `lun mar mer`.

What answers is of the days that were offered, whatever week it would be said of by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from handlers.reading.fragments import read_days
from handlers.reading.meanings import AskBack, Book, Question
from handlers.reading.shown_days import Shown, sentence
from handlers.reading.vocabulary import WEEKDAYS
from handlers.reading.words import read_words

ONE_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
FROM_TODAY = frozenset(
    {"oggi", "domani", "dopodomani", "today", "tomorrow", "stamattina", "domattina"}
)
"""Days that are counted from today, in whatever week they were asked for."""


def of_those_offered(
    asked: AskBack, answer: str, *, today: date, workdays: frozenset[int]
) -> str | None:
    """Give the sentence that asks for days of the one week that was offered; None for others."""
    offered = _offered(asked)
    if not offered or max(offered) - min(offered) >= A_WEEK or not isinstance(asked.so_far, Book):
        return None
    words = read_words(answer).words
    if not FROM_TODAY.isdisjoint(words):
        return None
    said = read_days(_in_a_list(words), today=min(offered) - ONE_DAY, workdays=workdays)
    if not said.whole or not said.value or not {wish.day for wish in said.value} <= offered:
        return None
    meant = Book(wishes=said.value, mode=asked.so_far.mode)
    return sentence(Shown(meant, today, workdays))


def _in_a_list(words: Sequence[str]) -> str:
    """Put commas into `lun mar mer`."""
    parted = [
        f"{one}," if _is_weekday(one) and _is_weekday(other) else one
        for one, other in pairwise((*words, ""))
    ]
    return " ".join(parted)


def _is_weekday(word: str) -> bool:
    return word.isalpha() and word[:3] in WEEKDAYS


def _offered(asked: AskBack) -> set[date]:
    if asked.question is not Question.WHICH_DAY:
        return set()
    booked = (option for option in asked.options if isinstance(option, Book))
    return {wish.day for option in booked for wish in option.wishes}
