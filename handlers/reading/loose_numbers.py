"""When a number alone is a day, and when it counts something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.reading.cues import Tag
from handlers.reading.island import Island
from handlers.reading.vocabulary import NUMBERS, is_number


def without_loose_numbers(found: list[Island], words: tuple[str, ...]) -> Iterator[Island]:
    """Take a number alone as a day only beside other days: `ho 3 figli` names no day."""
    for place, island in enumerate(found):
        counted = counts_behind(words, island.end)
        if counted and island.tag is Tag.UNREAD and words[island.start] in NUMBERS:
            yield replace(island, tag=Tag.COUNTED)
            continue
        sure = not _loose(island, words) or len(found) == 1
        told = _is_told_what_to_do(found, place, words)
        beside = told or _among_days(found, place, words)
        if sure or (not counted and beside):
            yield island
        else:
            numbered = counted and is_number(words[island.end - 1])
            yield from _as_words(island, Tag.COUNTED if numbered else Tag.UNREAD)


def _as_words(island: Island, tag: Tag) -> Iterator[Island]:
    for at in range(island.start, island.end):
        last = at == island.end - 1
        yield Island(tag if last else Tag.FILLER, at, at + 1)


def counts_behind(words: tuple[str, ...], at: int) -> bool:
    """Tell whether a word says what a number before it counts: days, times, weeks."""
    return at < len(words) and words[at] in (
        *("giorno", "giorni", "giornata", "giornate", "volta", "volte", "day", "days"),
        *("mattine", "pomeriggi", "settimana", "settimane", "mesi", "mese", "week", "weeks"),
    )


def _loose(island: Island, words: tuple[str, ...]) -> bool:
    """Tell whether it is a number without an article, which may count anything."""
    said = words[island.start : island.end]
    about = island.start > 0 and words[island.start - 1] in ABOUT
    about = about or words[max(island.start - 2, 0) : island.start] in ENDS
    about = about or (_is_elided(island, words) and not counts_behind(words, island.end))
    return island.bare_number and not about and all(word in PREFIXES for word in said[:-1])


def _is_elided(island: Island, words: tuple[str, ...]) -> bool:
    """Tell whether it is `all'11`, which is English for something else with other numbers."""
    behind = words[max(island.start - 1, 0) : island.start] == ("all",)
    return behind and words[island.start : island.end] in (("8",), ("11",))


ABOUT = frozenset({"sul", "sull"})
"""Behind these a number is a day: `mi ha risposto sul 3`."""
ENDS = tuple((until, to) for until in ("fino", "sino") for to in ("al", "all"))
"""And behind these: `decide Carla fino al 20`."""
PREFIXES = frozenset({"di", "d", "per", "a", "le", "for", "on"})


def _is_told_what_to_do(found: Sequence[Island], place: int, words: tuple[str, ...]) -> bool:
    """Tell whether a number closes what is asked: `ritira 10 e`, `sposta il 14 dicembre al 16`."""
    after = found[place + 1].tag if place + 1 < len(found) else Tag.SEPARATOR
    another = next((i.tag for i in found[place + 1 :] if i.tag is not Tag.FILLER), None)
    before = [island.tag for island in found[:place] if island.tag is not Tag.FILLER][-2:]
    moved = before == [Tag.SWAP, Tag.WHEN]
    told = before[-1:] in ([Tag.CANCEL], [Tag.BOOK], [Tag.SWAP])
    if _begins_with(words, found[place], TO_A_DAY) and Tag.SWAP in {one.tag for one in found}:
        return True
    return (after in CLOSING or another is Tag.WHEN) and (moved or told)


def _begins_with(words: tuple[str, ...], island: Island, among: frozenset[str]) -> bool:
    return words[max(island.start - 1, 0)] in among or words[island.start] in among


TO_A_DAY = frozenset({"al", "all", "to"})
"""In a sentence about a move, a number behind these is the day that is wanted."""
CLOSING = frozenset({Tag.SEPARATOR, Tag.WHEN, Tag.MODE, Tag.HALF})


def _among_days(found: Sequence[Island], place: int, words: tuple[str, ...]) -> bool:
    """Tell whether a day that is surely one stands in the same row of days."""
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(found) and found[at].tag in (Tag.SEPARATOR, Tag.WHEN):
            if found[at].tag is Tag.WHEN and not _loose(found[at], words):
                return True
            at += step
    return False
