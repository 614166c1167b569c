"""
From when a delegation is, and how long: `dal 30 decide Vito`, `da lunedì, per due settimane`.

Where a length is said it ends by itself; where only a beginning is, until when is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.reading import meanings
from handlers.reading.cues import Tag
from handlers.reading.meanings import AskBack, Heard, Question
from handlers.reading.people_said import Sentence
from handlers.reading.vocabulary import MONTH_NAMES, is_number, number
from handlers.reading.vocabulary import MONTHS as SHORT_MONTHS
from handlers.reading.words import Piece, Text

DELEGATING = frozenset({Tag.DELEGATE, Tag.DECIDES, Tag.AWAY})
DURING = frozenset({"per", "for"})
DAYS = {
    **dict.fromkeys(("giorno", "giorni", "day", "days"), 1),
    **dict.fromkeys(("settimana", "settimane", "week", "weeks"), 7),
}
MONTHS = frozenset({"mese", "mesi", "month", "months"})
FROM = frozenset({"da", "dal", "dall", "from"})
UP_TO = frozenset({"a", "al", "all", "alla", "e", "to", "until", "till", "and", "fino"})
NAMES_OF_MONTHS = frozenset({*MONTH_NAMES["it"], *MONTH_NAMES["en"], *SHORT_MONTHS})
MOST = 31
A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Length:
    """How long somebody decides, the first day counted."""

    count: int
    unit: str

    def last_from(self, first: date) -> date:
        """Give the last day of a stretch that begins on a day."""
        if self.unit in DAYS:
            return first + timedelta(days=self.count * DAYS[self.unit] - 1)
        months = first.month - 1 + self.count
        year, month = first.year + months // A_YEAR, months % A_YEAR + 1
        following = date(year + month // A_YEAR, month % A_YEAR + 1, 1)
        day = min(first.day, (following - timedelta(days=1)).day)
        return date(year, month, day) - timedelta(days=1)


def without_length(sentence: Sentence) -> tuple[Text, Length] | None:
    """Give how long somebody shall decide, and the text without those words; None if unsaid."""
    words, pieces = sentence.text.words, sentence.text.pieces
    if sentence.tags.isdisjoint(DELEGATING):
        return None
    for at in range(len(words) - 2):
        length = _length(words[at : at + 3])
        if length is not None:
            return replace(sentence.text, pieces=(*pieces[:at], *pieces[at + 3 :])), length
    return None


def words_without_length(words: Sequence[str]) -> tuple[str, ...] | None:
    """Give words without `per due settimane` among them; None where it is not said."""
    at = next((n for n in range(len(words) - 2) if _length(words[n : n + 3])), None)
    return None if at is None else (*words[:at], *words[at + 3 :])


def _length(words: Sequence[str]) -> Length | None:
    during, many, unit = words
    said = during in DURING and is_number(many) and (unit in DAYS or unit in MONTHS)
    count = number(many) if said else 0
    return Length(count, unit) if 0 < count <= MOST else None


def with_bare_beginning(text: Text) -> Text:
    """Take `dal 30` for `dal giorno 30`, where no end follows."""
    words, pieces = text.words, text.pieces
    for at, word in enumerate(words[:-1]):
        behind = words[at + 2] if at + 2 < len(words) else ""
        if word in FROM and _is_a_day_of_a_month(words[at + 1]) and not _goes_on(behind):
            article = Piece("il", pieces[at + 1].start, pieces[at + 1].start)
            return replace(text, pieces=(*pieces[: at + 1], article, *pieces[at + 1 :]))
    return text


def with_ends_together(sentence: Sentence) -> Text:
    """Put `fino a venerdì` behind `da lunedì`, where who decides is said between them."""
    whens = [one for one in sentence.islands if one.tag is Tag.WHEN]
    words, pieces = sentence.text.words, sentence.text.pieces
    if len(whens) != len(ENDS) or words[max(whens[0].start - 1, 0)] not in FROM:
        return sentence.text
    first, last = whens
    until = next((at for at in range(first.end, last.start) if words[at] in UNTIL), None)
    if until is None or not SMALL.issuperset(words[until + 1 : last.start]):
        return sentence.text
    together = (*pieces[: first.end], *pieces[until : last.end])
    return replace(
        sentence.text, pieces=(*together, *pieces[first.end : until], *pieces[last.end :])
    )


ENDS = ("first", "last")
UNTIL = frozenset({"fino", "sino", "until", "till"})
SMALL = frozenset({"a", "al", "all", "alla"})


def _is_a_day_of_a_month(word: str) -> bool:
    return word.isdecimal() and 0 < int(word) <= MOST


def _goes_on(word: str) -> bool:
    """Tell whether a month, an end or a unit stands behind the figure."""
    return word in UP_TO or word in DAYS or word in MONTHS or word in NAMES_OF_MONTHS


def lasting(found: Heard | None, length: Length) -> Heard | None:
    """Give delegations the end that was said; None where they have another."""
    delegations = _delegations_in(found)
    if not delegations or (not isinstance(found, AskBack) and _has_an_end(delegations[0])):
        return None
    ends = {replace(one, last=length.last_from(one.first)): None for one in delegations}
    options = tuple(ends)
    if len(options) == 1:
        return options[0]
    if not isinstance(found, AskBack):
        return None
    # How long was said: what is open is when it begins.
    until = found.question is Question.UNTIL_WHEN
    question = Question.WHICH_READING if until else found.question
    return replace(found, question=question, options=options)


def _delegations_in(found: Heard | None) -> list[meanings.Delegate]:
    options = found.options if isinstance(found, AskBack) else (found,)
    said = [one for one in options if isinstance(one, meanings.Delegate)]
    return said if len(said) == len(options) else []


def _has_an_end(delegation: meanings.Delegate) -> bool:
    return delegation.first != delegation.last
