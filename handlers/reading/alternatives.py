"""Two days of which only one may be meant: `il 3 dicembre, in alternativa il 4`."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.reading import meanings
from handlers.reading.cues import Tag
from handlers.reading.island import Island
from handlers.reading.meanings import AskBack, Heard, Question
from handlers.reading.people_said import Sentence
from handlers.reading.possible import MOST_CHOICES

OR_ELSE = frozenset({"alternativa", "alternatively", "alternative", "subordine"})
CONFIRMING = frozenset({"confermo", "conferma"})
"""A day that is confirmed beside another may have been asked for before."""


def one_of_them(sentence: Sentence, islands: Sequence[Island], heard: Heard) -> Heard:
    """Ask which of the days is meant where one stands for the other, or is only confirmed."""
    if isinstance(heard, AskBack) and heard.question is Question.WHAT_TO_DO and heard.options:
        # Days alone may be asked for as well as taken back: what is asked is which of them.
        found = one_of_them(sentence, islands, heard.options[0])
        return found if isinstance(found, AskBack) else heard
    if not isinstance(heard, meanings.Book) or len(heard.wishes) < 2:
        return heard
    days = [place for place, island in enumerate(islands) if island.tag is Tag.WHEN]
    between = islands[days[0] : days[-1]] if days else ()
    words = {word for island in between for word in sentence.words(island)}
    each = tuple(meanings.Book(wishes=(wish,), mode=heard.mode) for wish in heard.wishes)
    if not OR_ELSE.isdisjoint(words):
        return AskBack(question=Question.WHICH_READING, options=each[:MOST_CHOICES])
    if not CONFIRMING.isdisjoint(words):
        return AskBack(question=Question.WHICH_READING, options=(*each[: MOST_CHOICES - 1], heard))
    return heard
