"""Days that the rules have judged, as lines."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.desk.cases.judging import Judged
from handlers.texts import Line, explaining
from rules.decision import Verdict
from rules.reasons import ReasonCode


def day_line(judged: Judged) -> Line:
    """Say a day, and which half of it."""
    return f"day.{judged.half or 'whole'}", {"day": judged.day}


def judged_line(judged: Judged) -> Line:
    """Say one day with its verdict; what stands in the way with its article."""
    verdict = judged.decision.verdict or Verdict.ALLOWED
    return f"booking.judged.{verdict.value}", {
        "day": day_line(judged),
        "reasons": explaining.lines_beneath(judged.decision.obstacles),
    }


def open_points(judged: Iterable[Judged]) -> list[Line]:
    """Tell on which points that the act leaves open days rest that may be had, each once."""
    had = [one for one in judged if not one.refused]
    others = [reason for one in had for reason in one.decision.reasons if not reason.against]
    halves = any(one.half is not None for one in had)
    silent = halves and any(one.code == ReasonCode.SILENT for one in others)
    unsaid: list[Line] = [("inquiries.halves.silent", {})] if silent else []
    return unsaid + explaining.readings(others)


def explained(judged: Judged) -> Line:
    """Say everything that the rules have to say about a day."""
    reasons = judged.decision.obstacles or judged.decision.reasons
    return "booking.explained", {"day": day_line(judged), "reasons": explaining.lines(reasons)}
