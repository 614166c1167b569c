"""How words are divided: the longest stretch at each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.reading.building import request_of
from handlers.reading.cues import FILLERS, LONGEST, ROLES, TITLES, Tag, fitting
from handlers.reading.hours import Coming, Earlier, Going, Later
from handlers.reading.island import Island, Ways
from handlers.reading.parsing import Grammar, Said
from handlers.reading.vocabulary import is_number

RULES = (
    (Tag.WHEN, "when_said"),
    (Tag.HOURS, "hours_said"),
    (Tag.HALF_DAY, "half_day_said"),
    (Tag.MODE, "mode_said"),
    (Tag.KIND, "kind_said"),
    (Tag.HALF, "half_said"),
)
"""What the grammar can make of a stretch; of two of the same length the first."""
MOST_TRIES = 16
"""Texts made of hours and days that fit nowhere are given up: nobody writes them."""
SAYING = frozenset({"_CASA", "_HOME", "_WFH", "_MEZZA", "_HALF", "_PONTE", "_RESTO"}) | {
    *("_REST", "_ALTRI", "_OTHER", "_LATE"),
}
"""Terminals that say nothing by themselves and yet make an island."""


class Finder:
    """Goes over the words once, taking the longest stretch at each place."""

    def __init__(self, words: tuple[str, ...], grammar: Grammar) -> None:
        self._words = words
        self._grammar = grammar
        self._terminals = grammar.terminals(words)
        self._tries = 0

    def found(self) -> Iterator[Island]:
        """Give island after island, until no word is left."""
        at = 0
        said: set[Tag] = set()
        before = Tag.SEPARATOR
        while at < len(self._words):
            island = self._at(at)
            placed = before in PLACED and self._opens_another_place(island)
            if placed or self._opens_another_matter(island, said):
                island = self._until_and(island)
            said.add(island.tag)
            before = before if island.tag is Tag.FILLER else island.tag
            yield island
            at = island.end

    def _opens_another_place(self, island: Island) -> bool:
        """Tell `da casa lunedì, martedì in ufficio`: the last day is of the place behind it."""
        inside = self._words[island.start + 1 : island.end]
        following = self._words[island.end : island.end + 1]
        return island.tag is Tag.WHEN and "," in inside and not WAYS.isdisjoint(following)

    def _opens_another_matter(self, island: Island, said: set[Tag]) -> bool:
        """Tell `3 ore venerdì e domani lavoro da casa`: the second day is of what follows."""
        following = self._words[island.end : island.end + 1]
        inside = self._words[island.start + 1 : island.end]
        parted = island.tag is Tag.WHEN and not JOINING.isdisjoint(inside)
        on_leave = not LEAVE.isdisjoint(self._words[: island.start])
        if parted and said & ASKED_FOR and _tells_of_a_day(inside, self._words[island.end :]):
            return True
        if on_leave and parted and "," in inside and not WAYS.isdisjoint(following):
            return True
        if parted and Tag.CANCEL in said and _is_kept(self._words[island.end :]):
            return True
        other = on_leave or not said.isdisjoint(OTHER_MATTERS)
        return parted and other and not OWN.isdisjoint(following)

    def _until_and(self, island: Island) -> Island:
        words = self._words[island.start : island.end]
        end = max(at for at, word in enumerate(words) if word in JOINING)
        length, trees = self._grammar.longest(words[:end], "when_said")
        if length < end:
            return island
        return replace(island, end=island.start + end, ways=_ways(trees))

    def _at(self, at: int) -> Island:
        parsed = [island for tag, rule in RULES if (island := self._parsed(at, tag, rule))]
        longest = max(parsed, key=lambda island: island.end, default=None)
        phrase = self._phrase(at)
        if longest is not None and (phrase is None or longest.end >= phrase.end):
            return longest
        return phrase or self._single(at)

    def _parsed(self, at: int, tag: Tag, rule: str) -> Island | None:
        begins = self._terminals[at] in self._grammar.may_begin(rule)
        if not begins or self._tries >= MOST_TRIES or not self._says_something(at, rule):
            return None
        self._tries += 1
        length, trees = self._grammar.longest(self._words[at:], rule)
        if tag is Tag.HOURS and length and self._takes_too_much(at, at + length):
            length, trees = self._grammar.longest(self._words[at : at + length - 1], rule)
        if tag is Tag.WHEN and length > 1 and self._counts_hours(at + length):
            length, trees = self._grammar.longest(self._words[at : at + length - 1], rule)
        return _timed(Island(tag, at, at + length, _ways(trees))) if length else None

    def _takes_too_much(self, at: int, end: int) -> bool:
        """Tell whether the last word is of what follows: `esco prima di Natale`, `le 2 ore`."""
        counted = is_number(self._words[end - 1]) and self._words[end : end + 1] in COUNTED_HOURS
        if counted and self._words[end - 2] in ("le", "delle"):
            return True
        if end - at < 2 or self._words[end - 1] not in ("prima", "dopo"):
            return False
        behind = self._words[end - 1 :]
        rules = OF_A_DAY if behind[0] == "dopo" else OF_A_DAY[:1]
        return any(self._grammar.longest(behind, rule)[0] > 1 for rule in rules)

    def _counts_hours(self, end: int) -> bool:
        """Tell whether the last number counts what follows: `giovedì 2 ore`."""
        hours = self._words[end : end + 1] in COUNTED_HOURS
        return hours and is_number(self._words[end - 1])

    def _says_something(self, at: int, rule: str) -> bool:
        """Tell whether more than small words stand here that the rule can be made of."""
        usable = self._grammar.terminals_of(rule)
        for terminal in self._terminals[at:]:
            if terminal not in usable:
                return False
            if not terminal.startswith("_") or terminal in SAYING:
                return True
        return False

    def _phrase(self, at: int) -> Island | None:
        for length in range(min(LONGEST, len(self._words) - at), 0, -1):
            words = self._words[at : at + length]
            if words in ROLES:
                return Island(Tag.ROLE, at, at + length, ((ROLES[words],),))
            tag = fitting(words)
            if tag is not None:
                return Island(tag, at, at + length)
        return None

    def _single(self, at: int) -> Island:
        word = self._words[at]
        if word in FILLERS or word in TITLES:
            return Island(Tag.FILLER, at, at + 1)
        return Island(Tag.UNREAD if any(map(str.isalnum, word)) else Tag.GUARD, at, at + 1)


def _tells_of_a_day(inside: tuple[str, ...], behind: tuple[str, ...]) -> bool:
    """Tell whether something is told of the last day: `prenota giovedì, venerdì ho riunione`."""
    parted_by = [word for word in inside if word in JOINING][-1:]
    said = behind[1:] if behind[:1] in (("i",), ("io",)) else behind
    return parted_by == [","] and any(said[: len(told)] == told for told in TELLING)


TELLING = (
    *(("ho",), ("avrei",), ("abbiamo",), ("c", "e"), ("ci", "sono"), ("non", "posso")),
    *(("nn", "posso"), ("non", "riesco"), ("have",), ("ve", "got"), ("can", "t"), ("cannot",)),
    *(("cant",), ("there", "is"), ("there", "s")),
)
ASKED_FOR = frozenset({Tag.BOOK, Tag.MODE, Tag.WORK, Tag.APPROVE, Tag.REFUSE, Tag.RECALL})


def _is_kept(behind: tuple[str, ...]) -> bool:
    """Tell whether a day is said to stay: `annulla giovedì, venerdì lo tengo`."""
    words = behind[1:] if behind[:1] in (("lo",), ("la",), ("li",), ("i",), ("ll",)) else behind
    return bool(words) and words[0] in KEEPING


KEEPING = frozenset(
    {"tengo", "tienilo", "tienila", "mantengo", "lascio", "lascialo", "lasciala", "resta"}
    | {"rimane", "keep", "stays", "lasciamo", "teniamo", "va"}
)
OF_A_DAY = ("when_said", "half_said")
"""`Esco dopo pranzo` is of the afternoon; who leaves `prima di pranzo` is not away before it."""
COUNTED_HOURS = (("ore",), ("ora",), ("h",), ("hours",), ("minuti",))
LEAVE = frozenset({"ferie", "vacanza", "vacanze", "leave", "holiday", "off"})
"""What is told of the days behind it is not asked for them: `ferie giovedì, venerdì da casa`."""
PLACED = frozenset({Tag.MODE, Tag.AT_OFFICE})
WAYS = frozenset({"malattia", "da", "in", "smart", "agile", "from", "remote", "wfh", "at"})
JOINING = frozenset({"e", "and", ","})
OTHER_MATTERS = frozenset({Tag.HOURS, Tag.KIND, Tag.PERMIT, Tag.CANCEL, Tag.AT_OFFICE})
OWN = frozenset(
    {"lavoro", "lavorero", "sono", "saro", "sto", "staro", "resto", "vengo", "faccio", "prenoto"}
    | {"i"}
)
"""Verbs with which another sentence begins behind its day."""


def _timed(island: Island) -> Island:
    """Take `arrivo` or `dopo` without an hour beside it for what it is then."""
    (pieces, *_) = island.ways
    if island.tag is not Tag.HOURS or len(pieces) != 1:
        return island
    if isinstance(pieces[0], (Later, Earlier)):
        return replace(island, tag=Tag.UNREAD, ways=((),))
    if isinstance(pieces[0], Coming):
        return replace(island, tag=Tag.COME)
    return replace(island, tag=Tag.PERMIT) if isinstance(pieces[0], Going) else island


def _ways(trees: Sequence[Said]) -> Ways:
    return tuple(dict.fromkeys(request_of(tree).pieces for tree in trees))
