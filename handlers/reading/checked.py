"""What a manager wrote, held against what was understood: nothing that turns it is passed over."""

from __future__ import annotations

from dataclasses import replace

from handlers.reading import meanings
from handlers.reading.cues import (
    BEGINNINGS,
    NOT_NAMES,
    Tag,
)
from handlers.reading.decisions_said import guards_of_names_left_out
from handlers.reading.delegations_said import UNTIL
from handlers.reading.doubts import doubt_of, doubted
from handlers.reading.island import Island
from handlers.reading.limits_of_delegations import is_of_a_delegation, limits_in
from handlers.reading.meanings import AskBack, Heard, Question, Reading
from handlers.reading.names import plain
from handlers.reading.people_said import (
    Sentence,
    lengths_in,
    reason_from,
)
from handlers.reading.skipping import (
    unread_in,
)
from handlers.reading.vocabulary import HALF_NAMES
from handlers.reading.writing import written


def checked(sentence: Sentence, found: Heard) -> Reading:
    """Hand on what else a manager wrote: nothing that turns it is passed over."""
    named = written(found)
    said = sentence.until(reason_from(sentence))
    others = [island for island in said.islands if not _is_named(sentence, island, named)]
    if isinstance(found, meanings.Decide) and found.but:
        # Only these: `non approvare tutti tranne Anna` is denied, and approves nobody.
        leave_out = guards_of_names_left_out(said)
        others = [island for island in others if island not in leave_out]
    if isinstance(found, AskBack) and found.question is Question.UNTIL_WHEN:
        # `Da domani` is all said: until when is what is asked.
        others = [one for one in others if sentence.words(one)[-1] not in BEGINNINGS]
    lengths = _lengths(sentence, found)
    others = [one for one in others if not any(a <= one.start < b for a, b in lengths)]
    dropped = (*_parts_of_days(said), *(said.text.written(*one) for one in lengths))
    if isinstance(found, (meanings.Decide, meanings.Recall)):
        dropped = (*dropped, *_ends(said))
    doubt = doubt_of(replace(sentence, islands=tuple(others)), None)
    if doubt is not None and doubt.question is Question.NOT_CLEAR and _is_of_all(sentence, found):
        # Which of all are meant is not clear: the list decides nothing and shows them.
        return Reading(heard=meanings.Approvals(), unread=unread_in(said, others, []))
    heard = found if doubt is None else doubted(found, doubt)
    unread = unread_in(said, others, [])
    if isinstance(found, (meanings.Decide, meanings.Recall)) or lengths:
        return Reading(heard=heard, unread=(*unread, *dropped))
    if is_of_a_delegation(found):
        limits = dict.fromkeys((*limits_in(sentence), *dropped))
        return Reading(heard=heard, unread=(*unread, *limits))
    return Reading(heard=heard, unread=unread)


def _lengths(sentence: Sentence, found: Heard) -> list[tuple[int, int]]:
    """Give where it is said how many days are meant: a decision or a recall is of none so many."""
    meant = found.options if isinstance(found, AskBack) else (found,)
    of_days = meant and all(isinstance(one, (meanings.Decide, meanings.Recall)) for one in meant)
    if not of_days:
        return []
    told = {at for one in sentence.islands if one.tag in TIMES for at in range(one.start, one.end)}
    return [one for one in lengths_in(sentence) if told.isdisjoint(range(*one))]


TIMES = frozenset({Tag.HALF_DAY, Tag.HOURS})


def _ends(sentence: Sentence) -> tuple[str, ...]:
    """Name `fino a venerdì`: a decision and a recall are of Friday itself."""
    words = sentence.text.words
    ends = (
        (at, day) for at, word in enumerate(words) if word in UNTIL for day in sentence.islands
    )
    return tuple(
        sentence.text.written(at, day.end)
        for at, day in ends
        if day.tag is Tag.WHEN and 0 < day.start - at <= AN_ARTICLE_BETWEEN
    )


AN_ARTICLE_BETWEEN = 2


def _parts_of_days(sentence: Sentence) -> tuple[str, ...]:
    """Name parts of a day: a decision is of what was asked for, a recall of the whole day."""
    found: list[str] = []
    for island in sentence.islands:
        if island.tag in (Tag.HALF, Tag.HALF_DAY, Tag.HOURS):
            found.append(sentence.text.written(island.start, island.end))
        elif island.tag is Tag.WHEN:
            halves = [at for at in range(island.start, island.end) if _is_half(sentence, at)]
            found += [sentence.text.written(at, at + 1) for at in halves]
    return tuple(found)


def _is_half(sentence: Sentence, at: int) -> bool:
    return sentence.text.words[at] in HALF_NAMES


def _is_of_all(sentence: Sentence, found: Heard) -> bool:
    """Tell whether all that waits shall be approved: `approva tutto quello di dicembre`."""
    guarded = Tag.EVERYTHING not in sentence.tags or Tag.GUARD in sentence.tags
    return not guarded and found == meanings.Decide(approve=True)


def _is_named(sentence: Sentence, island: Island, named: str) -> bool:
    """Tell whether a word is part of what was understood: a name, `fino` of a stretch of days."""
    words = sentence.words(island)
    if island.tag is not Tag.UNREAD:
        return island.tag is Tag.OTHER_PERSON
    return plain(words[0]) in named or words[0] in NOT_NAMES or words[0] in UNTIL
