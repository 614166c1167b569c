"""Whose agreement an import lets allow more is told once; nothing is booked for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.desk.context import Desk
from handlers.desk.posting import post_line
from handlers.texts import Line
from rules.facts import Agreement
from storage.staff_file import Grown, growth
from storage.unit_of_work import UnitOfWork


def tell_grown(uow: UnitOfWork, desk: Desk, one: Grown) -> None:
    """Tell the person in what their agreement allows more, and that they book as ever."""
    lines = list(_lines(one.after, growth.of(one.before, one.after, today=desk.today())))
    line: Line = ("grounds.grown.person", {"lines": lines})
    occasion = f"grounds:grown:{one.after.mode}:{one.after.first_day}:{desk.clock():%Y%m%d%H%M%S}"
    post_line(uow, desk, one.employee_id, line, f"{occasion}:{one.employee_id}")


def _lines(terms: Agreement, more: tuple[str, ...]) -> Iterator[Line]:
    scheme, last, suspended = terms.scheme, terms.last_day, terms.suspended
    if "scheme" in more and scheme is not None:
        if scheme.per is None:
            yield "agreement.scheme.weekdays", {"weekdays": sorted(scheme.weekdays)}
        else:
            yield f"agreement.scheme.{scheme.per.value}", {"days": scheme.days}
    if "last_day" in more:
        yield _dated(last, "grounds.grown.until", "grounds.grown.open")
    if "suspended" in more:
        end = None if suspended is None else suspended.last_day
        yield _dated(end, "grounds.grown.rest", "grounds.grown.active")


def _dated(day: date | None, key: str, without: str) -> Line:
    return (without, {}) if day is None else (key, {"day": day})
