"""What may be wanted of a colleague who is named where the rest is not clear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.reading import meanings
from handlers.reading.cues import Tag
from handlers.reading.meanings import AskBack, Meaning, Question, Reading
from handlers.reading.names import IsName
from handlers.reading.people_said import Sentence
from handlers.reading.somebody import Run, name_of, runs_of_people, words_of

UNCLEAR = frozenset({Question.NOT_CLEAR, Question.UNKNOWN_WORD})
OWN = (
    *(meanings.Book, meanings.Permit, meanings.Cancel, meanings.Swap),
    *(meanings.AtOffice, meanings.Elsewhere, meanings.Pattern),
)
"""What people ask for themselves: beside a colleague's name only a day may still be meant."""


def or_of_a_colleague(
    reading: Reading, sentence: Sentence, today: date, is_name: IsName | None
) -> Reading:
    """Ask what is wanted of the colleague who is named, rather than offer days of one's own."""
    heard = reading.heard
    if is_name is None or not isinstance(heard, AskBack) or heard.question not in UNCLEAR:
        return reading
    if Tag.BOOK in sentence.tags:
        return reading  # `prenota` is said of one's own days
    known = [run for run in runs_of_people(sentence, is_name) if is_name(words_of(sentence, run))]
    if len(known) > 1 and heard.options and all(isinstance(one, OWN) for one in heard.options):
        return replace(reading, heard=_of_several(heard, sentence, known), unread=())
    if len(known) != 1 or not all(isinstance(one, OWN) for one in heard.options):
        return reading
    alone = _is_alone(sentence, known[0])
    if not (alone or heard.options):
        return reading
    days = _days_in(heard.options)
    whom = name_of(sentence, known[0])
    options: list[Meaning] = [
        meanings.Decide(approve=True, whom=whom, days=days),
        meanings.Decide(approve=False, whom=whom, days=days),
        meanings.Team((*days, today)[0], whom=whom),
        *(one for one in heard.options if isinstance(one, meanings.Book)),
    ]
    asked = AskBack(
        question=Question.WHAT_OF_THEM, about=_written(sentence, known[0]), options=tuple(options)
    )
    unread = tuple(one for one in reading.unread if one != _written(sentence, known[0]))
    return replace(reading, heard=asked, unread=unread)


def _of_several(heard: AskBack, sentence: Sentence, known: Sequence[Run]) -> AskBack:
    """Offer to see who is where, and to call them where they shall be at the office."""
    days, names = _days_in(heard.options), tuple(name_of(sentence, run) for run in known)
    called = Tag.AT_OFFICE in sentence.tags
    options: list[Meaning] = [meanings.Team(day) for day in days[:MOST_DAYS]]
    options += [meanings.Recall(names, day) for day in days[:MOST_DAYS] if called]
    about = sentence.text.written(known[0][0].start, known[-1][-1].end)
    return AskBack(question=Question.WHAT_OF_THEM, about=about, options=tuple(options))


MOST_DAYS = 2


def _is_alone(sentence: Sentence, run: Run) -> bool:
    """Tell whether only small words stand beside a name: `e Anna?`, or when: `Anna stasera`."""
    named = range(run[0].start, run[-1].end)
    beside = (word for at, word in enumerate(sentence.text.words) if at not in named)
    return all(word in BESIDE for word in beside)


BESIDE = frozenset({"e", "ed", "and", "solo", "only", "what", "about", "how"}) | frozenset(
    {"stasera", "stamattina", "adesso", "ora", "subito", "tonight", "now"}
)


def _days_in(options: Sequence[Meaning]) -> tuple[date, ...]:
    of_days = (meanings.Book, meanings.Cancel, meanings.AtOffice)
    moved = next((one for one in options if isinstance(one, meanings.Swap)), None)
    if moved is not None:
        return tuple(dict.fromkeys((moved.given.day, moved.wanted.day)))
    booked = (one for one in options if isinstance(one, of_days))
    first = next(booked, None)
    return () if first is None else tuple(dict.fromkeys(wish.day for wish in first.wishes))


def _written(sentence: Sentence, run: Run) -> str:
    return sentence.text.written(run[0].start, run[-1].end)
