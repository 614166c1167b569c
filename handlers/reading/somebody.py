"""Who is named in a question: names for certain, by a capital letter or because they are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from handlers.reading.cues import NOT_NAMES, Tag
from handlers.reading.doubts import is_person
from handlers.reading.island import Island
from handlers.reading.names import BOND, IsName, plain
from handlers.reading.people_said import Sentence

Run = tuple[Island, ...]


def people_said(sentence: Sentence, is_name: IsName | None) -> tuple[str, ...]:
    """Give the names of people, each in as many words as were written together."""
    return tuple(name_of(sentence, run) for run in runs_of_people(sentence, is_name))


def runs_of_people(sentence: Sentence, is_name: IsName | None) -> list[Run]:
    """Give the words of each name."""
    found: list[Run] = []
    for run in _unread(sentence):
        if is_name is not None and is_name(words_of(sentence, run)):
            found.append(run)
            continue
        for named, part in groupby(run, lambda one: _is_named(sentence, one, is_name)):
            if named:
                found.append(tuple(part))
    return found


def name_of(sentence: Sentence, run: Run) -> str:
    """Say a name in its words."""
    return plain(" ".join(words_of(sentence, run)))


def _unread(sentence: Sentence) -> Iterator[Run]:
    """Give words that are none of the desk's, as far as they stand side by side."""
    run: list[Island] = []
    for island in sentence.islands:
        if run and (island.tag is not Tag.UNREAD or run[-1].end != island.start):
            yield tuple(run)
            run = []
        if island.tag is Tag.UNREAD:
            run.append(island)
    if run:
        yield tuple(run)


def _is_named(sentence: Sentence, island: Island, is_name: IsName | None) -> bool:
    first = sentence.words(island)[0]
    if BOND in first:
        return True
    return first not in NOT_NAMES and is_person(sentence, island, is_name)


def words_of(sentence: Sentence, run: Sequence[Island]) -> tuple[str, ...]:
    """Give the words of some islands."""
    return tuple(word for island in run for word in sentence.words(island))
