"""Which clauses an individual agreement must have, and which are missing."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime

from rules.decision import Decision, Reason, Source, Verdict
from rules.facts import ROME, Employee, Mode
from rules.policy.lasting import Clause
from rules.policy.library import Policy
from rules.reasons import ReasonCode


def agreement(
    policy: Policy, person: Employee, *, at: datetime, clauses: AbstractSet[str]
) -> Decision:
    """
    Decide whether an agreement with these clauses is complete.

    The agreement's own mode decides which clauses are asked for (agile without one).

    Returns:
        COMPLETE or INCOMPLETE, with `missing` (sorted ids of clauses) in its values.

    Source: the tables `clauses` of the policy.

    """
    on = at.astimezone(ROME).date()
    tables = policy.on(on)
    mode = person.agreement.mode if person.agreement else Mode.AGILE
    asked = [
        rule
        for rule in tables.clauses
        if mode in rule.modes and (rule.for_if is None or rule.for_if.holds(person, on))
    ]
    lacking = {clause: None for rule in asked for clause in sorted(rule.clauses - clauses)}
    reasons = [_missing(clause, asked) for clause in lacking]
    missing = tuple(sorted({str(reason.figures["clause"]) for reason in reasons}))
    if missing:
        return Decision("agreement", Verdict.INCOMPLETE, tuple(reasons), {"missing": missing})
    first = next(iter(tables.clauses), None)
    source, also = (first.cited, first.also) if first else (Source(""), ())
    complete = Reason(ReasonCode.CLAUSES_COMPLETE, source, against=False, also=also)
    return Decision("agreement", Verdict.COMPLETE, (complete,), {"missing": ()})


def _missing(clause: str, asked: Iterable[Clause]) -> Reason:
    """Say once that a clause is missing, with every article that demands it."""
    first, *others = (rule for rule in asked if clause in rule.clauses)
    reason = first.because(ReasonCode.CLAUSE_MISSING, {"clause": clause}, against=True)
    further = (article for rule in others for article in (rule.source, *rule.also))
    return reason.citing(tuple(further))
