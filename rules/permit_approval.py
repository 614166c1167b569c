"""Whether a permit waits for an approval, or is merely communicated."""

from __future__ import annotations

from datetime import datetime

from rules.calendar import modes_within
from rules.decision import Decision, Reason, Source
from rules.facts import ROME, Employee, Mode, Permit
from rules.history import History
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.policy.values import Value
from rules.reasons import ReasonCode

AWAY = frozenset({Mode.AGILE, Mode.REMOTE})


def permit_approval(
    policy: Policy, person: Employee, history: History, *, at: datetime, asked: Permit
) -> Decision:
    """
    Tell whether somebody must approve a permit.

    Where the act is silent it is approved: a permit suspends what the person owes that day.

    Returns:
        A decision without verdict; `needed` (bool) in its values. Who approves is whom the
        question `approver` names.

    Source: the tables `permit_approvals` and `agile_permits.approval` of the policy.

    """
    today = at.astimezone(ROME).date()
    tables = policy.on(max(asked.on, today))
    of_kind = tables.permit_approvals.get(asked.kind)
    of_day = _of_the_day(tables, person, history, asked)
    needed = of_day is not None or of_kind is None or of_kind.needed
    found = of_day or of_kind
    code = ReasonCode.PERMIT_APPROVED if needed else ReasonCode.PERMIT_COMMUNICATED
    reason = Reason(
        code,
        found.cited if found else Source(""),
        against=False,
        figures={"kind": asked.kind},
        also=found.also if found else (),
    )
    return Decision("permit_approval", None, (reason,), {"needed": needed})


def _of_the_day(tables: Tables, person: Employee, history: History, asked: Permit) -> Value | None:
    """Give what the act says of hours on a day worked elsewhere: approved, whatever the kind."""
    modes = modes_within(person, history, asked.on, asked.start, asked.minutes)
    if asked.minutes is None or AWAY.isdisjoint(modes):
        return None
    rule = tables.agile_permits.approval
    return None if rule is not None and asked.kind in rule.except_kinds else rule
