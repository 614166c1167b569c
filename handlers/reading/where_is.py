"""Questions where one person is: `c'è Bruno oggi?`, `è in sede Anna?`, `dove lavora Rita?`."""

from __future__ import annotations

from itertools import pairwise

from handlers.reading.cues import ASKING, BESIDE_NAMES, Tag
from handlers.reading.island import Island
from handlers.reading.names import IsName
from handlers.reading.people_said import Sentence
from handlers.reading.somebody import Run, name_of, runs_of_people

BEING = frozenset(
    {
        *("e", "c", "ce", "sta", "sara", "lavora", "lavorera", "viene", "verra", "resta"),
        *("rimane", "trova", "is", "works", "work", "be", "torna", "rientra", "tornera"),
        *("rientrera", "back"),
    }
)
"""What somebody does who is somewhere."""
WHERE = frozenset({"dov", "dove", "where", "quando", "when"})
"""Nobody tells the desk when somebody comes back: it shows where they are on the days around."""
BESIDE = frozenset(
    {
        *("si", "la", "il", "l", "lo", "the", "anche", "ancora", "gia", "ora", "adesso", "qui"),
        *("ci", "does", "will", "in", "at", "today", ",", "o", "or", "oppure"),
    }
)
"""Small words that change nothing of such a question."""
PLACES = frozenset({Tag.WHEN, Tag.AT_OFFICE, Tag.AT_HOME, Tag.MODE, Tag.AWAY})


def who_is_looked_for(sentence: Sentence, is_name: IsName | None) -> str:
    """Give the one person about whom it is asked where they are; nobody if more is said."""
    people = runs_of_people(sentence, is_name) or _first_word(sentence)
    if len(people) != 1 or not _is_asked(sentence, people[0]):
        return ""
    others = [island for island in sentence.islands if island not in people[0]]
    if not all(_fits(sentence, island) for island in others):
        return ""
    return name_of(sentence, people[0])


def _first_word(sentence: Sentence) -> list[Run]:
    """Take the word that begins the sentence, whose capital tells nothing, for a name."""
    first, text = sentence.islands[0], sentence.text
    words = sentence.words(first)
    strange = first.tag is Tag.UNREAD and words[0].isalpha()
    if not strange or words[0] in ASKING or words[0] in WHERE | BEING:
        return []
    return [(first,)] if text.written(first.start, first.end).istitle() else []


def _is_asked(sentence: Sentence, person: Run) -> bool:
    words = sentence.text.words
    if BEING.isdisjoint(words) or (person[0].start and words[person[0].start - 1] in BESIDE_NAMES):
        return False
    there = ("c", "e") in pairwise(words)
    if there or not WHERE.isdisjoint(words):
        return True
    placed = bool(sentence.tags & PLACES)
    return placed and ("?" in sentence.text.text or words[0] in ("e", "is"))


def _fits(sentence: Sentence, island: Island) -> bool:
    """Tell whether words only say where, when, and that somebody is."""
    return island.tag in PLACES or set(sentence.words(island)) <= BEING | WHERE | BESIDE
