"""Islands: the stretches of a sentence that say something by themselves, with what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from handlers.reading.asking import matter_in
from handlers.reading.building import ModeSaid, request_of
from handlers.reading.cues import FILLERS, LONGEST, ROLES, TITLES, Tag, fitting
from handlers.reading.hours import At, Coming, Earlier, From, Going, Later, There, Until
from handlers.reading.parsing import Grammar, Said, grammar_in
from handlers.reading.said import ClockSaid, Listed, OnDate, Part, When
from handlers.reading.vocabulary import NUMBERS, is_number

Ways = tuple[tuple[Any, ...], ...]
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


@dataclass(frozen=True, slots=True)
class Island:
    """Words from `start` to `end` (not included); `ways` are the pieces they can be taken for."""

    tag: Tag
    start: int
    end: int
    ways: Ways = ((),)

    @property
    def bare_number(self) -> bool:
        """Tell whether it is a number alone, which is a day only beside other days."""
        return self.tag is Tag.WHEN and _numbered(self.ways)


def _numbered(ways: Ways) -> bool:
    (*_, last) = ways
    when = last[0]
    if not (isinstance(when, When) and isinstance(when.days, Listed)):
        return False
    items = when.days.items
    if len(items) != 1 or not isinstance(items[0], Part):
        return False
    day = items[0].day
    return isinstance(day, OnDate) and day.month is None and day.weekday is None


@lru_cache(maxsize=256)
def islands_of(words: tuple[str, ...], file: str) -> tuple[Island, ...]:
    """Divide all the words into islands, and words that say nothing or are not read."""
    finder = _Finder(words, grammar_in(file))
    found = list(_with_hours_of_permits(list(finder.found()), words))
    days = list(_without_loose_numbers(found, words))
    places = list(_with_comings(list(_with_places(days, words)), words))
    return tuple(_with_homes(places, words))


def _with_hours_of_permits(found: Sequence[Island], words: tuple[str, ...]) -> Iterator[Island]:
    """Take `il permesso delle 10` as that of ten o'clock: no date is said with `delle`."""
    for place, island in enumerate(found):
        behind = place > 0 and found[place - 1].tag in (Tag.PERMIT, Tag.KIND, Tag.INSTEAD)
        said = words[island.start : island.end]
        one_hour = len(said) == 2 and said[0] == "delle" and said[1].isdigit()
        another = any(one.tag is Tag.WHEN and one is not island for one in found)
        spans = _from_hours_to_hours(said) if island.tag is Tag.WHEN and another else ()
        if spans:
            yield replace(island, tag=Tag.HOURS, ways=(spans,))
        elif island.tag is Tag.WHEN and _is_between_hours(said):
            clocks = [ClockSaid(int(said[at]), 0, None, said[at]) for at in (2, 5)]
            yield replace(island, tag=Tag.HOURS, ways=(tuple(map(At, clocks)),))
        elif behind and one_hour and island.tag is Tag.WHEN and not _counts(words, island.end):
            clock = ClockSaid(int(said[1]), 0, None, said[1])
            yield replace(island, tag=Tag.HOURS, ways=((At(clock),),))
        else:
            yield island


def _is_between_hours(said: tuple[str, ...]) -> bool:
    """Tell whether it is `tra le 9 e le 10`: days have another article."""
    small = (*said[:2], *said[3:5]) in (("tra", "le", "e", "le"), ("fra", "le", "e", "le"))
    return len(said) == 6 and small and said[2].isdigit() and said[5].isdigit()


def _from_hours_to_hours(said: tuple[str, ...]) -> tuple[From | Until, ...]:
    """Give the hours of `from 9 to 11 and from 15 to 16`; nothing of what are days."""
    spans: list[list[str]] = [[]]
    for word in said:
        if word in ("and", ","):
            spans.append([])
        else:
            spans[-1].append(word)
    if not all(_is_from_hour_to_hour(tuple(one)) for one in spans):
        return ()
    clocks = [ClockSaid(int(one), 0, None, one) for one in said if one.isdigit()]
    return tuple(Until(one) if at % 2 else From(one) for at, one in enumerate(clocks))


def _is_from_hour_to_hour(said: tuple[str, ...]) -> bool:
    """Tell whether it is `from 9 to 17` beside a day: days of a month are said `9th`."""
    figures = said[1::2] if said[:1] == ("from",) else said[::2]
    joined = said[-2:-1] in (("to",), ("until",), ("till",))
    return joined and len(said) in (3, 4) and all(one.isdigit() for one in figures)


def _with_homes(found: Sequence[Island], words: tuple[str, ...]) -> Iterator[Island]:
    """Take `casa` as a way of working where the office, or a permit, is set against it."""
    said = {island.tag for island in found}
    against = bool(said & {Tag.AT_OFFICE, Tag.PERMIT})
    apart = Tag.SEPARATOR in said
    office_apart = apart and Tag.AT_OFFICE in said and not said & WHY_AT_HOME
    works_there = office_apart and matter_in(" ".join(words)) is None
    for place, island in enumerate(found):
        beside = {
            near.tag for near in (*found[max(0, place - 1) : place], *found[place + 1 :][:1])
        }
        said_bare = words[island.start : island.end] in (("casa",), ("home",))
        bare = said_bare and island.tag is Tag.FILLER
        set_against = against and apart and bare and beside & {Tag.WHEN, Tag.HALF, Tag.EVERYTHING}
        if set_against or (works_there and island.tag is Tag.AT_HOME):
            yield replace(island, tag=Tag.MODE, ways=((ModeSaid(None),),))
        else:
            yield island


WHY_AT_HOME = frozenset({Tag.PERMIT, Tag.KIND, Tag.HOURS, Tag.AWAY, Tag.GUARD})
"""With these somebody may stay at home without working there."""


def _with_places(found: Sequence[Island], words: tuple[str, ...]) -> Iterator[Island]:
    """Take `martedì ufficio` as `martedì in ufficio`."""
    for place, island in enumerate(found):
        behind_day = place > 0 and found[place - 1].tag in (Tag.WHEN, Tag.HALF)
        following = found[place + 1].tag if place + 1 < len(found) else Tag.SEPARATOR
        named = island.tag is Tag.UNREAD and words[island.start] in PLACES
        if named and behind_day and following is Tag.SEPARATOR:
            yield replace(island, tag=Tag.AT_OFFICE)
        else:
            yield island


def _with_comings(found: Sequence[Island], words: tuple[str, ...]) -> Iterator[Island]:
    """Take `domani vengo`, with nothing else said of that day, as a day at the office."""
    tags = {island.tag for island in found}
    alone = bool(tags & {Tag.WHEN, Tag.HALF}) and tags <= BESIDE_COMING
    at_home = not tags.isdisjoint({Tag.AT_HOME, Tag.MODE})
    for place, island in enumerate(found):
        following = found[place + 1].tag if place + 1 < len(found) else Tag.SEPARATOR
        said = COMING | ARRIVING if _says_a_half(found) else COMING
        comes = island.tag is Tag.COME and words[island.start] in said
        there = None if at_home or island.tag is not Tag.COME else _there(island, words)
        if (alone or _is_a_day_apart(found, place)) and comes and following is not Tag.UNREAD:
            yield replace(island, tag=Tag.AT_OFFICE)
        elif following is Tag.HOURS and (edge := _edge_in_english(island, words)) is not None:
            yield replace(island, tag=Tag.HOURS, ways=((edge,),))
        elif there is not None:
            yield replace(island, ways=((there,),))
        else:
            yield island


def _says_a_half(found: Sequence[Island]) -> bool:
    pieces = [piece for island in found for piece in island.ways[0]]
    days = [piece.days for piece in pieces if isinstance(piece, When)]
    items = [item for one in days if isinstance(one, Listed) for item in one.items]
    halved = any(isinstance(item, Part) and item.half is not None for item in items)
    return halved or any(island.tag is Tag.HALF for island in found)


def _edge_in_english(island: Island, words: tuple[str, ...]) -> Coming | Going | None:
    """Tell of which end the hour is in `I come at 10 and leave at 3`; `come` is Italian too."""
    said, before = words[island.start], words[max(island.start - 1, 0) : island.start]
    if said == "leave":
        return Going()
    return Coming() if said == "come" and before in (("i",), ("ll",), ("will",)) else None


def _there(island: Island, words: tuple[str, ...]) -> Coming | There | None:
    """Tell what hours beside a verb are of: of coming to work, or of being there."""
    if words[island.start] in COMING or island.ways[0]:
        return Coming()
    beside = {*words[max(0, island.start - 1) : island.start], *words[island.end : island.end + 1]}
    return There() if words[island.start] in STAYING or beside & {"ci", "li", "there"} else None


def _is_a_day_apart(found: Sequence[Island], place: int) -> bool:
    """Tell whether a verb ends a clause that has but its own day: `…, il 31 vengo`."""
    before = found[max(place - 2, 0) : place]
    ends = place + 1 == len(found) or found[place + 1].tag is Tag.SEPARATOR
    return ends and [one.tag for one in before] == [Tag.SEPARATOR, Tag.WHEN]


BESIDE_COMING = frozenset(
    {Tag.WHEN, Tag.HALF, Tag.COME, Tag.WORK, Tag.FILLER, Tag.UNREAD, Tag.SEPARATOR}
)
COMING = frozenset(
    {
        *("vengo", "venire", "verro", "verrei", "rientro", "rientrare", "torno", "tornare"),
        *("tornero", "come", "coming"),
    }
)
ARRIVING = frozenset(
    {"arrivo", "arrivare", "arrivero", "arriverei", "entro", "entrare", "arrive", "arriving"}
)
"""Who arrives in the afternoon is at the office then."""
STAYING = frozenset({"resto", "restare", "resterei", "rimango", "rimanere"})
"""To the office, where no other place is said."""
PLACES = frozenset({"ufficio", "sede", "presenza", "office"})


class _Finder:
    """Goes over the words once, taking the longest stretch at each place."""

    def __init__(self, words: tuple[str, ...], grammar: Grammar) -> None:
        self._words = words
        self._grammar = grammar
        self._terminals = grammar.terminals(words)
        self._tries = 0

    def found(self) -> Iterator[Island]:
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


def _without_loose_numbers(found: list[Island], words: tuple[str, ...]) -> Iterator[Island]:
    """Take a number alone as a day only beside other days: `ho 3 figli` names no day."""
    for place, island in enumerate(found):
        counted = _counts(words, island.end)
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


def _counts(words: tuple[str, ...], at: int) -> bool:
    return at < len(words) and words[at] in (
        *("giorno", "giorni", "giornata", "giornate", "volta", "volte", "day", "days"),
        *("mattine", "pomeriggi", "settimana", "settimane", "mesi", "mese", "week", "weeks"),
    )


def _loose(island: Island, words: tuple[str, ...]) -> bool:
    """Tell whether it is a number without an article, which may count anything."""
    said = words[island.start : island.end]
    about = island.start > 0 and words[island.start - 1] in ABOUT
    about = about or words[max(island.start - 2, 0) : island.start] in ENDS
    about = about or (_is_elided(island, words) and not _counts(words, island.end))
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
