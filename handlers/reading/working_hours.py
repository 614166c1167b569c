"""Hours at work and at home: halves of a day, and what is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from types import NoneType
from typing import Any, NamedTuple

from handlers.reading import meanings
from handlers.reading.building import HalfDay, Request
from handlers.reading.clause import Clause
from handlers.reading.cues import Tag
from handlers.reading.days import Calendar
from handlers.reading.hours import (
    TIMED,
    At,
    Coming,
    From,
    Going,
    Hours,
    Length,
    There,
    Until,
    hours_of,
    minute_of,
)
from handlers.reading.meanings import AskBack, Edge, Heard, Meaning, Question
from handlers.reading.pieces import of
from handlers.reading.requests import understand
from handlers.reading.said import (
    Ahead,
    Listed,
    Part,
    When,
)
from handlers.reading.several import options_of
from rules.facts import Half


def is_midday(minute: int) -> bool:
    """Tell whether a minute is one at which a half of the day ends."""
    return LUNCH[0] <= minute <= LUNCH[1]


def is_at_work(clause: Clause, pieces: list[Any]) -> bool:
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


def stay_in(clause: Clause, pieces: list[Any]) -> Stay | None:
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


def at_work_then_home(stay: Stay, pieces: Sequence[Any], calendar: Calendar) -> Heard:
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
    if not is_midday(stay.end):
        stays = (days,) if stay.start is None else ()
        return AskBack(question=Question.WHICH_READING, options=(*stays, *leaves))
    morning = meanings.AtOffice((meanings.Wish(day, Half.AM),))
    home = meanings.Book(wishes=(meanings.Wish(day, Half.PM),))
    return AskBack(question=Question.WHICH_READING, options=(home, *leaves, morning))


TODAY = "oggi"


def in_halves(pieces: list[Any]) -> tuple[tuple[Any, ...], ...]:
    """Take hours at home for the half of the day in which they lie; a length for either."""
    timed = [piece for piece in pieces if isinstance(piece, TIMED)]
    if [type(piece) for piece in timed] != [From, Going]:  # `dalle 14 in poi`
        timed = [piece for piece in timed if isinstance(piece, (From, At, Until, Length))]
    others = [piece for piece in pieces if not isinstance(piece, TIMED)]
    hours = hours_of(timed)
    if not timed or len(others) + len(timed) < len(pieces) or hours.doubt is not None:
        return (tuple(pieces),)
    halves = halves_of(hours.values[0])
    return tuple((*others, HalfDay(half)) for half in halves) or (tuple(pieces),)


def halves_of(hours: Hours) -> tuple[Half, ...]:
    """Give the halves of a day that hours can stand for."""
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
