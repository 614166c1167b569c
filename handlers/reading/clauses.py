"""Clauses: islands put together into requests, one for each thing that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from itertools import islice, pairwise, product
from types import NoneType
from typing import Any, NamedTuple

from handlers.reading import meanings
from handlers.reading.building import HalfDay, Kind, Request
from handlers.reading.cues import Tag
from handlers.reading.days import Calendar
from handlers.reading.hours import (
    TIMED,
    At,
    Coming,
    From,
    Hours,
    Length,
    There,
    Until,
    ends_apart,
    hours_of,
    minute_of,
)
from handlers.reading.islands import Island
from handlers.reading.meanings import AskBack, Edge, Heard, Meaning, Question
from handlers.reading.own_permits import own_permits
from handlers.reading.pieces import of
from handlers.reading.possible import MOST_CHOICES
from handlers.reading.requests import understand
from handlers.reading.resting import is_rest, weeks_with_rest
from handlers.reading.said import (
    Ahead,
    AnyWeek,
    Item,
    Listed,
    OnWeekday,
    Part,
    Stretch,
    Together,
    Vague,
    When,
    WholeWeek,
)
from handlers.reading.vocabulary import KINDS
from rules.facts import Half

MOST_REQUESTS = 3
"""Requests of one sentence that a person can still look over."""


class Asked(Enum):
    """What a clause asks for."""

    BOOK = "book"
    PERMIT = "permit"
    CANCEL = "cancel"
    OWN_PERMITS = "own_permits"
    OFFICE = "at_office"
    SWAP = "swap"
    HOME = "stay_home"
    WORK = "work"
    ANYTHING = "days_alone"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Clause:
    """Islands that belong together."""

    islands: tuple[Island, ...]

    @property
    def tags(self) -> frozenset[Tag]:
        """Tell what was said in it."""
        return frozenset(island.tag for island in self.islands)

    @property
    def has_days(self) -> bool:
        """Tell whether a day was said."""
        return Tag.WHEN in self.tags

    @property
    def asked(self) -> Asked:
        """Tell what it asks for; verbs of asking fit with a permit as well as with a day."""
        if self._is_of_own_permits():
            return Asked.OWN_PERMITS
        if self._is_half_a_day_of_104():
            return Asked.PERMIT
        found = _asked(self.tags, self._kinds_are_vague())
        booked = self.tags >= {Tag.BOOK, Tag.HOURS} and Tag.PERMIT not in self.tags
        if booked and found is Asked.PERMIT and self._is_of_the_clock():
            return Asked.CONTRADICTION
        if found is Asked.CANCEL and self._turns():
            return Asked.CONTRADICTION
        return found

    def _is_of_own_permits(self) -> bool:
        """
        Tell whether a permit is what is taken back or moved: `annulla la visita di giovedì`.

        In `annulla giovedì per una visita` the visit stands behind the day, and says why.
        """
        if not self.tags.isdisjoint({Tag.BOOK, Tag.MODE, Tag.AT_OFFICE, Tag.HALF_DAY}):
            return False
        order = [island.tag for island in self.islands]
        verb = next((place for place, tag in enumerate(order) if tag in OF_WHAT_IS_HELD), None)
        if verb is None:
            return False
        behind = (tag for tag in order[verb + 1 :] if tag not in BEFORE_A_NOUN)
        return next(behind, None) in (Tag.PERMIT, Tag.KIND, Tag.HOURS)

    def _turns(self) -> bool:
        """Tell whether another thing is asked of a second day: `togli giovedì metti venerdì`."""
        order = [island.tag for island in self.islands]
        days = [place for place, tag in enumerate(order) if tag is Tag.WHEN]
        between = order[days[0] : days[-1]] if days else []
        return not {Tag.BOOK, Tag.MODE, Tag.WORK}.isdisjoint(between)

    def _is_of_the_clock(self) -> bool:
        """Tell whether hours are said as a day's are: `prenota domani dalle 9 alle 13`."""
        timed = [piece for island in self._of(Tag.HOURS) for piece in island.ways[0]]
        clocks = all(isinstance(piece, (From, At, Until)) for piece in timed)
        return clocks and Tag.KIND not in self.tags

    @property
    def says_nothing(self) -> bool:
        """Tell whether neither a day was said nor anything to do."""
        return self.asked is Asked.ANYTHING and not (self.has_days or Tag.HALF in self.tags)

    def _kinds_are_vague(self) -> bool:
        kinds = [of(list(ways), Kind) for island in self._of(Tag.KIND) for ways in island.ways]
        return all(kind is not None and kind.kinds in REASONS_ONLY for kind in kinds)

    def _is_half_a_day_of_104(self) -> bool:
        """Tell whether `mezza giornata` is of the permit: nobody works at home for that law."""
        if not self.tags >= {Tag.KIND, Tag.HALF_DAY} or Tag.MODE in self.tags:
            return False
        kinds = [of(list(ways), Kind) for island in self._of(Tag.KIND) for ways in island.ways]
        return all(kind is not None and kind.kinds == KINDS["LAW_104"] for kind in kinds)

    def _of(self, tag: Tag) -> list[Island]:
        return [island for island in self.islands if island.tag is tag]

    def joined(self, other: Clause) -> Clause:
        """Put two clauses together."""
        return Clause(self.islands + other.islands)

    def changed(self, change: Callable[[When], When]) -> Clause:
        """Change the days that are said in it, in each way that they can be taken."""
        islands = (
            replace(island, ways=tuple((change(way[0]),) for way in island.ways))
            if island.tag is Tag.WHEN
            else island
            for island in self.islands
        )
        return Clause(tuple(islands))


OF_WHAT_IS_HELD = frozenset({Tag.CANCEL, Tag.SWAP})
BEFORE_A_NOUN = frozenset({Tag.UNREAD, Tag.COUNTED, Tag.EVERYTHING})
REASONS_ONLY = (KINDS["VAGUE"], KINDS["FUNERAL"], KINDS["STUDY"])
"""Why somebody stays at home as well as why they ask for a permit."""


def _asked(tags: frozenset[Tag], vague: bool) -> Asked:  # noqa: FBT001  said of the kind beside the tags
    away = not tags.isdisjoint({Tag.MODE, Tag.HALF_DAY}) or tags >= {Tag.WORK, Tag.AT_HOME}
    office = Tag.AT_OFFICE in tags
    hours = not tags.isdisjoint({Tag.HOURS, Tag.PERMIT})
    leave = hours or (Tag.KIND in tags and not (away and vague))
    if Tag.SWAP in tags:
        return Asked.SWAP
    if Tag.CANCEL in tags:
        return Asked.CONTRADICTION if Tag.HOURS in tags else Asked.CANCEL
    if leave and not away:
        coming = office and Tag.COME in tags
        return Asked.CONTRADICTION if office and not coming else Asked.PERMIT
    if [away, office, leave].count(True) > 1:
        return Asked.CONTRADICTION
    if office or away:
        return Asked.OFFICE if office else Asked.BOOK
    return _weakly(tags)


def _weakly(tags: frozenset[Tag]) -> Asked:
    if Tag.BOOK in tags:
        return Asked.BOOK
    if Tag.AT_HOME in tags:
        return Asked.HOME
    return Asked.WORK if Tag.WORK in tags else Asked.ANYTHING


def requests_in(islands: Sequence[Island], calendar: Calendar) -> Heard | None:
    """Give what islands ask for, each request by itself; None if they ask for nothing."""
    gathered = _gathered(_clauses(islands))
    parts = [part for clause in gathered for part in _divided(clause) if not part.says_nothing]
    if not parts or len(parts) > 2 * MOST_REQUESTS:
        return None
    ways = [
        list(_with_days(_in_halves_of_a_day(_in_one_week(way))))
        for way in _with_rest_of_week(parts, calendar)
    ]
    ways = [bound for way in ways for bound in _on_one_day(way, calendar)]
    found = [_several(_folded([_heard(part, calendar) for part in way])) for way in ways]
    heard = [one for one in found if one is not None]
    return one_of(heard) if len(heard) == len(found) else None


# ------------------------------------------------------------ which islands belong together


def _clauses(islands: Sequence[Island]) -> list[Clause]:
    found: list[list[Island]] = [[]]
    for island in islands:
        if island.tag is Tag.SEPARATOR:
            found.append([])
        elif island.tag not in (Tag.FILLER, Tag.REASON):
            found[-1].append(island)
    clauses = [Clause(tuple(part)) for part in found if part]
    return [clause for clause in clauses if not _asks_nothing_of_the_rest(clause)]


def _asks_nothing_of_the_rest(clause: Clause) -> bool:
    """Tell whether it is `per il resto tutto bene`."""
    rest = any(is_rest(when) and isinstance(when.days, Vague) for when in _whens(clause))
    return rest and clause.asked is Asked.ANYTHING


def _gathered(clauses: Iterable[Clause]) -> list[Clause]:
    """Join clauses that say one thing between them: a day here, what to do with it there."""
    found: list[Clause] = []
    for clause in clauses:
        if found and _belongs(found[-1], clause) and not _is_of_a_half_alone(found, clause):
            found[-1] = found[-1].joined(clause)
        else:
            found.append(clause)
    return found


def _is_of_a_half_alone(found: Sequence[Clause], clause: Clause) -> bool:
    return _is_the_other_half(found, clause) or _is_another_half(found, clause)


def _is_the_other_half(found: Sequence[Clause], clause: Clause) -> bool:
    """Tell `mercoledì mattina ufficio, pomeriggio casa` from the day that follows them."""
    half = found[-1]
    carried = Tag.HALF in half.tags and not half.has_days and clause.has_days
    return carried and len(found) > 1 and found[-2].has_days


def _is_another_half(found: Sequence[Clause], clause: Clause) -> bool:
    """Tell whether `pomeriggio` stands alone behind a morning of which something was asked."""
    if not found or clause.tags != {Tag.HALF} or found[-1].asked is Asked.ANYTHING:
        return False
    said = [piece for one in clause.islands for way in one.ways for piece in way]
    return bool(said) and not {*_halves_said(found[-1])}.issubset(said)


def _halves_said(clause: Clause) -> Iterator[Half]:
    for island in clause.islands:
        if island.tag is Tag.HALF:
            yield from (piece for piece in island.ways[0] if isinstance(piece, Half))
    for item in (item for when in _whens(clause) for item in _items(when)):
        if isinstance(item, Part) and item.half is not None:
            yield item.half


def _belongs(before: Clause, clause: Clause) -> bool:
    if before.has_days and clause.has_days:
        alone = before.asked is clause.asked is Asked.ANYTHING
        return alone and Tag.HALF not in before.tags | clause.tags
    together = before.joined(clause).asked
    if together is Asked.CONTRADICTION or _are_two_permits(before, clause):
        return False
    if Asked.ANYTHING in (before.asked, clause.asked) or before.asked is clause.asked:
        return True
    if before.asked in (Asked.HOME, Asked.WORK) and together is Asked.BOOK:
        return True
    weak = before.asked is Asked.BOOK and not before.has_days and before.tags <= WEAK
    return weak or (clause.tags <= {Tag.KIND, Tag.UNREAD} and together is before.asked)


def _are_two_permits(before: Clause, clause: Clause) -> bool:
    """Tell whether each has a kind and hours: `2 ore di visita e 2 ore di permesso breve`."""
    of_a_kind = before.tags & clause.tags >= {Tag.KIND, Tag.HOURS}
    return of_a_kind or _are_both_ends(before, clause)


def _are_both_ends(before: Clause, clause: Clause) -> bool:
    """Tell whether somebody comes late and leaves early: `vengo alle 10 ed esco alle 15`."""
    timed = [_timed_in(one) for one in (before, clause)]
    return ends_apart([piece for one in timed for piece in one]) in (timed, timed[::-1])


def _timed_in(clause: Clause) -> list[Any]:
    return [p for one in clause.islands for p in one.ways[0] if isinstance(p, TIMED)]


WEAK = frozenset({Tag.BOOK, Tag.COME, Tag.COUNTED, Tag.UNREAD})


def _divided(clause: Clause) -> list[Clause]:
    """Divide a clause that asks for two things of two days, where there is only one way to."""
    if clause.asked is not Asked.CONTRADICTION:
        return [clause]
    ways = [
        (one, other)
        for at in range(1, len(clause.islands))
        for one in [Clause(clause.islands[:at])]
        for other in [Clause(clause.islands[at:])]
        if _complete(one) and _complete(other)
    ]
    return list(ways[0]) if len(ways) == 1 else [clause]


def _complete(clause: Clause) -> bool:
    return clause.has_days and clause.asked not in (Asked.ANYTHING, Asked.CONTRADICTION)


def _in_one_week(parts: Sequence[Clause]) -> list[Clause]:
    """Let the week that was said first hold for the weekdays of all: `settimana prossima: ...`."""
    weeks = [
        when.days.week for when in _whens(parts[0]) if isinstance(when.days, (Listed, WholeWeek))
    ]
    if len(weeks) != 1 or weeks[0] is None:
        return list(parts)
    week = weeks[0]
    moved = [Clause(tuple(_moved_to(island, week) for island in part.islands)) for part in parts]
    return [parts[0], *moved[1:]]


def _with_rest_of_week(parts: Sequence[Clause], calendar: Calendar) -> list[list[Clause]]:
    at = next((n for n, part in enumerate(parts) if any(map(is_rest, _whens(part)))), None)
    if at is None:
        return [list(parts)]
    named = [when for part in parts[:at] for when in _whens(part)]
    # Weekdays behind the rest are of the same week: `il resto smart, venerdì solo mattina`.
    behind = [when for part in parts[at + 1 :] for when in _whens(part) if _is_of_weekdays(when)]
    ways = named and weeks_with_rest([*named, *behind], calendar)
    if not ways:
        return [list(parts)]
    return [[part.changed(way) for part in parts] for way in ways]


def _is_of_weekdays(when: When) -> bool:
    items = _items(when)
    bare = [isinstance(one, Part) and isinstance(one.day, OnWeekday) for one in items]
    return bool(bare) and all(bare) and when.left_out is None


def _on_one_day(parts: list[Clause], calendar: Calendar) -> list[list[Clause]]:
    """Take a weekday that is today's for the same day in all the parts that say it."""
    today = calendar.today.weekday()
    saying = [part for part in parts if any(_says(when, today) for when in _whens(part))]
    if len(saying) < 2:
        return [parts]
    ways = [partial(_so_far_ahead, weekday=today, days=days) for days in (0, 7)]
    return [[part.changed(way) for part in parts] for way in ways]


def _says(when: When, weekday: int) -> bool:
    return any(_is_bare(item, weekday) for item in _items(when))


def _items(when: When) -> tuple[Item, ...]:
    days = when.days
    plain = isinstance(days, Listed) and not (days.week or days.nexts)
    return days.items if isinstance(days, Listed) and plain else ()


def _is_bare(item: Item, weekday: int) -> bool:
    if not isinstance(item, Part) or item.habit or not isinstance(item.day, OnWeekday):
        return False
    return item.day.turn is None and item.day.weekday == weekday


def _so_far_ahead(when: When, weekday: int, days: int) -> When:
    if not isinstance(when.days, Listed) or not _says(when, weekday):
        return when
    items = tuple(_ahead(item, weekday, days) for item in when.days.items)
    return replace(when, days=replace(when.days, items=items))


def _ahead(item: Item, weekday: int, days: int) -> Item:
    if not isinstance(item, Part) or not _is_bare(item, weekday):
        return item
    return replace(item, day=Ahead(days, item.day.words))


def _in_halves_of_a_day(parts: Sequence[Clause]) -> list[Clause]:
    """Take `in ufficio fino alle 13, poi da casa`, or the contrary, for the halves of that day."""
    found = _without_home_behind(parts)
    for at, (one, other) in enumerate(pairwise(tuple(found))):
        if _is_a_morning(one) and _is_elsewhere_than(one, other):
            kept = tuple(island for island in one.islands if island.tag is not Tag.HOURS)
            found[at] = Clause(kept).joined(_half(Half.AM))
            found[at + 1] = other.joined(_half(Half.PM))
    return found


def _without_home_behind(parts: Sequence[Clause]) -> list[Clause]:
    """Drop `poi a casa` behind a morning at the office: to work there, or off, is asked of it."""
    home = {
        at
        for at, (one, other) in enumerate(pairwise(parts), start=1)
        if Tag.AT_OFFICE in one.tags and _is_a_morning(one) and other.tags == {Tag.AT_HOME}
    }
    return [part for at, part in enumerate(parts) if at not in home]


def _is_a_morning(clause: Clause) -> bool:
    """Tell whether somebody is somewhere until noon, or from some hour until noon."""
    if not clause.tags <= OFFICE_UNTIL | {Tag.MODE} or Tag.HOURS not in clause.tags:
        return False
    timed = [p for island in clause.islands for p in island.ways[0] if isinstance(p, TIMED)]
    timed = [piece for piece in timed if not isinstance(piece, There)]
    if len(timed) == 1 and isinstance(timed[0], Until):
        end = minute_of(timed[0].clock)
        return end.doubt is None and _is_midday(end.values[0])
    hours = hours_of(timed)
    return hours.doubt is None and _halves_of(hours.values[0]) == (Half.AM,)


def _is_elsewhere_than(one: Clause, other: Clause) -> bool:
    """Tell whether the other half of the day is spent at the other place, and nothing more."""
    places = {Tag.MODE, Tag.AT_OFFICE}
    first, second = one.tags & places, other.tags & places
    plain = other.tags <= {*places, Tag.WORK, Tag.COME, Tag.UNREAD}
    return plain and len(first) == len(second) == 1 and first != second


def _half(half: Half) -> Clause:
    return Clause((Island(Tag.HALF, 0, 0, ((half,),)),))


def _is_midday(minute: int) -> bool:
    return LUNCH[0] <= minute <= LUNCH[1]


def _whens(clause: Clause) -> list[When]:
    return [island.ways[0][0] for island in clause.islands if island.tag is Tag.WHEN]


def _moved_to(island: Island, week: AnyWeek) -> Island:
    if island.tag is not Tag.WHEN:
        return island
    return replace(island, ways=tuple((_of_week(way[0], week),) for way in island.ways))


def _of_week(when: When, week: AnyWeek) -> When:
    days = when.days
    if not isinstance(days, Listed) or days.week is not None:
        return when
    bare = all(isinstance(i, Part) and isinstance(i.day, OnWeekday) for i in days.items)
    return replace(when, days=replace(days, week=week)) if bare else when


def _with_days(parts: Sequence[Clause]) -> Iterator[Clause]:
    """Let a day carry over to what is asked for without one, and what is asked to a bare day."""
    before: Clause | None = None
    for place, part in enumerate(parts):
        full = part
        if before is not None and not part.has_days:
            days = [island for island in before.islands if island.tag is Tag.WHEN]
            if Tag.HALF in part.tags:
                days = [_without_half(island) for island in days]
            asking = _asking_what_follows(part, _behind(parts, place))
            full = asking.joined(Clause(tuple(days)))
        elif not part.has_days and _are_two_permits(part, following := _behind(parts, place)):
            days = [island for island in following.islands if island.tag is Tag.WHEN]
            full = part.joined(Clause(tuple(days)))
        elif part.asked is Asked.ANYTHING:
            full = _asking_the_same(part, before or next(iter(parts[place + 1 :]), None))
        yield full
        before = full


def _behind(parts: Sequence[Clause], place: int) -> Clause:
    return parts[place + 1] if place + 1 < len(parts) else Clause(())


def _asking_what_follows(part: Clause, following: Clause) -> Clause:
    """Ask of `pomeriggio`, alone, what is asked of the day behind it: `pomeriggio e venerdì`."""
    asks = following.asked in (Asked.BOOK, Asked.OFFICE) and following.has_days
    if part.tags != {Tag.HALF} or not asks:
        return part
    asked = {Tag.MODE, Tag.BOOK, Tag.AT_OFFICE}
    return part.joined(Clause(tuple(one for one in following.islands if one.tag in asked)))


def _without_half(island: Island) -> Island:
    """Take the day of `giovedì mattina in smart e pomeriggio in ufficio` for the other half."""
    ways = tuple(tuple(_of_whole_days(piece) for piece in way) for way in island.ways)
    return replace(island, ways=ways)


def _of_whole_days(when: When) -> When:
    if not isinstance(when.days, Listed):
        return when
    items = tuple(replace(item, half=None) for item in when.days.items)
    return replace(when, days=replace(when.days, items=items))


def _asking_the_same(part: Clause, beside: Clause | None) -> Clause:
    """Ask the same for a bare day; never take it back if a word beside it was not read."""
    asked = (Asked.BOOK, Asked.CANCEL, Asked.OFFICE, Asked.OWN_PERMITS)
    if beside is None or beside.asked not in asked:
        return part
    if beside.asked is Asked.CANCEL and Tag.UNREAD in part.tags:
        return part
    carried = {Tag.MODE, Tag.BOOK, Tag.CANCEL, Tag.AT_OFFICE}
    if beside.asked is Asked.OWN_PERMITS:
        carried |= {Tag.SWAP, Tag.PERMIT, Tag.KIND}
    kept = tuple(island for island in beside.islands if island.tag in carried)
    if not kept:
        kept = (Island(Tag.BOOK, 0, 0),)
    return part.joined(Clause(kept))


# ------------------------------------------------------------ what a clause means


def _heard(clause: Clause, calendar: Calendar) -> Heard:
    """Give what a clause means in each way that its islands can be taken."""
    ways = islice(product(*(island.ways for island in clause.islands)), MOST_CHOICES)
    heard = dict.fromkeys(_meant(clause, _pieces(way), calendar) for way in ways)
    return one_of(list(heard))


def _pieces(way: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Put all that was said into one list, days into one."""
    flat = [piece for pieces in way for piece in pieces]
    whens = [piece for piece in flat if isinstance(piece, When)]
    others = [piece for piece in flat if not isinstance(piece, When)]
    return others if not whens else [*others, joined_when(whens)]


def joined_when(whens: Sequence[When]) -> When:
    """Put days that were said apart into one list; months are taken from each other."""
    if len(whens) == 1:
        return whens[0]
    in_a_week = _weekdays_of_a_week(whens)
    if in_a_week is not None:
        return in_a_week
    plain = [
        when.days for when in whens if isinstance(when.days, Listed) and when.left_out is None
    ]
    if len(plain) == len(whens) and not any(days.week or days.nexts for days in plain):
        return When(Listed(tuple(item for days in plain for item in days.items)))
    return When(Together(tuple(whens)))


def _weekdays_of_a_week(whens: Sequence[When]) -> When | None:
    """Put `la settimana del 14` and `lunedì e mercoledì`, said apart, together."""
    weeks = [when.days for when in whens if isinstance(when.days, WholeWeek)]
    others = [when for when in whens if not isinstance(when.days, WholeWeek)]
    if len(weeks) != 1 or len(others) != 1 or weeks[0].half or weeks[0].rest:
        return None
    moved = _of_week(others[0], weeks[0].week)
    return None if moved is others[0] else moved


def _meant(clause: Clause, pieces: list[Any], calendar: Calendar) -> Heard:
    asked = clause.asked
    half = of(pieces, Half)
    if half is not None and asked in (Asked.BOOK, Asked.OFFICE, Asked.ANYTHING, Asked.HOME):
        others = [piece for piece in pieces if not isinstance(piece, HalfDay)]
        pieces = [*others, HalfDay(half)]
    both_ends = ends_apart([piece for piece in pieces if isinstance(piece, TIMED)]) is not None
    could_be_at_work = asked in (Asked.PERMIT, Asked.CONTRADICTION) and not both_ends
    if could_be_at_work and _is_at_work(clause, pieces):
        stay = _stay_in(clause, pieces)
        if stay is not None:
            return _at_work_then_home(stay, pieces, calendar)
        pieces = [*pieces, Coming()]
    if asked is Asked.OWN_PERMITS:
        return own_permits(pieces, calendar)
    if asked is Asked.SWAP:
        return _swapped(clause, pieces, calendar)
    if asked is Asked.CONTRADICTION:
        return _one_or_the_other(clause, pieces, calendar)
    if asked is Asked.ANYTHING and half is not None:
        asked = Asked.BOOK
    return understand(Request(asked.value, tuple(pieces)), calendar)


def _is_at_work(clause: Clause, pieces: list[Any]) -> bool:
    """Tell whether hours are said of being at work: who comes at ten is away until then."""
    tags = clause.tags
    if tags >= {Tag.AT_OFFICE, Tag.COME}:
        return True
    if not tags.isdisjoint({Tag.MODE, Tag.AT_HOME, Tag.CANCEL, Tag.SWAP, Tag.PERMIT}):
        return False
    if of(pieces, There) is not None or of(pieces, Coming) is not None:
        return True
    return not tags.isdisjoint({Tag.AT_OFFICE, Tag.WORK}) and tags <= OFFICE_HOURS


OFFICE_HOURS = frozenset({Tag.AT_OFFICE, Tag.COME, Tag.WORK, Tag.HOURS, Tag.WHEN})
OFFICE_UNTIL = OFFICE_HOURS | {Tag.UNREAD}


class Stay(NamedTuple):
    """From when until when somebody is at work, in minutes; no start where none was said."""

    start: From | At | None
    end: int


def _stay_in(clause: Clause, pieces: list[Any]) -> Stay | None:
    """Read `resto in ufficio fino alle 13`, `vengo dalle 9 alle 13`: the work ends then."""
    timed = [p for p in pieces if isinstance(p, TIMED) and not isinstance(p, (Coming, There))]
    read = OFFICE_UNTIL if Tag.AT_OFFICE in clause.tags else OFFICE_HOURS
    if not 0 < len(timed) < 3 or not clause.tags <= read:
        return None
    start, last = (None, timed[0]) if len(timed) == 1 else timed
    if not isinstance(last, Until if start is None else (At, Until)):
        return None
    if not isinstance(start, (From, At, NoneType)) or (
        start is not None and hours_of(timed).doubt is not None
    ):
        return None
    end = minute_of(last.clock)
    return Stay(start, end.values[0]) if end.values else None


def _at_work_then_home(stay: Stay, pieces: Sequence[Any], calendar: Calendar) -> Heard:
    """Offer what is left of such a day at home, or off; where no day is said it is today's."""
    when = of(list(pieces), When) or When(Listed((Part(Ahead(0, TODAY)),)))
    days = understand(Request("at_office", (when,)), calendar)
    if not isinstance(days, meanings.AtOffice) or len(days.wishes) != 1:
        return days
    day = days.wishes[0].day
    leaves: tuple[Meaning, ...] = (meanings.Permit(day=day, start=stay.end, edge=Edge.END),)
    if stay.start is not None:
        comes = Request("permit", (when, Coming(), At(stay.start.clock)))
        leaves += options_of(understand(comes, calendar))
    if not _is_midday(stay.end):
        stays = (days,) if stay.start is None else ()
        return AskBack(question=Question.WHICH_READING, options=(*stays, *leaves))
    morning = meanings.AtOffice((meanings.Wish(day, Half.AM),))
    home = meanings.Book(wishes=(meanings.Wish(day, Half.PM),))
    return AskBack(question=Question.WHICH_READING, options=(home, *leaves, morning))


TODAY = "oggi"


def _swapped(clause: Clause, pieces: list[Any], calendar: Calendar) -> Heard:
    islands = [island for island in clause.islands if island.tag is Tag.WHEN]
    whens = [end for island in islands for when in island.ways[0] for end in _ends(when)]
    request = Request("swap", tuple(whens) if len(whens) == 2 else tuple(pieces))
    return understand(request, calendar)


def _ends(when: When) -> tuple[When, ...]:
    """Take `da giovedì a venerdì` as two days: the one that is given, and the one wanted."""
    items = when.days.items if isinstance(when.days, Listed) else ()
    if len(items) != 1 or not isinstance(items[0], Stretch):
        return (when,)
    return tuple(When(Listed((Part(end),))) for end in (items[0].first, items[0].last))


def _one_or_the_other(clause: Clause, pieces: list[Any], calendar: Calendar) -> Heard:
    """Offer each of the things that a clause asks for at once."""
    wanted = {
        Tag.CANCEL: Asked.CANCEL,
        Tag.BOOK: Asked.BOOK,
        Tag.MODE: Asked.BOOK,
        Tag.HALF_DAY: Asked.BOOK,
        Tag.AT_OFFICE: Asked.OFFICE,
        Tag.HOURS: Asked.PERMIT,
        Tag.PERMIT: Asked.PERMIT,
        Tag.KIND: Asked.PERMIT,
    }
    kinds = dict.fromkeys(asked for tag, asked in wanted.items() if tag in clause.tags)
    found = [
        understand(Request(kind.value, way), calendar)
        for kind in kinds
        for way in (_in_halves(pieces) if kind is Asked.BOOK else (tuple(pieces),))
    ]
    options = dict.fromkeys(option for heard in found for option in options_of(heard))
    offered = tuple(options)[:MOST_CHOICES]
    return AskBack(question=Question.WHAT_TO_DO, options=offered)


def _in_halves(pieces: list[Any]) -> tuple[tuple[Any, ...], ...]:
    """Take hours at home for the half of the day in which they lie; a length for either."""
    timed = [piece for piece in pieces if isinstance(piece, (From, At, Until, Length))]
    others = [piece for piece in pieces if not isinstance(piece, TIMED)]
    hours = hours_of(timed)
    if not timed or len(others) + len(timed) < len(pieces) or hours.doubt is not None:
        return (tuple(pieces),)
    halves = _halves_of(hours.values[0])
    return tuple((*others, HalfDay(half)) for half in halves) or (tuple(pieces),)


def _halves_of(hours: Hours) -> tuple[Half, ...]:
    start, end = hours.start, hours.until
    if start is not None and hours.minutes is not None:
        end = start + hours.minutes
    if start is None and end is None:
        return tuple(Half) if hours.minutes and hours.minutes <= MOST_OF_A_HALF else ()
    if end is not None and end <= LUNCH[1]:
        return (Half.AM,)
    return (Half.PM,) if start is not None and start >= LUNCH[0] else ()


LUNCH = (12 * 60, 14 * 60)
"""A half of the day ends or begins between these minutes, as people say it."""
MOST_OF_A_HALF = 5 * 60


# ------------------------------------------------------------ several requests


def options_of(heard: Heard) -> tuple[Meaning, ...]:
    """Give the meaning, or those to choose from."""
    return heard.options if isinstance(heard, AskBack) else (heard,)


def one_of(readings: Sequence[Heard], about: str = "") -> Heard:
    """Give the only reading; of several ask which, a reading without doubt being no better."""
    if len(readings) == 1:
        return readings[0]
    options = tuple(dict.fromkeys(option for one in readings for option in options_of(one)))
    offered = options if len(options) <= MOST_CHOICES else ()
    return AskBack(question=Question.WHICH_READING, about=about, options=offered)


def _folded(parts: Sequence[Heard]) -> list[Heard]:
    """Make one request of requests of the same sort: whole days and half days together."""
    found: list[Heard] = []
    for part in parts:
        joined = _joined(found[-1], part) if found else None
        if joined is None:
            found.append(part)
        else:
            found[-1] = joined
    return found if len(found) <= MOST_REQUESTS else _of_each_sort(found)


def _of_each_sort(parts: Sequence[Heard]) -> list[Heard]:
    """Put all days at home together, and all at the office, where too much is asked else."""
    found: list[Heard] = []
    for part in parts:
        at = next((n for n, one in enumerate(found) if _are_alike(one, part)), len(found))
        found[at : at + 1] = [_joined(found[at], part) or part] if at < len(found) else [part]
    return found


def _are_alike(one: Heard, other: Heard) -> bool:
    days = isinstance(one, (meanings.Book, meanings.AtOffice))
    return days and _joined(one, other) is not None


def _joined(one: Heard, other: Heard) -> Heard | None:
    match one, other:
        case meanings.Book(), meanings.Book() if None in (one.mode, other.mode) or (
            one.mode is other.mode
        ):
            wishes = (*_without_halved(one.wishes, other.wishes), *other.wishes)
            return meanings.Book(wishes=_sorted(wishes), mode=one.mode or other.mode)
        case meanings.Cancel(), meanings.AtOffice() if set(other.wishes) <= set(one.wishes):
            return one
        case meanings.Cancel(), meanings.Cancel():
            return meanings.Cancel(wishes=_sorted((*one.wishes, *other.wishes)))
        case meanings.OwnPermits(), meanings.OwnPermits() if one.kind == other.kind:
            return replace(one, days=tuple(sorted({*one.days, *other.days})))
        case meanings.AtOffice(), meanings.AtOffice():
            kept = _without_halved(one.wishes, other.wishes)
            return meanings.AtOffice(_sorted((*kept, *other.wishes)))
    return None


def _without_halved(
    before: Iterable[meanings.Wish], behind: Sequence[meanings.Wish]
) -> list[meanings.Wish]:
    """Leave out whole days of which a half is said behind: `dal 9 all'11, il 10 solo mattina`."""
    halved = {wish.day for wish in behind if wish.half is not None}
    return [wish for wish in before if wish.half is not None or wish.day not in halved]


def _sorted(wishes: Iterable[meanings.Wish]) -> tuple[meanings.Wish, ...]:
    return tuple(sorted(set(wishes), key=lambda wish: (wish.day, wish.half or "")))


def _several(parts: Sequence[Heard]) -> Heard | None:
    """Give one request, or two or three; what is not clear in one of them is asked with all."""
    if len(parts) == 1:
        return parts[0]
    parts = [one for part in parts for one in meanings.parts_of(part)]
    if len(parts) > MOST_REQUESTS:
        return None
    parts = _without_office_days(parts)
    doubt = next((part for part in parts if isinstance(part, AskBack)), None)
    choices = [tuple(together) for together in product(*map(options_of, parts))]
    if doubt is None:
        return meanings.Several(_beside_each_other(choices[0]))
    offered = tuple(map(_together, choices)) if len(choices) <= MOST_CHOICES else ()
    so_far = _all_without_day(parts)
    return replace(doubt, options=offered, so_far=so_far or doubt.so_far)


def _all_without_day(parts: Sequence[Heard]) -> meanings.Several | None:
    """Give parts of which only the day is missing: `mattina in smart, pomeriggio in ufficio`."""
    open_ones = [one for one in parts if isinstance(one, AskBack) and not one.options]
    asked = [one.so_far for one in open_ones if one.question is Question.WHICH_DAY]
    known = tuple(one for one in asked if one is not None)
    return meanings.Several(known) if len(known) == len(parts) else None


def _without_office_days(parts: Sequence[Heard]) -> list[Heard]:
    """
    Take Thursday out of `la settimana prossima da casa e giovedì in ufficio`.

    Of a day of which a half is at the office, the other half is left.
    """
    office = [
        wish for part in parts if isinstance(part, meanings.AtOffice) for wish in part.wishes
    ]
    return [_booked_beside(part, office) for part in parts]


def _booked_beside(part: Heard, office: Sequence[meanings.Wish]) -> Heard:
    if not isinstance(part, meanings.Book):
        return part
    halves = {wish.day: wish.half for wish in office if wish.half is not None}
    left = tuple(
        meanings.Wish(wish.day, _other(half)) if half is not None else wish
        for wish in part.wishes
        for half in [halves.get(wish.day) if wish.half is None else None]
        if wish not in office
    )
    return replace(part, wishes=left) if left else part


def _other(half: Half) -> Half:
    return Half.PM if half is Half.AM else Half.AM


def _together(parts: tuple[Meaning, ...]) -> Meaning:
    """Put parts together; days are only looked at where a move is not clear: it is no part."""
    acts = tuple(part for part in parts if part != meanings.MyDays())
    return acts[0] if len(acts) == 1 else meanings.Several(_beside_each_other(acts or parts))


def _beside_each_other(parts: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Note of half a day at the office that the rest of the day is asked for beside it."""
    booked = {
        wish.day for part in parts if isinstance(part, meanings.Book) for wish in part.wishes
    }
    return tuple(
        replace(part, rest_said=True)
        if isinstance(part, meanings.AtOffice) and booked & {wish.day for wish in part.wishes}
        else part
        for part in parts
    )
