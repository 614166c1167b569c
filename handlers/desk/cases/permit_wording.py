"""How a permit is said: its kind, its time, what is left, and what a manager may read of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from handlers.texts import Line
from handlers.texts.reasons import period_of
from rules.decision import Reason
from rules.facts import Period, Permit
from rules.permit_balances import Balance, Limit
from rules.reasons import ReasonCode

NAMED_TO_MANAGERS = frozenset({"exam", "personal", "short", "study"})
"""
Kinds that tell nothing of health, disability, family or unions.

A manager reads of any other kind only that it is a permit: the rules weigh what entitles to it,
HR administers it, and deciding needs the day, the hours and the verdict (GDPR art. 9 and 5.1.c).
"""
IN_DAYS = frozenset({ReasonCode.PERMIT_WITHIN_DAYS, ReasonCode.PERMIT_OVER_DAYS})


def kind_line(kind: str) -> Line:
    """Say a kind."""
    return f"permits.kind.{kind}", {}


def kind_for_managers(permit: Permit) -> Line:
    """Say a kind to who decides, or only how it is had."""
    if permit.kind in NAMED_TO_MANAGERS:
        return kind_line(permit.kind)
    return f"permits.kind.discreet.{'hours' if permit.days is None else 'days'}", {}


def when_line(permit: Permit) -> Line:
    """Say the day with its hours, or the days."""
    if permit.days is not None:
        return "permits.when.days", {"day": permit.on, "days": permit.days}
    start, minutes = permit.start, permit.minutes or 0
    if start is None:
        return "permits.when.length", {"day": permit.on, "minutes": minutes}
    figures = {"day": permit.on, "start": start, "end": start + minutes, "minutes": minutes}
    return "permits.when.hours", figures


def per_line(per: str | None, start: date) -> Line:
    """Say over what a limit is counted."""
    if per is not None and per in list(Period):
        return period_of({"per": per, "start": start})["period"]
    return f"permits.per.{per or 'ever'}", {}


def change_line(balance: Balance, reason: Reason) -> Line:
    """Say what is left before a permit and after it."""
    figures = reason.figures
    before = max(0, figures["limit"] - figures["used"])
    named: dict[str, Any] = {
        "period": per_line(balance.per, balance.start),
        "before": _amount(before),
        "after": _amount(max(0, before - figures["asked"])),
    }
    unit = "days" if reason.code in IN_DAYS else "minutes"
    return f"permits.change.{unit}", named


def balance_lines(balance: Balance) -> list[Line]:
    """Say what is left of a kind: in hours, in days, or in both."""
    period = per_line(balance.per, balance.start)
    limits = (("minutes", balance.minutes), ("days", balance.days))
    lines: list[Line] = []
    for unit, limit in limits:
        if limit is not None:
            lines.append((f"permits.left.{unit}", {"period": period, **_figures(limit)}))
    return lines or [("permits.left.unlimited", {})]


def _figures(limit: Limit) -> dict[str, int | float]:
    figures = {"left": limit.left, "used": limit.used, "most": limit.most}
    return {name: _amount(figure) for name, figure in figures.items()}


def _amount(figure: float) -> int | float:
    """Give a whole number as one: nobody says 3,0 days."""
    return int(figure) if figure == int(figure) else figure
