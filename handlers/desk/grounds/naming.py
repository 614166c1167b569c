"""How many days and permits are named in one message: some by name, all of them counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from handlers.desk.cases.permit_wording import kind_for_managers, kind_line, when_line
from handlers.desk.grounds.judging import Groundless
from handlers.desk.requests.wording import day_of
from handlers.texts import Line, explaining
from rules.decision import Reason
from storage.requests.bookings import Booking
from storage.requests.permits_found import PermitRecord

NAMED = 12
"""Days, permits or reasons that are named one by one."""


def days_named(found: Sequence[Groundless]) -> list[Line]:
    """Name days, or say from when to when they lie and how many they are."""
    return bookings_named([one.booking for one in found])


def bookings_named(found: Sequence[Booking]) -> list[Line]:
    """Name the days of bookings in the same way."""
    if len(found) <= NAMED:
        return [day_of(one) for one in found]
    days = [one.day for one in found]
    return [("grounds.span", {"first": min(days), "last": max(days), "count": len(found)})]


def permits_named(gone: Sequence[PermitRecord], *, own: bool) -> list[Line]:
    """Name permits, and count those beyond; managers read of a kind only what they may."""
    lines: list[Line] = [
        (
            "permits.what",
            {
                "kind": kind_line(one.permit.kind) if own else kind_for_managers(one.permit),
                "when": when_line(one.permit),
            },
        )
        for one in gone[:NAMED]
    ]
    if len(gone) > NAMED:
        lines.append(("grounds.permits.more", {"count": len(gone) - NAMED}))
    return lines


def reasons_named(found: Sequence[Groundless]) -> list[Line]:
    """Say each reason once, of its first day, and for how many days more it holds."""
    of_reason: defaultdict[str, list[Reason]] = defaultdict(list)
    for one in found:
        for reason in one.reasons:
            of_reason[_but_for_the_day(reason)].append(reason)
    groups = list(of_reason.values())
    lines = [_of_all(group) for group in groups[:NAMED]]
    if rest := sum(map(len, groups[NAMED:])):
        lines.append(("grounds.reasons.more", {"count": rest}))
    return lines


def _of_all(group: Sequence[Reason]) -> Line:
    line = explaining.line_with_article(group[0])
    if len(group) == 1:
        return line
    return "grounds.same", {"reason": line, "count": len(group) - 1}


def _but_for_the_day(reason: Reason) -> str:
    figures: Mapping[str, Any] = {
        name: value for name, value in reason.figures.items() if name != "day"
    }
    return repr((reason.code, reason.articles, sorted(figures.items())))
