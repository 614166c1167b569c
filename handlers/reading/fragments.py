"""
Answers to one question of a form: a day, hours, a length, a kind, typed as people type them.

The only reader of such answers: it has the grammars and the calendar of whole sentences. A word
that is not part of the answer is passed over, and `whole` is False then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from lark import Token

from handlers.reading import said
from handlers.reading.building import Kind, request_of
from handlers.reading.choosing import resolve
from handlers.reading.days import MONDAY_TO_FRIDAY, Calendar
from handlers.reading.hours import TIMED, At, Hours, hours_of, minute_of
from handlers.reading.meanings import Question, Wish
from handlers.reading.parsing import ENGLISH, ITALIAN, Said, Words, grammar_in
from handlers.reading.pieces import MonthWord, WeekdayWord, Word, YearWord, all_of, of
from handlers.reading.possible import Possible, sure, unsure
from handlers.reading.taken import Taken
from handlers.reading.words import MOST_CHARACTERS, MOST_WORDS, read_words
from rules.facts import Half

T = TypeVar("T")
OF_A_DAY = re.compile(
    r"\s*(?:il\s+|lo\s+|l['’]\s*)\d{1,2}(?![\d.:,]*\d)\s*[.!]?\s*", re.IGNORECASE
)
"""`Il 9`: a number with the article of a day is no hour."""
ONE = re.compile(r"\b(d?)all['’ ]una\b", re.IGNORECASE)
"""`All'una` is one in the afternoon: of the night people say so."""
BEGINS = re.compile(
    r"\s*(?:a (?:partire|cominciare|iniziare) |partendo |cominciando )?"
    r"(?:dall['’]\s*|(?:da|dal|dalla|from)\s+)(?=\S)",
    re.IGNORECASE,
)
ENDS = re.compile(r"\s*(?:fino )?(?:all['’]\s*|(?:al|alla|a|until|till)\s+)(?=\S)", re.IGNORECASE)
Pieces = list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment(Generic[T]):
    """
    What was typed in answer to one question.

    `value` is None where it was not understood: then `why` and `about` (the words) tell the
    reason, and `choices` what may be meant. `whole` tells that every word was read.
    """

    value: T | None = None
    why: Question | None = None
    about: str = ""
    choices: tuple[T, ...] = ()
    whole: bool = True


def read_day(
    text: str,
    *,
    today: date,
    workdays: frozenset[int] = MONDAY_TO_FRIDAY,
    gone_by: bool = False,
) -> Fragment[date]:
    """Read one whole day: `domani`, `giovedì 26`, `26/11/26`; past ones only if `gone_by`."""
    calendar = Calendar(today, workdays, gone_by=gone_by)
    return _fragment(text, "when_said", lambda pieces: _when(pieces, calendar).then(_one_day))


def read_days(
    text: str, *, today: date, workdays: frozenset[int] = MONDAY_TO_FRIDAY
) -> Fragment[tuple[Wish, ...]]:
    """Read days or half days: `9 e 10 dicembre`, `la settimana prossima tranne mercoledì`."""
    calendar = Calendar(today, workdays)
    return _fragment(
        text, "when_said", lambda pieces: _when(pieces, calendar).map(lambda taken: taken.wishes)
    )


def read_beginning(
    text: str, *, today: date, workdays: frozenset[int] = MONDAY_TO_FRIDAY
) -> Fragment[date]:
    """Read the day from which on something is: `dal 1 dicembre`, `a partire da lunedì`."""
    return _day_behind(BEGINS, text, today, workdays)


def read_ending(
    text: str, *, today: date, workdays: frozenset[int] = MONDAY_TO_FRIDAY
) -> Fragment[date]:
    """Read the day until which something is: `fino al 15 dicembre`, `fino a venerdì`."""
    return _day_behind(ENDS, text, today, workdays)


def read_span(
    text: str, *, today: date, workdays: frozenset[int] = MONDAY_TO_FRIDAY
) -> Fragment[tuple[date, date]]:
    """Read first and last day: `dal 7 al 18 dicembre`, `domani`, `la settimana prossima`."""
    calendar = Calendar(today, workdays)
    return _fragment(text, "when_said", lambda pieces: _when(pieces, calendar).then(_bounds))


def read_half(text: str) -> Fragment[Half]:
    """Read half of a day: `mattina`, `di pomeriggio`."""
    return _fragment(text, "half_said", lambda pieces: _known(of(pieces, Half)))


def read_clock(text: str) -> Fragment[int]:
    """Read an hour as a minute of the day: `7 e mezza`, `alle 9.30`, `mezzogiorno`."""
    return _fragment(text, "clock_said", _minute)


def read_times(text: str) -> Fragment[Hours]:
    """Read hours and lengths: `dalle 10 alle 12`, `due ore`, `entro alle 10`, `10-12`."""
    if OF_A_DAY.fullmatch(text):
        return Fragment(why=Question.NOT_CLEAR, about=text, whole=False)
    text = ONE.sub(r"\1alle 13", text)
    found = _fragment(text, "hours_said", _hours)
    if found.value is not None or found.why is not Question.NOT_CLEAR:
        return found
    return _fragment(text, "clock_said", lambda pieces: hours_of([At(_clock(pieces))]))


def read_count(text: str) -> Fragment[int]:
    """Read a number in figures or words: `3`, `quindici`, `tre giorni`."""
    return _fragment(text, "count_said", _count)


def read_kind(text: str) -> Fragment[str]:
    """Read the kind of a permit from a reason: `una visita` is medical."""
    return _fragment(text, "kind_said", _kind)


def read_weekdays(text: str) -> Fragment[frozenset[int]]:
    """Read weekdays (0 is Monday): `martedì e giovedì`, `tutti i lunedì`."""
    return _fragment(text, "weekdays_said", _weekdays)


def read_month(text: str, *, today: date) -> Fragment[date]:
    """Read a month as its first day: `dicembre`, `il mese prossimo`."""
    calendar = Calendar(today)
    return _fragment(text, "month_alone", lambda pieces: calendar.month(_month(pieces)))


# ------------------------------------------------------------ from words to pieces


def _fragment(text: str, rule: str, understand: Callable[[Pieces], Possible[T]]) -> Fragment[T]:
    words = read_words(text).words if len(text) <= MOST_CHARACTERS else ()
    if len(words) > MOST_WORDS or len(text) > MOST_CHARACTERS:
        return Fragment(why=Question.TOO_LONG, about=str(MOST_CHARACTERS), whole=False)
    if not words:
        return Fragment(why=Question.NOTHING_SAID, whole=False)
    trees, whole = _trees(words, rule)
    if not trees:
        return Fragment(why=Question.NOT_CLEAR, about=" ".join(words[:MOST_NAMED]), whole=False)
    found = [understand(list(request_of(tree).pieces)) for tree in trees]
    return _one_of(found, " ".join(words), whole=whole)


def _day_behind(
    joint: re.Pattern[str], text: str, today: date, workdays: frozenset[int]
) -> Fragment[date]:
    found = joint.match(text)
    if found is None:
        return Fragment(why=Question.NOT_CLEAR, about=text, whole=False)
    return read_day(text[found.end() :], today=today, workdays=workdays)


MOST_NAMED = 8
"""Words that were not understood, as many as are told."""


def _one_of(found: Sequence[Possible[T]], words: str, *, whole: bool) -> Fragment[T]:
    """Give the one value of all the ways to take the words, or the choices that they leave."""
    values = tuple(dict.fromkeys(value for one in found for value in one.values))
    doubt = next((one.doubt for one in found if one.doubt is not None), None)
    if doubt is not None:
        return Fragment(why=doubt.question, about=doubt.about, choices=values, whole=whole)
    if len(values) > 1:
        return Fragment(why=Question.WHICH_READING, about=words, choices=values, whole=whole)
    return Fragment(value=values[0], whole=whole)


def _trees(words: Words, rule: str) -> tuple[list[Said], bool]:
    """Take all the words together in one of the languages, else those that can be."""
    for part, whole in _parts(words):
        for file in (ITALIAN, ENGLISH):
            grammar = grammar_in(file)
            end, trees = grammar.longest(part, rule)
            if end == len(part) or (trees and not whole):
                return trees, whole
    return [], False


def _parts(words: Words) -> Iterator[tuple[Words, bool]]:
    """Give all the words first, then what begins at each of them."""
    yield words, True
    for at in range(len(words)):
        yield words[at:], False


# ------------------------------------------------------------ from pieces to values


def _when(pieces: Pieces, calendar: Calendar) -> Possible[Taken]:
    when = of(pieces, said.When)
    return unsure(Question.NOT_CLEAR, "") if when is None else resolve(calendar, when)


def _one_day(taken: Taken) -> Possible[date]:
    if len(taken.wishes) != 1:
        return unsure(Question.ONE_DAY, "")
    return sure(taken.wishes[0].day)


def _bounds(taken: Taken) -> Possible[tuple[date, date]]:
    if taken.first is None or taken.last is None or taken.weekdays:
        return unsure(Question.ONE_DAY, "")
    return sure((taken.first, taken.last))


def _known(value: T | None) -> Possible[T]:
    return unsure(Question.NOT_CLEAR, "") if value is None else sure(value)


def _clock(pieces: Pieces) -> said.ClockSaid:
    return next(piece for piece in pieces if isinstance(piece, said.ClockSaid))


def _minute(pieces: Pieces) -> Possible[int]:
    """Doubt `le 3`: at night or in the afternoon."""
    return minute_of(_clock(pieces))


def _hours(pieces: Pieces) -> Possible[Hours]:
    return hours_of([piece for piece in pieces if isinstance(piece, TIMED)])


def _count(pieces: Pieces) -> Possible[int]:
    word = of(pieces, Word)
    return _known(None if word is None else word.worth)


def _kind(pieces: Pieces) -> Possible[str]:
    kind = of(pieces, Kind)
    if kind is None:
        return unsure(Question.WHICH_KIND, "")
    if len(kind.kinds) > 1:
        return unsure(Question.WHICH_KIND, kind.words, *kind.kinds)
    return sure(kind.kinds[0])


def _weekdays(pieces: Pieces) -> Possible[frozenset[int]]:
    return sure(frozenset(day.worth for day in all_of(pieces, WeekdayWord)))


def _month(pieces: Pieces) -> said.MonthSaid:
    named = of(pieces, said.MonthSaid)
    if named is not None:
        return named
    month, year = of(pieces, MonthWord), of(pieces, YearWord)
    words = " ".join(str(piece) for piece in pieces if isinstance(piece, Token))
    worth = month.worth if month else None
    return said.MonthSaid(worth, year.worth if year else None, 0, month.words if month else words)
