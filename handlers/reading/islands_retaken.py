"""Islands that stand for something else beside certain others: places, homes, hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.reading.asking import matter_in
from handlers.reading.building import ModeSaid
from handlers.reading.cues import Tag
from handlers.reading.hours import At, Coming, From, Going, There, Until
from handlers.reading.island import Island
from handlers.reading.loose_numbers import counts_behind
from handlers.reading.said import ClockSaid, Listed, Part, When


def with_hours_of_permits(found: Sequence[Island], words: tuple[str, ...]) -> Iterator[Island]:
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
        elif (
            behind and one_hour and island.tag is Tag.WHEN and not counts_behind(words, island.end)
        ):
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


def with_homes(found: Sequence[Island], words: tuple[str, ...]) -> Iterator[Island]:
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


def with_places(found: Sequence[Island], words: tuple[str, ...]) -> Iterator[Island]:
    """Take `martedì ufficio` as `martedì in ufficio`."""
    for place, island in enumerate(found):
        behind_day = place > 0 and found[place - 1].tag in (Tag.WHEN, Tag.HALF)
        following = found[place + 1].tag if place + 1 < len(found) else Tag.SEPARATOR
        named = island.tag is Tag.UNREAD and words[island.start] in PLACES
        if named and behind_day and following is Tag.SEPARATOR:
            yield replace(island, tag=Tag.AT_OFFICE)
        else:
            yield island


def with_comings(found: Sequence[Island], words: tuple[str, ...]) -> Iterator[Island]:
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
