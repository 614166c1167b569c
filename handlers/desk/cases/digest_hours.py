"""At which moment of a day a person's digest comes."""

from __future__ import annotations

from datetime import date, datetime

from rules.facts import moment
from rules.policy.library import Policy
from storage.people.preferences import Wishes


def minute_of(policy: Policy, wishes: Wishes, day: date) -> int:
    """Give the minute of the day that somebody chose, or that the body's working day begins."""
    if wishes.digest_minute is not None:
        return wishes.digest_minute
    return policy.on(day).hours.start


def moment_of(policy: Policy, wishes: Wishes, day: date) -> datetime:
    """Give the same as a moment."""
    return moment(day, minute_of(policy, wishes, day))


def key_of(employee_id: int, day: date) -> str:
    """Name somebody's digest of a day: there is one."""
    return f"digest:{employee_id}:{day}"
