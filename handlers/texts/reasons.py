"""The one place where a reason of a decision becomes a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from handlers.texts.messages import Line, label
from rules.decision import Reason
from rules.facts import Period
from rules.history import days_of
from rules.reasons import ReasonCode

AWAY = frozenset({ReasonCode.WORKS_AGILE, ReasonCode.WORKS_REMOTE})


def reason(reason: Reason, locale: str) -> str:
    """Say a reason in plain text with its figures; articles and quote are the caller's to show."""
    key, arguments = line_of(reason)
    return label(key, locale, **arguments)


def line_of(reason: Reason) -> Line:
    """Give the sentence of a reason in no language yet, for messages that are sent later."""
    figures = reason.figures
    line = (
        key_of(reason),
        {**figures, **period_of(figures), **left_of(figures), **activities_of(figures)},
    )
    return ("reason.ordinary", {"sentence": line}) if reason.figures.get("ordinary") else line


def key_of(reason: Reason) -> str:
    """
    Name the sentence.

    An agreement without an end has its own, and so have half a day away and a kind of work that
    only one body has.
    """
    if reason.code in AWAY and reason.figures.get("half"):
        return f"reason.{reason.code}.{reason.figures['half']}"
    if reason.figures.get("own"):
        return f"reason.{reason.code}.own"
    if "last_day" in reason.figures and reason.figures["last_day"] is None:
        return f"reason.{reason.code}.open"
    return f"reason.{reason.code}"


def period_of(figures: Mapping[str, Any]) -> dict[str, Line]:
    """Name the period in which something was counted: `a novembre`, `nel bimestre ...`."""
    if "per" not in figures or "start" not in figures:
        return {}
    start: date = figures["start"]
    end = days_of(Period(figures["per"]), start)[-1]
    return {"period": (f"period.{figures['per']}", {"start": start, "end": end})}


def activities_of(figures: Mapping[str, Any]) -> dict[str, list[Line]]:
    """Name kinds of work some of which no catalogue knows: those in the words of the act."""
    own = figures.get("own")
    if not own:
        return {}
    return {"activities": [_activity(kind, own) for kind in figures["kinds"]]}


def _activity(kind: str, own: Mapping[str, str]) -> Line:
    return ("activity.own", {"words": own[kind]}) if kind in own else (f"word.{kind}", {})


def left_of(figures: Mapping[str, Any]) -> dict[str, float]:
    """Count what a quota leaves once this day is booked too."""
    if not {"booked", "asked", "max_days"} <= figures.keys():
        return {}
    return {"left_after": figures["max_days"] - figures["booked"] - figures["asked"]}


def article(identifier: str) -> str:
    """Write an article id as people cite it: `art. 20.4.a`, `CCNL art. 66.1.b`."""
    act, colon, place = identifier.rpartition(":")
    return f"{act} art. {place}" if colon else f"art. {place}"


def articles(identifiers: Iterable[str]) -> str:
    """Write several one after the other, each once; empty where the act cites none."""
    return ", ".join(dict.fromkeys(article(identifier) for identifier in identifiers))
