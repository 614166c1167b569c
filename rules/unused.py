"""What becomes of a day away on which the person was absent."""

from __future__ import annotations

from datetime import date

from rules.decision import Decision, Reason, Source
from rules.facts import AbsenceKind
from rules.policy.library import Policy
from rules.policy.values import Value
from rules.reasons import ReasonCode


def unused(policy: Policy, *, on: date, kind: AbsenceKind) -> Decision:
    """
    Tell whether a day of agile or remote work is lost to an absence, or may be had again.

    Args:
        policy: the body's policy; the version in force on the day is asked.
        on: the civil day that was to be worked away.
        kind: why the person is absent.

    Returns:
        A Decision without a verdict: DAY_GIVEN_BACK or DAY_LOST, or SILENT where the act says
        nothing.

    Source: the tables `booking.recovery` and `booking.unused` of the policy.

    """
    rules = policy.on(on).booking
    if rules.recovery is not None and kind.value in rules.recovery.causes:
        reason = _reason(rules.recovery, given_back=True)
    elif rules.unused is not None:
        reason = _reason(rules.unused, given_back=rules.unused.allowed)
    else:
        figures = {"topic": "unused_day"}
        reason = Reason(ReasonCode.SILENT, Source(""), against=False, figures=figures)
    return Decision("unused", None, (reason,))


def _reason(value: Value, *, given_back: bool) -> Reason:
    code = ReasonCode.DAY_GIVEN_BACK if given_back else ReasonCode.DAY_LOST
    return Reason(code, value.cited, against=False, also=value.also)
