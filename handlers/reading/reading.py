"""
Read a text said on a day: what it means, or what to ask back, and the words that were skipped.

First every word is read together; where that does not do, the islands of the sentence are, with
one or two typing errors corrected. What was skipped or corrected is handed on, to be shown before
anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from handlers.reading import meanings
from handlers.reading.alone import asked_alone, by_itself
from handlers.reading.amounts import in_both_ways
from handlers.reading.articles_said import of_several_articles
from handlers.reading.building import Request, request_of
from handlers.reading.correcting import corrected
from handlers.reading.courtesy import without_courtesy
from handlers.reading.day_questions import compared, of_a_bridge
from handlers.reading.days import MONDAY_TO_FRIDAY, Calendar
from handlers.reading.days_alone import of_a_day_alone
from handlers.reading.hour_to_hour import with_hours_first
from handlers.reading.hours import At, Coming, Earlier, From, Later, Until
from handlers.reading.left_open import without_left_open
from handlers.reading.letting_be import read_instead
from handlers.reading.meanings import (
    AskBack,
    Decide,
    Greeting,
    Heard,
    Meaning,
    Question,
    Reading,
    Recall,
    Thanks,
)
from handlers.reading.messages_to import (
    message_to,
    message_to_nobody,
    message_to_the_decider,
)
from handlers.reading.moves_of_others import move_of_another
from handlers.reading.names import IsName, plain, with_names, without_titles
from handlers.reading.of_colleagues import or_of_a_colleague
from handlers.reading.ordered import sentence_of
from handlers.reading.parsing import NAME, Grammar, Words, grammar_for
from handlers.reading.requests import understand
from handlers.reading.sentences import read_sentence
from handlers.reading.set_right import set_right
from handlers.reading.several import one_of
from handlers.reading.short_answers import in_full
from handlers.reading.telling import (
    tells_several,
    told_beside,
    told_the_decider,
    with_order_behind,
)
from handlers.reading.turned_motives import turned_motive
from handlers.reading.two_questions import with_the_other
from handlers.reading.verdicts import said_again
from handlers.reading.vocabulary import FEASTS, NEAR, WEEKDAYS
from handlers.reading.whole_days import for_whole_days
from handlers.reading.whom_set_right import behind_a_no, whom_set_right
from handlers.reading.words import MOST_CHARACTERS, MOST_WORDS, Text, read_words

NAMED_WORDS = 5
"""Unknown words named in one question."""
MOST_TOGETHER = 24
"""Longer sentences are read by their islands alone: every word of them hardly ever fits."""
LONGEST_WORD = 40
"""A longer word is cut where it is named."""


def read(
    text: str,
    *,
    today: date,
    workdays: frozenset[int] = MONDAY_TO_FRIDAY,
    is_name: IsName | None = None,
) -> Reading:
    """
    Give what a text means, said on a civil day of Rome, or the question to ask back.

    `workdays` are the weekdays (0 is Monday) that a stretch of days is made of. `is_name` tells
    whether words (small letters, no accents, split at apostrophes) are the name of somebody whom
    the person may mean; where a person is meant, such words are a name whatever else they are.
    """
    plain_text = prepare(text)
    if plain_text is None:
        return Reading(heard=_too_long(text))
    alone = asked_alone(text)
    if alone is not None:
        return Reading(heard=alone)
    if not plain_text.words:
        return Reading(heard=_courtesy(plain_text))
    told: Heard | None = None if tells_several(text, is_name) else message_to(text, is_name)
    told = told or message_to_nobody(text)

    def again(rest: str) -> Reading:
        return read(rest, today=today, workdays=workdays, is_name=is_name)

    if told is not None:
        return with_order_behind(told, again)
    text = without_courtesy(text)
    plain_text = prepare(text) or plain_text
    instead = behind_a_no(text)
    decider = message_to_the_decider(text)
    beside = (
        (instead and again(instead))
        or _in_both_ways(text, again)
        or of_several_articles(text, again)
        or (decider and told_the_decider(decider, again))
        or read_instead(text, again)
        or told_beside(text, is_name, again)
        or of_a_day_alone(text, again)
        or move_of_another(text, is_name, today, again)
    )
    meant = [] if beside else [again(one) for one in whom_set_right(text, is_name)]
    if not (beside or meant):
        beside = turned_motive(text, is_name, again)
    if beside is not None or meant:
        return beside or _either(meant)
    found = _set_right(text, plain_text, Calendar(today, workdays), is_name)
    return with_hours_first(text, with_the_other(text, found, again), again)


def _either(found: Sequence[Reading]) -> Reading:
    """Give what a text means that can be meant in several ways: of two of them it asks."""
    heard = found[0].heard if len(found) == 1 else one_of([one.heard for one in found])
    return replace(found[0], heard=heard)


def _in_both_ways(text: str, again: Callable[[str], Reading]) -> Reading | None:
    """Read hours that may be of a day of the month in each way that the calendar allows."""
    counted = [again(one) for one in in_both_ways(text)]
    fitting = [one for one in counted if not _does_not_fit(one)]
    return _either(fitting or counted[:1]) if counted else None


def _does_not_fit(found: Reading) -> bool:
    """Tell whether a weekday and a date are not of the same day."""
    return isinstance(found.heard, AskBack) and found.heard.question is Question.MISMATCH


def _set_right(text: str, plain_text: Text, calendar: Calendar, is_name: IsName | None) -> Reading:
    """Read a text without what it takes back itself; in each way in which it may do so."""
    kept, left_open = without_left_open(plain_text)
    found = [_of_all_of_it(text, way, calendar, is_name) for way in set_right(kept)]
    meant = _either(found)
    return replace(meant, unread=(*meant.unread, left_open)) if left_open else meant


def _of_all_of_it(
    text: str, plain_text: Text, calendar: Calendar, is_name: IsName | None
) -> Reading:
    named = _with_names(plain_text, is_name)
    found = (
        by_itself(named, calendar.today)
        or of_a_bridge(named, calendar)
        or _verdicts(plain_text, calendar, is_name)
        or _short_answer(plain_text, calendar, is_name)
        or _compared(text, named, calendar, is_name)
    )
    return for_whole_days(found, plain_text)


def _compared(text: str, named: Text, calendar: Calendar, is_name: IsName | None) -> Reading:
    found = compared(text, _read(named, calendar, is_name))
    return or_of_a_colleague(found, sentence_of(named), calendar.today, is_name)


def _too_long(text: str) -> AskBack:
    """Tell the limit that was passed."""
    if len(text) > MOST_CHARACTERS:
        return AskBack(question=Question.TOO_LONG, about=str(MOST_CHARACTERS))
    return AskBack(question=Question.TOO_MANY_WORDS, about=str(MOST_WORDS))


def _with_names(text: Text, is_name: IsName | None) -> Text:
    return replace(text, pieces=without_titles(with_names(text.pieces, is_name)))


@lru_cache(maxsize=256)
def prepare(text: str) -> Text | None:
    """
    Read a text as far as no day and no name is needed; None if it is too long to be read.

    Done before a transaction begins, it leaves little to do inside.
    """
    if len(text) > MOST_CHARACTERS:
        return None
    found = read_words(text.strip().removeprefix("/"))
    if len(found.words) > MOST_WORDS:
        return None
    if found.words:
        _parsed(found.words)
        sentence_of(found)
    return found


def _short_answer(text: Text, calendar: Calendar, is_name: IsName | None) -> Reading | None:
    """Read `Anna domani ok` as `approva Anna domani`, if nothing of it is left over."""
    full = in_full(text, is_name)
    found = _by_islands(full, calendar, is_name) if full is not None else None
    decides = found is not None and not found.unread and isinstance(found.heard, meanings.Decide)
    return found if decides else None


def _verdicts(text: Text, calendar: Calendar, is_name: IsName | None) -> Reading | None:
    """Read `Anna va bene giovedì ma venerdì no` as two decisions, if nothing is left over."""
    again = [_with_names(read_words(one), is_name) for one in said_again(text, is_name)]
    found = [_by_islands(one, calendar, is_name) for one in again]
    parts: list[Meaning] = []
    for one in found:
        if one is None or one.unread or not isinstance(one.heard, (Decide, Recall, AskBack)):
            return None
        if isinstance(one.heard, AskBack):
            # Of two answers one asks back: the list shows what waits, and decides nothing.
            return one if len(found) == 1 else Reading(heard=meanings.Approvals())
        parts.append(one.heard)
    if not parts:
        return None
    return Reading(heard=parts[0] if len(parts) == 1 else meanings.Several(tuple(parts)))


def _read(text: Text, calendar: Calendar, is_name: IsName | None) -> Reading:
    whole = _whole(text, calendar)
    if not _is_open(whole):
        return (
            _asked_of_what_stands(text, whole, calendar, is_name)
            or _asked_in_general(text, whole, calendar, is_name)
            or Reading(heard=whole)
        )
    found = _by_islands(text, calendar, is_name)
    mended = corrected(text, is_name)
    if mended is not None:
        pieces, changes = mended
        better = _without_correcting(replace(text, pieces=pieces), calendar, is_name)
        if not _stuck(better.heard) and _is_better(better, found):
            return replace(better, corrected=changes)
    return found or Reading(heard=whole)


def _asked_of_what_stands(
    text: Text, whole: Heard, calendar: Calendar, is_name: IsName | None
) -> Reading | None:
    """Hear `sono in smart oggi?` as a question; without its mark the same words are a wish."""
    asks = "?" in text.text and WISHES.search(text.text) is None
    if (
        not asks
        or IS_SO.isdisjoint(text.words)
        or not isinstance(whole, (meanings.Book, meanings.Permit))
    ):
        return None
    found = _by_islands(text, calendar, is_name)
    stands = (meanings.Bands, meanings.Status, meanings.OwnPermits)
    return found if found is not None and isinstance(found.heard, stands) else None


def _asked_in_general(
    text: Text, whole: Heard, calendar: Calendar, is_name: IsName | None
) -> Reading | None:
    """Hear `posso fare mezza giornata in agile?` as a question of the act: it names no day."""
    names_no_day = isinstance(whole, AskBack) and whole.question is Question.WHICH_DAY
    if "?" not in text.text or not names_no_day:
        return None
    found = _by_islands(text, calendar, is_name)
    return found if found is not None and isinstance(found.heard, meanings.InTheAct) else None


IS_SO = frozenset(
    {"ho", "avevo", "sono", "saro", "hai", "avete", "avevi", "am", "will", "did", "have"}
)
"""With which somebody asks how it stands; `lavoro da casa domani?` may as well ask for it."""
WISHES = re.compile(r"\b(?:va bene|ok|okay|alright|all right)\b", re.IGNORECASE)
"""`Domani sono in smart, va bene?` waits for a yes."""


def _without_correcting(text: Text, calendar: Calendar, is_name: IsName | None) -> Reading:
    whole = _whole(text, calendar)
    if not _is_open(whole):
        return Reading(heard=whole)
    return _by_islands(text, calendar, is_name) or Reading(heard=whole)


def _by_islands(text: Text, calendar: Calendar, is_name: IsName | None) -> Reading | None:
    return read_sentence(sentence_of(text), calendar, is_name)


def _is_better(one: Reading, other: Reading | None) -> bool:
    """Tell whether a corrected sentence says more: fewer words unread, or none to ask back."""
    if other is None or isinstance(other.heard, AskBack):
        about_somebody = other is not None and _asks_whose_day(other.heard)
        return not (about_somebody and isinstance(one.heard, AskBack))
    return _words_in(one.unread) < _words_in(other.unread)


def _words_in(passages: Iterable[str]) -> int:
    return sum(len(passage.split()) for passage in passages)


def _asks_whose_day(heard: Heard) -> bool:
    return isinstance(heard, AskBack) and heard.question is Question.WHOSE_DAY


def _is_open(heard: Heard) -> bool:
    """Tell whether words did not fit together, or a question leads nowhere."""
    if isinstance(heard, AskBack) and heard.question is Question.NOT_CLEAR:
        return not heard.options
    return _stuck(heard)


def _stuck(heard: Heard) -> bool:
    """Tell whether a question leads nowhere."""
    return isinstance(heard, AskBack) and not heard.options and heard.so_far is None


# ------------------------------------------------------------ every word together


def _whole(text: Text, calendar: Calendar) -> Heard:
    words = text.words
    grammar = grammar_for(words)
    requests, stumbled_at = _parsed(words)
    readings = dict.fromkeys(understand(request, calendar) for request in requests)
    if not readings:
        return _not_understood(grammar, words, stumbled_at)
    return _named(one_of(list(readings), " ".join(words)))


@lru_cache(maxsize=256)
def _parsed(words: tuple[str, ...]) -> tuple[tuple[Request, ...], int]:
    if len(words) > MOST_TOGETHER:
        return (), -1
    parsed = grammar_for(words).trees(words)
    requests = tuple(map(request_of, parsed.trees))
    return tuple(one for one in requests if not _of_a_day(words, one)), parsed.stumbled_at


def _of_a_day(words: tuple[str, ...], request: Request) -> bool:
    """Tell whether `prima`, taken by itself, is of the day behind it: `prima di Natale`."""
    before_a_day = any(
        one in ("prima", "dopo") and other in OF_A_DAY for one, other in pairwise(words)
    )
    if _is_by_a_day(words) and any(isinstance(one, Coming) for one in request.pieces):
        return not any(isinstance(one, (From, At, Until)) for one in request.pieces)
    return before_a_day and any(isinstance(one, (Later, Earlier)) for one in request.pieces)


def _is_by_a_day(words: tuple[str, ...]) -> bool:
    """Tell `entro venerdì due ore` from `entro venerdì alle 10`, which says who comes in."""
    return any(one == "entro" and _names_a_day(other) for one, other in pairwise(words))


def _names_a_day(word: str) -> bool:
    return word in {"il", "l", *NEAR} or (word[:3] in WEEKDAYS and word.endswith("i"))


OF_A_DAY = frozenset({"di", "del", "dell", "il", "l", *FEASTS})


def _named(heard: Heard) -> Heard:
    """Write names that were held together as words again."""
    match heard:
        case meanings.Contact():
            return replace(heard, whom=plain(heard.whom))
        case meanings.Recall():
            return replace(heard, whom=tuple(map(plain, heard.whom)))
        case meanings.Delegate():
            return replace(heard, whom=plain(heard.whom))
        case AskBack():
            options = tuple(_named_meaning(option) for option in heard.options)
            return replace(heard, options=options)
    return heard


def _named_meaning(meaning: Meaning) -> Meaning:
    named = _named(meaning)
    return meaning if isinstance(named, AskBack) else named


def _courtesy(plain_text: Text) -> Heard:
    if plain_text.thanks:
        return Thanks()
    return Greeting() if plain_text.greets else AskBack(question=Question.NOTHING_SAID)


def _not_understood(grammar: Grammar, words: Words, at: int) -> AskBack:
    """Name the words that are not known; those before the stop were taken as names."""
    unknown = grammar.of_terminal(words[max(at, 0) :], NAME)
    if unknown:
        shown = (plain(word)[:LONGEST_WORD] for word in unknown[:NAMED_WORDS])
        named = ", ".join(dict.fromkeys(shown))
        return AskBack(question=Question.UNKNOWN_WORD, about=named)
    denials = grammar.of_terminal(words, "NON")
    if denials:
        return AskBack(question=Question.NEGATION, about=denials[0])
    return AskBack(question=Question.NOT_CLEAR, about=words[at] if 0 <= at < len(words) else "")
