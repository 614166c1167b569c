"""Clauses: islands put together into requests, one for each thing that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.reading.clause import Asked, Clause
from handlers.reading.cues import Tag
from handlers.reading.days import Calendar
from handlers.reading.days_beside import with_days_beside
from handlers.reading.days_of_clauses import (
    are_two_permits,
    in_halves_of_a_day,
    in_one_stretch,
    in_one_week,
    on_one_day,
    with_days,
    with_rest_of_week,
)
from handlers.reading.island import Island
from handlers.reading.meaning_of_clauses import meant_by
from handlers.reading.meanings import Heard
from handlers.reading.resting import is_rest
from handlers.reading.said import (
    Part,
    Vague,
    When,
)
from handlers.reading.several import MOST_REQUESTS, folded, one_of, several
from handlers.reading.whens import items_of
from rules.facts import Half


def requests_in(islands: Sequence[Island], calendar: Calendar) -> Heard | None:
    """Give what islands ask for, each request by itself; None if they ask for nothing."""
    gathered = _gathered(_clauses(islands))
    parts = [part for clause in gathered for part in _divided(clause) if not part.says_nothing]
    if not parts or len(parts) > 2 * MOST_REQUESTS:
        return None
    ways = [
        list(with_days(in_halves_of_a_day(in_one_stretch(in_one_week(way)))))
        for beside in with_days_beside(parts, calendar)
        for way in with_rest_of_week(beside, calendar)
    ]
    ways = [bound for way in ways for bound in on_one_day(way, calendar)]
    found = [several(folded([meant_by(part, calendar) for part in way])) for way in ways]
    heard = [one for one in found if one is not None]
    return one_of(heard) if len(heard) == len(found) else None


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
    rest = any(is_rest(when) and isinstance(when.days, Vague) for when in clause.whens)
    return rest and clause.asked is Asked.ANYTHING


def _gathered(clauses: Sequence[Clause]) -> list[Clause]:
    """Join clauses that say one thing between them: a day here, what to do with it there."""
    found: list[Clause] = []
    for place, clause in enumerate(clauses):
        last = place + 1 == len(clauses)
        if found and last and _says_nothing_of_the_other_half(found[-1], clause):
            continue
        if found and (
            (last and _is_all_of_the_day(found[-1], clause))
            or (_belongs(found[-1], clause) and not _is_of_a_half_alone(found, clause))
        ):
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


def _is_all_of_the_day(before: Clause, clause: Clause) -> bool:
    """Tell whether the last word is the other half of one day: `giovedì mattina e pomeriggio`."""
    said = [*_halves_said(before)]
    days = [item for when in before.whens for item in items_of(when)]
    if clause.tags != {Tag.HALF} or before.asked is Asked.OFFICE or len(days) != 1:
        return False
    other = clause.islands[-1].ways[0][0]
    return len(said) == 1 and isinstance(other, Half) and other is not said[0]


def _says_nothing_of_the_other_half(before: Clause, clause: Clause) -> bool:
    """Tell whether what is said of the other half is not read: `mattina smart, pomeriggio off`."""
    if clause.tags != {Tag.HALF, Tag.UNREAD} or before.asked not in (Asked.BOOK, Asked.OFFICE):
        return False
    said = [*_halves_said(before)]
    return bool(said) and set(_halves_said(clause)).isdisjoint(said)


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
    for when in clause.whens:
        yield from (half for half in _halves_of(when) if half is not None)


def _halves_of(when: When) -> list[Half | None]:
    return [item.half for item in items_of(when) if isinstance(item, Part)]


def _belongs(before: Clause, clause: Clause) -> bool:
    if before.has_days and clause.has_days:
        alone = before.asked is clause.asked is Asked.ANYTHING
        return alone and Tag.HALF not in before.tags | clause.tags
    together = before.joined(clause).asked
    if together is Asked.CONTRADICTION or are_two_permits(before, clause):
        return False
    if Asked.ANYTHING in (before.asked, clause.asked) or before.asked is clause.asked:
        return True
    if before.asked in (Asked.HOME, Asked.WORK) and together is Asked.BOOK:
        return True
    weak = before.asked is Asked.BOOK and not before.has_days and before.tags <= WEAK
    return weak or (clause.tags <= {Tag.KIND, Tag.UNREAD} and together is before.asked)


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
