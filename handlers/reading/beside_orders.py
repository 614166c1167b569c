"""
An order with something of one's own beside it: `domani lavoro da casa e decide Carla`.

Both are read by themselves. Where the order says no day, it is of the day that was said beside
it; a side that is not clear is told as not read, and none is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.reading import meanings
from handlers.reading.asking import matter_in
from handlers.reading.cues import ASKING, LISTING, Tag
from handlers.reading.delegations_said import UNTIL
from handlers.reading.meanings import AskBack, Matter, Meaning, Question, Reading, Wish
from handlers.reading.names import plain
from handlers.reading.parsing import NAME, Words, grammar_for
from handlers.reading.people_said import Sentence, names_somebody, reason_from
from handlers.reading.words import Piece, Text

Read = Callable[[Text], Reading | None]
DELEGATING = frozenset({Tag.DELEGATE, Tag.DECIDES})
ORDERS = DELEGATING | {Tag.APPROVE, Tag.REFUSE, Tag.RECALL}
ASKED = frozenset({Tag.MODE, Tag.PERMIT, Tag.KIND, Tag.HOURS, Tag.BOOK, Tag.CANCEL, Tag.SWAP})
"""With one of these a side asks for something by itself."""
VERBS = frozenset({Tag.BOOK, Tag.WORK, Tag.COME, Tag.CANCEL, Tag.SWAP})
"""Behind an order only what has a verb of its own: `approva Anna giovedì e venerdì in smart`."""
ILL = frozenset({Matter.SICKNESS, Matter.CHILD_SICK, Matter.ACCIDENT})
"""Who is ill and says no day is so today."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The pieces of the order, of what is one's own, and whether the order stands behind it."""

    order: Sequence[Piece]
    own: Sequence[Piece]
    order_last: bool


@dataclass(frozen=True, slots=True)
class Readers:
    """How a side is read that is one's own, and one that is an order."""

    own: Read
    order: Read
    divide: Callable[[Text], Sentence]


def with_own_beside(sentence: Sentence, today: date, readers: Readers) -> Reading | None:
    """Read an order and what is asked for beside it; None where there is only the one."""
    if not sentence.tags & ORDERS or not ASKING.isdisjoint(sentence.text.words):
        return None
    reason = reason_from(sentence)
    words = sentence.text.words
    for at in range(1, min(len(words) - 1, reason - 1)):
        # Days on both sides are one island: `approva Anna giovedì e domani lavoro da casa`.
        sides = _sides(sentence, at, readers) if words[at] in BETWEEN else None
        if sides is None or _goes_on(sentence, at, sides, readers):
            continue
        found = _both(sentence, sides, today, readers)
        if found is not None:
            return found
    return None


def _goes_on(sentence: Sentence, at: int, sides: Sides, readers: Readers) -> bool:
    """Tell whether a row of days ends further on: `lavoro da casa il 14 e il 18 e decide Vito`."""
    if not sides.order_last:
        return False
    words = sentence.text.words
    for later in range(at + 2, len(words) - 1):
        if words[later] not in BETWEEN:
            continue
        between = readers.divide(
            replace(sentence.text, pieces=sentence.text.pieces[at + 1 : later])
        )
        only_days = {Tag.WHEN} <= between.tags <= {Tag.WHEN, Tag.FILLER, Tag.SEPARATOR}
        return only_days and _sides(sentence, later, readers) is not None
    return False


BETWEEN = LISTING | {"poi", "then", "mentre", "ma", "but"}


def _sides(sentence: Sentence, at: int, readers: Readers) -> Sides | None:
    """Tell which side of a word is the order; None if both are, or neither is."""
    pieces = sentence.text.pieces
    before, behind = pieces[:at], pieces[at + 1 :]
    first, second = (
        readers.divide(replace(sentence.text, pieces=side)) for side in (before, behind)
    )
    if second.tags & ORDERS and _is_own(first):
        return Sides(behind, before, order_last=True)
    if first.tags & ORDERS and second.tags & VERBS and _is_own(second):
        return Sides(before, behind, order_last=False)
    return None


def _is_own(side: Sentence) -> bool:
    """Tell whether a side asks for something, or tells that somebody is ill; of nobody else."""
    if side.tags & (ORDERS | {Tag.ROLE, Tag.OTHER_PERSON, Tag.EVERYTHING, Tag.GUARD}):
        return False
    if _illness_in(side) is not None:
        return True
    told = side.tags >= {Tag.WORK, Tag.AT_HOME} or side.tags >= {Tag.COME, Tag.AT_HOME}
    if not (told or side.tags & ASKED):
        return False
    return not any(_is_named(side, at) for at in range(len(side.islands)))


def _is_named(side: Sentence, at: int) -> bool:
    island = side.islands[at]
    written = side.text.written(island.start, island.end)
    return names_somebody(side, island) and (island.start > 0 and written.istitle())


def _illness_in(side: Sentence) -> Matter | None:
    found = matter_in(" ".join(side.text.words))
    return found if found in ILL else None


def _both(sentence: Sentence, sides: Sides, today: date, readers: Readers) -> Reading | None:
    order = _order_of(sentence, sides, today, readers)
    if order is None or not is_an_order(order.heard):
        return None
    text = replace(sentence.text, pieces=tuple(sides.own))
    halved = Tag.HALF in readers.divide(text).tags
    days = days_of(readers.divide(replace(text, pieces=tuple(sides.order)))) if halved else ()
    own = (readers.own(replace(text, pieces=(*days, *sides.own))) if days else None) or (
        readers.own(text)
    )
    said = None if own is None else _of_the_day(own.heard, order.heard)
    if own is None or said is None or isinstance(said, AskBack):
        return replace(order, unread=(*order.unread, text.written(0, len(text.pieces))))
    if isinstance(order.heard, AskBack) and _begins_only(own.heard, order.heard):
        return _asked_with(said, order)
    if isinstance(order.heard, AskBack):
        # What is clear is shown; the order is said again by itself.
        ordered = replace(sentence.text, pieces=tuple(sides.order))
        left = ordered.written(0, len(ordered.pieces))
        return Reading(heard=said, unread=(*own.unread, left))
    both = (meanings.parts_of(said), meanings.parts_of(order.heard))
    first, second = both if sides.order_last else (both[1], both[0])
    heard = meanings.Several((*first, *second))
    passed_over = own.unread or _beside_illness(text.words)
    return Reading(heard=heard, unread=(*passed_over, *order.unread))


def _begins_only(own: Meaning | AskBack, order: AskBack) -> bool:
    """Tell whether only the end of a delegation is open, and nothing is asked for beside it."""
    only_delegations = all(isinstance(one, meanings.Delegate) for one in order.options)
    asked = order.question in (Question.UNTIL_WHEN, Question.WHICH_DAY)
    return isinstance(own, meanings.Elsewhere) and asked and only_delegations


def _asked_with(own: Meaning, order: Reading) -> Reading:
    """Ask what is open of a delegation; each choice tells too where one's illness is told."""
    asked = order.heard
    if not isinstance(asked, AskBack):
        return order
    options = tuple(meanings.Several((own, one)) for one in asked.options)
    return replace(order, heard=replace(asked, options=options))


def _beside_illness(words: Words) -> tuple[str, ...]:
    """Name the unknown words without which somebody is just as ill: a question names none."""
    ill = matter_in(" ".join(words))
    unknown = grammar_for(words).of_terminal(words, NAME)
    return tuple(
        plain(one)
        for one in unknown
        if ill in ILL and matter_in(" ".join(word for word in words if word != one)) is ill
    )


def is_an_order(heard: Meaning | AskBack) -> bool:
    """Tell whether an order is clear, or can be chosen: `ho un richiamo` is none."""
    options = heard.options if isinstance(heard, AskBack) else (heard,)
    return bool(options) and isinstance(options[0], GIVEN)


GIVEN = (meanings.Decide, meanings.Recall, meanings.Delegate, meanings.Several)


def _order_of(sentence: Sentence, sides: Sides, today: date, readers: Readers) -> Reading | None:
    """Read an order; who decides does so on the days said beside it, if no others were said."""
    alone = replace(sentence.text, pieces=tuple(sides.order))
    divided = readers.divide(alone)
    if Tag.WHEN in divided.tags or not divided.tags & DELEGATING:
        return readers.order(alone)
    own = readers.divide(replace(sentence.text, pieces=tuple(sides.own)))
    days = days_of(own)
    if days:
        return readers.order(replace(alone, pieces=(*days, *sides.order)))
    found = readers.order(alone)
    return _of_today(found, today) if found and _illness_in(own) is not None else found


def days_of(side: Sentence) -> tuple[Piece, ...]:
    """Give the words of the days of a side, with `fino` before them."""
    found: list[Piece] = []
    for island in side.islands:
        if island.tag is Tag.WHEN:
            first = island.start
            while first and side.text.words[first - 1] in (*UNTIL, "a", "al"):
                first -= 1
            found += side.text.pieces[first : island.end]
    return tuple(found)


def _of_today(found: Reading, today: date) -> Reading:
    """Let who is named decide today, where somebody is ill and said no day."""
    heard = found.heard
    if not isinstance(heard, AskBack) or heard.question is not Question.WHICH_DAY:
        return found
    named = [one for one in heard.options if isinstance(one, meanings.Delegate)]
    if not named:
        return found
    return replace(found, heard=replace(named[0], first=today, last=today))


def _of_the_day(own: Meaning | AskBack, order: Meaning | AskBack) -> Meaning | AskBack:
    """Book the one day on which another decides: `decide Carla giovedì e io lavoro da casa`."""
    if not isinstance(own, AskBack) or own.question is not Question.WHICH_DAY or own.options:
        return own
    if not isinstance(order, meanings.Delegate) or order.first != order.last:
        return own
    if not isinstance(own.so_far, meanings.Book):
        return own
    return replace(own.so_far, wishes=(Wish(order.first),))
