"""Orders of a manager: several, one with days left open, or one."""

from __future__ import annotations

from dataclasses import replace

from handlers.reading import meanings
from handlers.reading.checked import checked
from handlers.reading.cues import BEGINNINGS, Tag
from handlers.reading.days import Calendar
from handlers.reading.delegation_beside import with_delegation_beside
from handlers.reading.island import Island
from handlers.reading.islands import islands_of
from handlers.reading.lengths_of_delegations import (
    DELEGATING,
    lasting,
    with_bare_beginning,
    with_ends_together,
    without_length,
)
from handlers.reading.meanings import Reading
from handlers.reading.names import EVERYBODY
from handlers.reading.orders import (
    LATER,
    LOOKING,
    THEM,
    days_left_open,
    days_put_off,
    orders_in,
    together,
)
from handlers.reading.parsing import grammar_for
from handlers.reading.people import managed
from handlers.reading.people_said import (
    Sentence,
    days_said,
    without_whenever,
)
from handlers.reading.words import MOST_WORDS, Text


def sentence_of(text: Text) -> Sentence:
    """
    Divide a text into its islands, in the language that knows more of its words.

    `Everybody` is all of them beside an order, as `tutti` is, and nobody's name. In a text that is
    too long to be read there is none.
    """
    if len(text.pieces) > LONGEST_DIVIDED:
        return Sentence(text, ())
    islands = islands_of(text.words, grammar_for(text.words).file)
    if {one.tag for one in islands}.isdisjoint(OF_PEOPLE):
        return Sentence(text, islands)
    all_of_them = (
        replace(one, tag=Tag.EVERYTHING) if text.words[one.start] in EVERYBODY else one
        for one in islands
    )
    return Sentence(text, tuple(all_of_them))


LONGEST_DIVIDED = 2 * MOST_WORDS
"""Words; marks are pieces too."""
OF_PEOPLE = frozenset({Tag.APPROVE, Tag.REFUSE, Tag.RECALL})


def ordered(sentence: Sentence, calendar: Calendar) -> Reading | None:
    """Read the orders of a manager: several, one with days left open, or one."""
    beside = with_delegation_beside(
        sentence, lambda text: ordered(sentence_of(text), calendar), sentence_of
    )
    if beside is not None:
        return beside
    orders = orders_in(sentence)
    if orders:
        read = [ordered(sentence_of(order.text), calendar) for order in orders]
        return together(sentence, orders, read) or _one_order(sentence, calendar)
    return _with_days_left_open(sentence, calendar) or _one_order(sentence, calendar)


def _one_order(sentence: Sentence, calendar: Calendar) -> Reading | None:
    sentence = without_whenever(sentence)
    lasts = _with_length(sentence, calendar)
    if lasts is not None:
        return lasts
    if sentence.tags & DELEGATING:
        text = with_bare_beginning(with_ends_together(sentence))
        sentence = without_whenever(sentence_of(text)) if text != sentence.text else sentence
    found = managed(sentence, calendar)
    return None if found is None else checked(sentence, found)


def _with_length(sentence: Sentence, calendar: Calendar) -> Reading | None:
    """Read `da domani per due settimane decide Vito`; None where no length is said."""
    shorter = without_length(sentence)
    if shorter is None:
        return None
    text, length = shorter
    rest = without_whenever(sentence_of(with_bare_beginning(text)))
    found = lasting(managed(rest, calendar), length)
    # `Da` is said of the beginning, which the delegation has.
    kept = tuple(one for one in rest.islands if rest.words(one)[-1] not in BEGINNINGS)
    return None if found is None else checked(replace(rest, islands=kept), found)


def _with_days_left_open(sentence: Sentence, calendar: Calendar) -> Reading | None:
    """Read `approva Anna giovedì ma non venerdì`: one day is meant, another is left as it is."""
    at, put_off = days_left_open(sentence), days_put_off(sentence)
    if at is None and put_off is None:
        return None
    pieces = sentence.text.pieces
    ends, begins = (at, at + 2) if at is not None else (put_off or 0, (put_off or 0) + 1)
    behind = sentence_of(replace(sentence.text, pieces=pieces[begins:]))
    found = _one_order(sentence_of(replace(sentence.text, pieces=pieces[:ends])), calendar)
    if found is not None and at is None and _looks_at_somebody(behind):
        left_alone = behind.text.written(0, len(behind.text.pieces))
        return replace(found, unread=(*found.unread, left_alone))
    only_days = at is None or behind.tags <= {Tag.WHEN, Tag.FILLER}
    left = days_said(behind, calendar) if only_days else ()
    if found is None or not left or not isinstance(found.heard, meanings.Decide):
        return None
    said = found.heard.days
    if not said or not set(said).isdisjoint(left):
        return None
    unread = [] if at is not None else [_said(behind, one) for one in _not_put_off(behind)]
    heard = replace(found.heard, left_open=left)
    return replace(found, heard=heard, unread=(*found.unread, *unread))


def _not_put_off(behind: Sentence) -> list[Island]:
    """Give the words behind `venerdì` that are none of `li guardo dopo`."""
    known = LOOKING | LATER | THEM
    return [
        one
        for one in behind.islands
        if one.tag is not Tag.WHEN and not known.issuperset(behind.words(one))
        if one.tag is not Tag.FILLER
    ]


def _said(sentence: Sentence, island: Island) -> str:
    return sentence.text.written(island.start, island.end)


def _looks_at_somebody(behind: Sentence) -> bool:
    """Tell `bruno lo guardo domani` from `venerdì li guardo dopo`: the first is of no day."""
    first = next((one for one in behind.islands if one.tag is not Tag.FILLER), None)
    return first is not None and first.tag is Tag.UNREAD and first.start == 0
