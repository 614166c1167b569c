"""Ask the rules whether a person may be admitted, for each way of working that their act knows."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk.context import Actor, Desk
from rules import questions as law
from rules.decision import Decision, Verdict
from rules.facts import Mode
from rules.reasons import ReasonCode
from storage.days import facts


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The answer for each way of working, agile first, and whether there is an agreement."""

    by_mode: tuple[tuple[Mode, Decision], ...]
    agreement: bool


def ask(desk: Desk, actor: Actor) -> Eligibility:
    """Decide about agile work, and about remote work where the body's act provides for it."""
    at = desk.clock()
    with desk.store.reading() as uow:
        case = facts.load(uow, actor.id, on=desk.today())
    asked = [
        (mode, law.eligible(actor.policy, case.person, at=at, mode=mode))
        for mode in (Mode.AGILE, Mode.REMOTE)
    ]
    regulated = [(mode, decision) for mode, decision in asked if not _unknown(decision)]
    return Eligibility(tuple(regulated or asked[:1]), agreement=bool(case.terms))


def is_admitted(found: Eligibility) -> bool:
    """Tell whether the act admits somebody to any way of working."""
    return any(one.verdict is Verdict.ELIGIBLE for _, one in found.by_mode)


def _unknown(decision: Decision) -> bool:
    return any(reason.code == ReasonCode.MODE_NOT_REGULATED for reason in decision.obstacles)
