"""In what an agreement allows more than before: days, a later end, the end of a suspension."""

from __future__ import annotations

from datetime import date

from rules.facts import Agreement, Scheme, Suspension


def of(before: Agreement, after: Agreement, *, today: date) -> tuple[str, ...]:
    """Name the terms by which an agreement allows more from today on; none if it does not."""
    grew = {
        "scheme": _more_days(before.scheme, after.scheme),
        "last_day": _later(before.last_day, after.last_day),
        "suspended": _active_again(before.suspended, after.suspended, today=today),
    }
    return tuple(term for term, more in grew.items() if more)


def _more_days(before: Scheme | None, after: Scheme | None) -> bool:
    """Compare what can be: so many of one period, or weekdays and others besides."""
    if before is None or after is None or before.per is not after.per:
        return False
    if before.per is None:
        return before.weekdays < after.weekdays
    return (before.days or 0) < (after.days or 0)


def _later(before: date | None, after: date | None) -> bool:
    return before is not None and (after is None or before < after)


def _active_again(before: Suspension | None, after: Suspension | None, *, today: date) -> bool:
    if before is None or (before.last_day is not None and before.last_day < today):
        return False
    if after is None:
        return True
    ends_sooner = after.last_day is not None and after.last_day < (before.last_day or date.max)
    return ends_sooner and before.first_day <= after.first_day
