"""Several days moved at once: `il 24 e il 26 li sposto al 25 e al 27`."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.reading import meanings
from handlers.reading.cues import Tag
from handlers.reading.days import Calendar
from handlers.reading.island import Island
from handlers.reading.lists import with_months
from handlers.reading.meanings import Wish
from handlers.reading.people_said import Sentence
from handlers.reading.possible import together
from handlers.reading.said import Item, Part, Stretch
from handlers.reading.several import MOST_REQUESTS
from handlers.reading.turning import TOWARDS
from handlers.reading.whens import items_of

BESIDE = frozenset({Tag.WHEN, Tag.SWAP, Tag.FILLER, Tag.SEPARATOR, Tag.MODE})


def moves(
    sentence: Sentence, islands: Sequence[Island], calendar: Calendar
) -> meanings.Several | None:
    """
    Give a move for each day given, in the order in which they were said.

    None unless as many are wanted: which goes where is then no longer clear.
    """
    swaps = [island for island in islands if island.tag is Tag.SWAP]
    if len(swaps) != 1 or not all(island.tag in BESIDE for island in islands):
        return None
    found = _given_and_wanted(sentence, [one for one in islands if one.tag is Tag.WHEN])
    if found is None or not 1 < len(found[0]) == len(found[1]) <= MOST_REQUESTS:
        return None
    given, wanted = found
    dated = [one for one in with_months([*given, *wanted], calendar) if isinstance(one, Part)]
    days = together(calendar.day(part.day) for part in dated)
    if days.doubt is not None or len(days.values) != 1:
        return None
    wishes = [Wish(day, part.half) for day, part in zip(days.values[0], dated, strict=True)]
    if len({wish.day for wish in wishes}) < len(wishes):
        return None
    pairs = zip(wishes[: len(given)], wishes[len(given) :], strict=True)
    return meanings.Several(tuple(meanings.Swap(one, other) for one, other in pairs))


def _given_and_wanted(
    sentence: Sentence, days: Sequence[Island]
) -> tuple[list[Part], list[Part]] | None:
    """Part the days that are given from those that are wanted, each in its order."""
    said = [list(items_of(island.ways[0][0])) for island in days]
    items = [item for row in said for item in row]
    turns = [at for at, item in enumerate(items) if isinstance(item, Stretch)]
    if len(days) == len(turns) == 1:
        return _of_a_stretch(items, turns[0])
    parts = [[item for item in row if isinstance(item, Part)] for row in said]
    if [len(row) for row in parts] != [len(row) for row in said]:
        return None
    towards = [_is_towards(sentence, island) for island in days]
    lengths = [len(row) for row in parts]
    if towards == [False, *[True] * (len(days) - 1)] and lengths == _by_turns(len(days)):
        flat = [part for row in parts for part in row]
        return flat[::2], flat[1::2]
    given = [part for row, goal in zip(parts, towards, strict=True) if not goal for part in row]
    wanted = [part for row, goal in zip(parts, towards, strict=True) if goal for part in row]
    return given, wanted


def _by_turns(count: int) -> list[int]:
    """Give how many days each island has in `il 24 al 25 e il 26 al 27`."""
    return [1, *[2] * (count - 2), 1]


def _of_a_stretch(items: Sequence[Item], turn: int) -> tuple[list[Part], list[Part]] | None:
    """Take `the 24th and 26th to the 25th and 27th`, which is like a stretch in the middle."""
    stretch = items[turn]
    before = [item for item in items[:turn] if isinstance(item, Part)]
    behind = [item for item in items[turn + 1 :] if isinstance(item, Part)]
    if not isinstance(stretch, Stretch) or len(before) + len(behind) + 1 < len(items):
        return None
    return [*before, Part(stretch.first)], [Part(stretch.last), *behind]


def _is_towards(sentence: Sentence, island: Island) -> bool:
    """Tell whether `al` stands before the day, or begins it."""
    words = sentence.text.words
    beside = (*words[max(island.start - 1, 0) : island.start], *words[island.start :][:1])
    return not TOWARDS.isdisjoint(beside)
