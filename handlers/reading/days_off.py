"""`Friday afternoon off`: a permit or leave, and never a day of work from home."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from handlers.reading import meanings
from handlers.reading.cues import Tag
from handlers.reading.groups import groups_in
from handlers.reading.meanings import AskBack, Heard, Meaning, Question, Reading
from handlers.reading.people_said import Sentence
from handlers.reading.possible import MOST_CHOICES
from handlers.reading.several import MOST_REQUESTS, options_of
from handlers.reading.words import Text

OFF = "off"
PLACED = frozenset({Tag.MODE, Tag.AT_HOME, Tag.AT_OFFICE})
"""Where somebody works on days that are not off."""
PLACES = frozenset({"home", "casa"})
"""The same in a word that is passed over elsewhere: `home on Wednesday`."""
OTHER_MATTERS = frozenset({Tag.CANCEL, Tag.SWAP})
JOINING = frozenset({"e", "and", "ma", "but", ",", ".", ";", "poi", "then"})


def with_days_off(
    sentence: Sentence,
    divide: Callable[[Text], Sentence],
    again: Callable[[Sentence], Reading | None],
) -> Reading | None:
    """
    Read days at work beside those that are off: `smart giovedì e venerdì off`.

    Which days the word is of, the words between two separators tell; where it may be more of
    them, each way is a choice. None where no days off stand beside others.
    """
    if not _is_off(sentence) or not _is_placed(sentence):
        return None
    ways: list[tuple[Reading, Reading]] = []
    for start, end in _places(sentence):
        away = divide(_between(sentence.text, start, end))
        rest = divide(_without(sentence.text, start, end))
        if not _are_two_matters(away, rest):
            continue
        off, at_work = again(away), again(rest)
        if off is not None and at_work is not None:
            ways.append((at_work, off))
    options = tuple(dict.fromkeys(one for way in ways for one in _together(*way)))
    if not options:
        return None
    unread = dict.fromkeys(one for way in ways for part in way for one in part.unread)
    asked = AskBack(question=Question.WHAT_TO_DO, options=options[:MOST_CHOICES])
    return Reading(heard=options[0] if len(options) == 1 else asked, unread=tuple(unread))


def is_for_a_reason(sentence: Sentence) -> bool:
    """Tell whether a permit is meant by its reason: `thursday off, personal reasons`."""
    return _is_off(sentence) and {Tag.KIND, Tag.WHEN} <= sentence.tags


def _is_off(sentence: Sentence) -> bool:
    unread = (one for one in sentence.islands if one.tag is Tag.UNREAD)
    return any(OFF in sentence.words(one) for one in unread)


def _is_placed(sentence: Sentence) -> bool:
    return bool(sentence.tags & PLACED) or not PLACES.isdisjoint(sentence.text.words)


def _is_of_a_half(sentence: Sentence) -> bool:
    """Tell whether it is of half a day beside another: `morning from home, afternoon off`."""
    groups = list(groups_in(sentence))
    off = [group for group in groups if any(OFF in sentence.words(one) for one in group)]
    dated = any(one.tag is Tag.WHEN for group in off for one in group)
    return len(groups) > 1 and _is_placed(sentence) and not dated


def _places(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Give the stretches that `off` may be of: from a separator to another, the nearest first."""
    words = sentence.text.words
    at = words.index(OFF)
    begins = [n + 1 for n in range(at) if words[n] in JOINING]
    ends = [n for n in range(at + 1, len(words)) if words[n] in JOINING]
    for start in (at, *reversed(begins), 0):
        for end in (at + 1, *ends, len(words)):
            if (start, end) != (0, len(words)):
                yield start, end


def _between(text: Text, start: int, end: int) -> Text:
    return replace(text, pieces=text.pieces[start:end])


def _without(text: Text, start: int, end: int) -> Text:
    """Leave a stretch out, with the separator that parts it from what stands beside it."""
    before, behind = text.pieces[:start], text.pieces[end:]
    while before and not behind and before[-1].word in JOINING:
        before = before[:-1]
    while behind and not before and behind[0].word in JOINING:
        behind = behind[1:]
    return replace(text, pieces=(*before, *behind))


def _are_two_matters(away: Sentence, rest: Sentence) -> bool:
    """Tell whether each side has its days, and only one of them a place to work at."""
    days = Tag.WHEN in away.tags and Tag.WHEN in rest.tags
    return days and not _is_placed(away) and _is_placed(rest)


def _together(at_work: Reading, off: Reading) -> Iterator[Meaning]:
    for parts in product(options_of(at_work.heard), options_of(off.heard)):
        said = tuple(one for part in parts for one in meanings.parts_of(part))
        unsaid = any(isinstance(one, (AskBack, meanings.Cancel)) for one in said)
        if len(said) <= MOST_REQUESTS and not unsaid:
            yield meanings.Several(said)


def of_a_day_off(sentence: Sentence, heard: Heard) -> AskBack | None:
    """Ask which of the two is meant of the days that were heard; None where nobody is off."""
    if not _is_off(sentence) or sentence.tags & OTHER_MATTERS or _is_of_a_half(sentence):
        return None
    booked = [one for one in options_of(heard) if isinstance(one, meanings.Book) and one.wishes]
    if not booked:
        return None
    permits = [one for book in booked for one in _permits(book.wishes)]
    leave = meanings.Elsewhere(meanings.Matter.LEAVE, booked[0].wishes[0].day)
    # Somebody who names a place beside the word may mean either.
    placed = booked if _is_placed(sentence) else []
    offered = dict.fromkeys((*permits, leave, *placed))
    return AskBack(question=Question.WHAT_TO_DO, options=tuple(offered)[:MOST_CHOICES])


def _permits(wishes: Sequence[meanings.Wish]) -> Iterator[Meaning]:
    """Give a permit of each day; of more days than can be looked over there is leave alone."""
    permits = tuple(meanings.Permit(day=wish.day, half=wish.half) for wish in wishes)
    if len(permits) <= MOST_REQUESTS:
        yield permits[0] if len(permits) == 1 else meanings.Several(permits)
