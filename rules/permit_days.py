"""Which days a permit of whole days takes: working days, or days of the calendar in one piece."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, timedelta

from rules.calendar import days_worked_from
from rules.facts import Permit
from rules.history import History
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy

LONGEST_SPAN = timedelta(days=186)
"""How long before a day a permit of whole days is looked for that may still cover it."""


def days_of(history: History, permit: Permit, workdays: AbstractSet[int]) -> list[date]:
    """
    List the days that a permit of whole days takes, from its first on.

    `history` has what is free for other reasons: working days pass over it.
    """
    count = permit.days or 0
    if permit.consecutive:
        return [permit.on + timedelta(days=n) for n in range(count)]
    return days_worked_from(history, permit.on, frozenset(workdays), count)


def in_one_piece(policy: Policy, permit: Permit) -> Permit:
    """
    Give a permit with what its kind says of its days, by the act in force on the first of them.

    Source: `indivisible` in the table `permits` of the policy.
    """
    if permit.days is None:
        return permit
    try:
        rule = policy.on(permit.on).permits.get(permit.kind)
    except PolicyNotInForceError:
        return permit
    return replace(permit, consecutive=rule is not None and rule.indivisible)


def all_in_one_piece(policy: Policy, history: History) -> History:
    """Give a history whose permits know of their days what the act says."""
    if all(permit.days is None for permit in history.permits):
        return history
    return history.with_permits([in_one_piece(policy, one) for one in history.permits])
