"""Whether a person may be called to the office on an agile day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from rules.calendar import mode_on, workdays_of
from rules.decision import Decision, Reason, Source, Verdict
from rules.disconnection import deliver
from rules.facts import ROME, Employee, Mode
from rules.history import History
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.policy.working_day import RecallRule
from rules.reasons import ReasonCode


def recall(
    policy: Policy,
    person: Employee,
    history: History,
    *,
    at: datetime,
    day: date,
    reason: str = "service",
) -> Decision:
    """
    Decide whether a recall written at a moment is valid for a day.

    The notice counts from the moment at which the message may be delivered, not from the one at
    which it was written.

    Args:
        policy: the body's policy; the version in force at `at` is asked.
        person: the facts, with the agreement.
        history: what is booked and given.
        at: aware moment at which the recall is written.
        day: the day on which the person shall come to the office.
        reason: "service", "technical" or "urgent".

    Returns:
        VALID or INVALID; `delivered` (aware moment) and `latest` (last civil day on which the
        message would have been enough) in its values.

    Source: the table `recall` of the policy.

    """
    tables = policy.on(at.astimezone(ROME).date())
    rule = next((rule for rule in tables.recall.rules if reason in rule.reasons), None)
    if rule is None:
        silent = Reason(
            ReasonCode.RECALL_SILENT, Source(""), against=True, figures={"recall_reason": reason}
        )
        return Decision("recall", Verdict.INVALID, (silent,))
    delivered = _delivered(policy, person, history, rule, at=at, reason=reason)
    latest = day - timedelta(days=rule.days_before)
    reasons = [_notice(rule, delivered, day, latest)]
    reasons += _bars(tables, person, history, day)
    valid = not any(found.against for found in reasons)
    if valid:
        reasons += _what_becomes_of_the_day(tables)
    verdict = Verdict.VALID if valid else Verdict.INVALID
    return Decision("recall", verdict, tuple(reasons), {"delivered": delivered, "latest": latest})


def _delivered(
    policy: Policy,
    person: Employee,
    history: History,
    rule: RecallRule,
    *,
    at: datetime,
    reason: str,
) -> datetime:
    if rule.at_once:
        return at.astimezone(ROME)
    found = deliver(policy, person, history, at=at, urgent=reason == "urgent")
    when: datetime = found.values["when"]
    return when


def _notice(rule: RecallRule, delivered: datetime, day: date, latest: date) -> Reason:
    late = delivered.date() > latest
    return Reason(
        ReasonCode.RECALL_TOO_LATE if late else ReasonCode.RECALL_IN_TIME,
        rule.cited,
        against=late,
        figures={
            "delivered": delivered,
            "day": day,
            "days_before": rule.days_before,
            "latest": latest,
        },
        also=rule.also,
    )


def _bars(tables: Tables, person: Employee, history: History, day: date) -> list[Reason]:
    reasons = []
    if mode_on(person, history, day, workdays_of(person, tables.week.days)) is Mode.OFF:
        source = tables.disconnection.free_days.cited
        figures = {"day": day}
        reasons.append(Reason(ReasonCode.DAY_OFF, source, against=True, figures=figures))
    barred = tables.recall.barred
    if barred is not None and barred.for_if.holds(person, day):
        reasons.append(
            Reason(ReasonCode.RECALL_BARRED, barred.cited, against=True, also=barred.also)
        )
    return reasons


def _what_becomes_of_the_day(tables: Tables) -> list[Reason]:
    given_back = tables.recall.given_back
    if given_back is None:
        return []
    code = ReasonCode.DAY_GIVEN_BACK if given_back.allowed else ReasonCode.DAY_LOST
    return [Reason(code, given_back.cited, against=False, also=given_back.also)]
