"""Who authorises this person, and who stands in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from rules.decision import Decision, Reason
from rules.facts import ROME, Employee
from rules.policy.library import Policy
from rules.policy.schema import ApproverRule
from rules.reasons import ReasonCode


def approver(
    policy: Policy, person: Employee, *, at: datetime, absent: Collection[str] = ()
) -> Decision:
    """
    Name the role that authorises a person's requests at a moment.

    Args:
        policy: the body's policy.
        person: the facts; appointment and rank decide.
        at: aware moment.
        absent: roles that nobody holds, or whose holder is away.

    Returns:
        A decision without verdict; `role` in its values is None if everybody named is absent.

    Source: the table `approver` of the policy.

    """
    tables = policy.on(at.astimezone(ROME).date())
    skipped: list[Reason] = []
    for rule in _rules_for(tables.approver, person):
        for role in rule.roles:
            figures = {"role": role}
            if role not in absent:
                found = Reason(
                    ReasonCode.APPROVES, rule.cited, against=False, figures=figures, also=rule.also
                )
                return Decision("approver", None, (*skipped, found), {"role": role})
            skipped.append(
                Reason(
                    ReasonCode.ROLE_ABSENT,
                    rule.cited,
                    against=True,
                    figures=figures,
                    also=rule.also,
                )
            )
        nobody = Reason(
            ReasonCode.NOBODY_APPROVES,
            rule.cited,
            against=True,
            figures={"roles": rule.roles},
            also=rule.also,
        )
        return Decision("approver", None, (*skipped, nobody), {"role": None})
    raise AssertionError(f"the schema gives every rank an approver, {person.rank} has none")


def _rules_for(rules: Iterable[ApproverRule], person: Employee) -> list[ApproverRule]:
    """List the rules for a person, the one for their appointment first."""
    fitting = [
        rule
        for rule in rules
        if person.rank in rule.ranks
        and (not rule.appointments or person.appointment in rule.appointments)
    ]
    return sorted(fitting, key=lambda rule: not rule.appointments)
