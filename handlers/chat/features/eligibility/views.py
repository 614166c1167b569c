"""The verdict with every reason, what would make it pass, and the words of the act."""

from __future__ import annotations

from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.cases.first_step import FirstStep, step_line
from handlers.desk.context import Actor
from handlers.desk.eligibility.actions import Eligibility
from handlers.desk.presses import pack
from handlers.texts import Line, explaining, label, message
from rules.decision import Decision, Reason, Verdict
from rules.facts import Mode
from rules.reasons import ReasonCode

HINTS = {
    ReasonCode.MODE_NOT_REGULATED: "eligibility.hint.mode_not_regulated",
    ReasonCode.EXCLUDED_ACTIVITY: "eligibility.hint.excluded_activity",
    ReasonCode.EXCLUDED_FACT: "eligibility.hint.excluded_fact",
    ReasonCode.SANCTIONS: "eligibility.hint.sanctions",
    ReasonCode.LOW_EVALUATION: "eligibility.hint.low_evaluation",
    ReasonCode.NO_TITLE: "eligibility.hint.no_title",
}
"""What would take an obstacle out of the way."""
FACT_HINTS = {
    "remote_access": "eligibility.hint.fact.remote_access",
    "equipment": "eligibility.hint.fact.equipment",
    "backlog": "eligibility.hint.fact.backlog",
}


def verdict(actor: Actor, result: Eligibility, step: FirstStep | None) -> Reply:
    """
    Show the verdict for each way of working, with a button for the act's words.

    `step` is what somebody without an agreement does next; others may book.
    """
    parts = [part(mode, decision) for mode, decision in result.by_mode]
    why = Button(label("explaining.why", actor.locale), pack("eligibility", "why"))
    book = Button(label("menu.booking.open", actor.locale), pack("booking", "open"))
    open_way = any(decision.verdict is Verdict.ELIGIBLE for _, decision in result.by_mode)
    if step is not None and step.admitted:
        parts.append(step_line(step))
    may_book = [book] if open_way and result.agreement else []
    rows = rows_of([why], may_book, [back_to_menu(actor.locale)])
    return Reply(text=message("eligibility.answer", actor.locale, parts=parts), rows=rows)


def part(mode: Mode, decision: Decision) -> Line:
    """Lay out the answer for one way of working."""
    if decision.verdict is Verdict.ELIGIBLE:
        return "eligibility.yes", {"mode": mode, "reasons": explaining.lines(decision.reasons)}
    reasons = explaining.lines(decision.obstacles)
    said = [hint(reason) for reason in decision.obstacles]
    hints = [line for place, line in enumerate(said) if line not in said[:place]]
    return "eligibility.no", {"mode": mode, "reasons": reasons, "hints": hints}


def hint(reason: Reason) -> Line:
    """Say what would make this obstacle pass; what the article itself leaves open comes first."""
    if words := reason.figures.get("way_out"):
        return "eligibility.hint.way_out", {"words": words}
    fact = str(reason.figures.get("fact", ""))
    return FACT_HINTS.get(fact) or HINTS[ReasonCode(reason.code)], {}


def words_of_the_act(actor: Actor, result: Eligibility) -> Reply:
    """Show what the act says for each reason that the verdict names."""
    reasons = [
        reason
        for _, decision in result.by_mode
        for reason in decision.obstacles or decision.reasons
    ]
    text = explaining.words_of_the_act(actor.policy, reasons, actor.locale)
    back = Button(label("eligibility.back", actor.locale), pack("eligibility", "show"))
    return Reply(text=text, rows=rows_of([back], [back_to_menu(actor.locale)]))
