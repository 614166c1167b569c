"""Read a text said on a day: one meaning, or what to ask back. Never a guess."""

from __future__ import annotations

from datetime import date

from handlers.reading.building import request_of
from handlers.reading.days import MONDAY_TO_FRIDAY, Calendar
from handlers.reading.meanings import (
    AskBack,
    Greeting,
    Heard,
    Meaning,
    Question,
    Reading,
    Thanks,
)
from handlers.reading.parsing import NAME, Grammar, Words, grammar_for
from handlers.reading.possible import MOST_CHOICES
from handlers.reading.requests import understand
from handlers.reading.words import MOST_CHARACTERS, MOST_WORDS, Text, read_words

NAMED_WORDS = 5
"""Unknown words named in one question."""


def read(text: str, *, today: date, workdays: frozenset[int] = MONDAY_TO_FRIDAY) -> Reading:
    """
    Give what a text means, said on a civil day of Rome, or the question to ask back.

    `workdays` are the weekdays (0 is Monday) that a stretch of days is made of.
    """
    return Reading(heard=_heard(text, today, workdays))


def _heard(text: str, today: date, workdays: frozenset[int]) -> Heard:
    if len(text) > MOST_CHARACTERS:
        return AskBack(question=Question.TOO_LONG, about=str(MOST_CHARACTERS))
    plain = read_words(text)
    if len(plain.words) > MOST_WORDS:
        return AskBack(question=Question.TOO_LONG, about=str(MOST_CHARACTERS))
    if not plain.words:
        return _courtesy(plain)
    grammar = grammar_for(plain.words)
    parsed = grammar.trees(plain.words)
    calendar = Calendar(today, workdays)
    requests = (request_of(tree) for tree in parsed.trees)
    readings = dict.fromkeys(understand(request, calendar) for request in requests)
    if not readings:
        return _not_understood(grammar, plain.words, parsed.stumbled_at)
    return _one_of(list(readings), plain.words)


def _courtesy(plain: Text) -> Heard:
    if plain.thanks:
        return Thanks()
    return Greeting() if plain.greets else AskBack(question=Question.NOTHING_SAID)


def _not_understood(grammar: Grammar, words: Words, at: int) -> AskBack:
    """Name the words that are not known; those before the stop were taken as names."""
    unknown = grammar.of_terminal(words[max(at, 0) :], NAME)
    if unknown:
        named = ", ".join(dict.fromkeys(unknown[:NAMED_WORDS]))
        return AskBack(question=Question.UNKNOWN_WORD, about=named)
    denials = grammar.of_terminal(words, "NON")
    if denials:
        return AskBack(question=Question.NEGATION, about=denials[0])
    return AskBack(question=Question.NOT_CLEAR, about=words[at] if 0 <= at < len(words) else "")


def _one_of(readings: list[Heard], words: Words) -> Heard:
    """Give the only reading; of several ask which, a reading without doubt being no better."""
    if len(readings) == 1:
        return readings[0]
    options: dict[Meaning, None] = {}
    for reading in readings:
        found = reading.options if isinstance(reading, AskBack) else (reading,)
        options.update(dict.fromkeys(found))
    offered = tuple(options) if len(options) <= MOST_CHOICES else ()
    about = " ".join(words)
    return AskBack(question=Question.WHICH_READING, about=about, options=offered)
