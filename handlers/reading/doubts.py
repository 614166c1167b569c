"""Words that may not be passed over: they deny, turn or limit what is said, or whom it is of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from handlers.reading import meanings
from handlers.reading.cues import (
    BEGINNINGS,
    BESIDE_NAMES,
    DENIALS,
    EXCEPTING,
    LIMITS,
    THIRD_PERSON,
    Tag,
)
from handlers.reading.island import Island
from handlers.reading.meanings import AskBack, Heard, Meaning, Question
from handlers.reading.names import IsName
from handlers.reading.people_said import Sentence
from handlers.reading.possible import MOST_CHOICES
from handlers.reading.several import options_of


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Why what was found may not be what is meant."""

    question: Question
    about: str


def doubt_of(sentence: Sentence, is_name: IsName | None) -> Doubtful | None:
    """Find words that deny or turn what was said, or make it somebody else's matter."""
    for place, island in enumerate(sentence.islands):
        words = sentence.words(island)
        written = sentence.text.written(_beginning(sentence, island), island.end)
        if island.tag is Tag.GUARD:
            denied = words[0] in DENIALS
            return Doubtful(Question.NEGATION if denied else Question.NOT_CLEAR, written)
        if island.tag in (Tag.INSTEAD, Tag.OTHER_PERSON) or _limits(sentence, place):
            return Doubtful(Question.NOT_CLEAR, written)
        if island.tag is Tag.UNREAD and _changes_the_actor(sentence, place, is_name):
            return Doubtful(Question.NOT_CLEAR, written)
    return None


def _beginning(sentence: Sentence, island: Island) -> int:
    """Give where a word begins that an apostrophe divides: `won't`, not `t`."""
    contracted = sentence.words(island) == ("t",) and island.start > 0
    return island.start - 1 if contracted else island.start


def _limits(sentence: Sentence, place: int) -> bool:
    """Tell whether a word that says when, or how many, was left over: it may change the days."""
    island = sentence.islands[place]
    if island.tag not in (Tag.UNREAD, Tag.FILLER):
        return False
    words = sentence.words(island)
    if island.tag is Tag.UNREAD and any(w in LIMITS or any(map(str.isdigit, w)) for w in words):
        return True
    after = sentence.islands[place + 1].tag if place + 1 < len(sentence.islands) else None
    if words[-1] in FROM_NOW and after is Tag.HOURS:
        return True
    return words[-1] in BEGINNINGS and after is Tag.WHEN


FROM_NOW = frozenset({"fra", "tra"})
"""Before a length these tell when, and not how long: `fra un'ora esco`."""


def _changes_the_actor(sentence: Sentence, place: int, is_name: IsName | None) -> bool:
    island = sentence.islands[place]
    words = sentence.text.words
    before = words[island.start - 1] if island.start else ""
    after = words[island.end] if island.end < len(words) else ""
    if before in BESIDE_NAMES and is_person(sentence, island, is_name):
        return True
    named = is_name is not None and is_name(sentence.words(island))
    return named or (after in THIRD_PERSON and words[island.start].isalpha())


def doubted(heard: Heard, doubt: Doubtful, *, no_permit: bool = False) -> AskBack:
    """
    Ask back, with what was understood and its contrary to choose from.

    `no_permit` where it is a permit that is denied: `non ho una visita giovedì`.
    """
    options: dict[Meaning, None] = {}
    understood = options_of(heard)
    if doubt.question is Question.NEGATION:
        if not isinstance(heard, AskBack):
            options.update(dict.fromkeys(_contrary(heard)))
        options.update(dict.fromkeys(order for one in understood for order in _undone(one)))
        options.update(dict.fromkeys(own for one in understood for own in _own_permit(one)))
        understood = tuple(one for one in understood if not _forbidden(one, doubt.about))
    if no_permit:
        understood = tuple(one for one in understood if not isinstance(one, meanings.Permit))
    options.update(dict.fromkeys(understood))
    if _leaves_out(doubt):
        options = dict.fromkeys(map(_shown_instead, options))
    offered = tuple(options)[:MOST_CHOICES]
    so_far = heard.so_far if isinstance(heard, AskBack) else None
    return AskBack(question=doubt.question, about=doubt.about, options=offered, so_far=so_far)


def _leaves_out(doubt: Doubtful) -> bool:
    return doubt.about.casefold() in EXCEPTING | {"ma", "però", "pero", "but"}


def _shown_instead(meaning: Meaning) -> Meaning:
    """Show what waits where days or people are left out: a decision would be the contrary."""
    return meanings.Approvals() if isinstance(meaning, meanings.Decide) else meaning


def _contrary(meaning: Meaning) -> tuple[Meaning, ...]:
    match meaning:
        case meanings.Book(wishes=wishes) if wishes:
            return (meanings.AtOffice(wishes), meanings.Cancel(wishes=wishes))
        case meanings.AtOffice(wishes=wishes) if wishes:
            day = wishes[0].day
            return (meanings.Book(wishes=wishes), meanings.Permit(day=day, half=wishes[0].half))
    return ()


def _undone(order: Meaning) -> tuple[Meaning, ...]:
    """Give the contrary of an order that is denied: `non delegare Vito` ends the delegation."""
    match order:
        case meanings.Decide(whom="") | meanings.Several():
            return (meanings.Approvals(),)
        case meanings.Decide():
            return (replace(order, approve=not order.approve, why="", left_open=()),)
        case meanings.Delegate():
            return (meanings.EndDelegation(order.whom, order.role),)
        case meanings.Recall():
            return (meanings.TakeRecallBack(order.whom),)
    return ()


def _own_permit(meaning: Meaning) -> tuple[Meaning, ...]:
    """Give the permit of that kind and day that may be held, to be taken back."""
    match meaning:
        case meanings.Permit(kind=str(kind), day=date() as day):
            return (meanings.OwnPermits((day,), kind),)
    return ()


def denies_a_permit(sentence: Sentence) -> bool:
    """Tell whether what is denied is a permit: `mica ho una visita`, `non dono il sangue`."""
    before: Island | None = None
    for island in sentence.islands:
        if island.tag in (Tag.KIND, Tag.PERMIT) and before is not None:
            return sentence.words(before)[0] in DENIALS
        if island.tag is not Tag.FILLER:
            before = island if island.tag is Tag.GUARD else None
    return False


def _forbidden(meaning: Meaning, denial: str) -> bool:
    """Tell whether the denial forbids what was understood, whatever else may be meant."""
    if isinstance(meaning, (meanings.Decide, meanings.Delegate, meanings.Recall)):
        return True
    if isinstance(meaning, meanings.Several):
        return any(isinstance(part, meanings.Decide) for part in meaning.parts)
    unwanted = isinstance(meaning, (meanings.Book, meanings.Permit))
    return unwanted and denial.casefold() in DOING_WITHOUT


DOING_WITHOUT = frozenset(
    {
        *("mica", "forget", "senza", "without", "scordati", "dimenticati", "guai", "niente"),
        *("macche", "macché"),
    }
)
"""With these a day is not wanted for certain: `senza smart domani`, `mica domani`."""


def is_person(sentence: Sentence, island: Island, is_name: IsName | None) -> bool:
    """Tell whether a word that was not read is somebody's name."""
    words = sentence.words(island)
    if is_name is not None and is_name(words):
        return True
    written = sentence.text.written(island.start, island.end)
    capital = written[:1].isupper() and not written.isupper()
    return island.start > 0 and capital and words[0].isalpha()
