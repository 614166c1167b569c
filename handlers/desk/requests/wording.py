"""How requests of any kind are said: days, verdicts, who is out, who decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from handlers.desk.cases.presence import Away
from handlers.desk.cases.whereabouts import Standing
from handlers.desk.requests.request import Request
from handlers.texts import Line
from rules.decision import Reason, Source, Verdict
from rules.facts import Slot
from rules.reasons import ReasonCode
from storage.people.people import Person
from storage.requests.bookings import Booking

NOT_FOR_MANAGERS = frozenset({ReasonCode.PREVALENCE_EXEMPT})
"""Reasons that would tell a manager of somebody's health or family."""
NAMED = 10
"""With these a card stays within one message of Telegram."""


def day_of(booking: Booking) -> Line:
    """Say the day, and which half of it; of a swap also which day gives way."""
    if booking.gives_up is None:
        return slot_line(booking.slot)
    return "day.moved", {"new": slot_line(booking.slot), "old": slot_line(booking.gives_up)}


def slot_line(slot: Slot) -> Line:
    """Say a day, and which half of it."""
    return f"day.{slot.half or 'whole'}", {"day": slot.day}


def mark_line(verdict: Verdict) -> Line:
    """Say what the rules say, in a sentence."""
    return f"approvals.verdict.{verdict.value}", {}


def discreet(reasons: Iterable[Reason]) -> list[Reason]:
    """Leave out what a manager need not know."""
    return [_discreet(reason) for reason in reasons if reason.code not in NOT_FOR_MANAGERS]


def _discreet(reason: Reason) -> Reason:
    """
    Say a limit that is higher for personal reasons without the article, which names them.

    Nor is told how the act was read for facts of the person.
    """
    told = tuple(one for one in reason.readings if not one.personal)
    if told != reason.readings:
        reason = reason._replace(readings=told)
    if not reason.figures.get("personal"):
        return reason
    return reason._replace(source=Source(""), also=())


def out_line(out: Sequence[Away]) -> Line:
    """Tell who else of the office is out that day: agile, absent or for hours, never why."""
    if not out:
        return "approvals.nobody_out", {}
    return "approvals.out", {"people": names_of(out, NAMED), "count": len(out)}


def names_of(out: Sequence[Away], most: int) -> list[Line]:
    """Name some of those who are out, and count the others."""
    listed: list[Line] = [_away_line(away) for away in out[:most]]
    if len(out) > most:
        listed.append(("approvals.out.more", {"count": len(out) - most}))
    return listed


def _away_line(away: Away) -> Line:
    if away.out is Standing.OFFICE:
        return "approvals.out.hours", {"name": away.name, "hours": away.hours}
    half = f".{away.half}" if away.half else ""
    return f"approvals.out.{away.out.value}{half}", {"name": away.name}


def by_line(request: Request, named: Mapping[int, Person]) -> Line:
    """Say who decided, and in whose name."""
    ids = [found for found in (request.decided_by, request.decided_for) if found is not None]
    names = [named[found].name for found in ids if found in named]
    if len(names) > 1:
        return "approvals.by.delegate", {"name": names[0], "principal": names[1]}
    return ("approvals.by", {"name": names[0]}) if names else ("approvals.by.desk", {})
