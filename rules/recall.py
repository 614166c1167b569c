"""Whether a person may be called to the office on an agile day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from rules.calendar import mode_on, workdays_of
from rules.decision import Decision, Reason, Source, Verdict
from rules.disconnection import deliver, last_open
from rules.facts import MINUTES_OF_A_DAY, ROME, Employee, Mode, moment
from rules.history import History
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.policy.working_day import RecallRule, Recalls
from rules.reasons import ReasonCode

PLANNED, SERVICE = "planned", "service"
AWAY = (Mode.AGILE, Mode.REMOTE)


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
        reason: "service", "technical", "urgent", or "planned" for a need that was known when
            the day was agreed.

    Returns:
        VALID or INVALID; in its values `delivered` (aware moment), `latest` (last civil day on
        which the message would have been enough), `write_by` (aware, the last moment at which it
        could have arrived in time) and `counts` (the day still counts as used: see `History`).

    Source: the table `recall` of the policy.

    """
    tables = policy.on(at.astimezone(ROME).date())
    rule = _rule_for(tables, person, history, day, reason)
    known = tables.recall.known_needs
    if reason == PLANNED and known is not None and not known.allowed:
        service = _rule_for(tables, person, history, day, SERVICE)
        foreseen = known.because(ReasonCode.RECALL_FORESEEN, {"day": day}, against=True)
        foreseen = foreseen.citing((service.source, *service.also) if service else ())
        return Decision("recall", Verdict.INVALID, (foreseen,))
    if rule is None:
        silent = Reason(
            ReasonCode.RECALL_SILENT, Source(""), against=True, figures={"recall_reason": reason}
        )
        return Decision("recall", Verdict.INVALID, (silent,))
    delivered = _delivered(policy, person, history, rule, at=at, reason=reason)
    by = _term(tables, rule, day)
    latest = by.date()
    write_by = last_open(policy, person, history, day=latest, until=by)
    reasons = [_notice(rule, delivered, day, by=by, write_by=write_by)]
    reasons += _bars(tables, person, history, day)
    valid = not any(found.against for found in reasons)
    if valid:
        reasons += _what_becomes_of_the_day(tables)
    verdict = Verdict.VALID if valid else Verdict.INVALID
    values = {"delivered": delivered, "latest": latest, "write_by": write_by}
    return Decision("recall", verdict, tuple(reasons), {**values, "counts": _counts(tables)})


def _rule_for(
    tables: Tables, person: Employee, history: History, day: date, reason: str
) -> RecallRule | None:
    """Find the rule for a reason: that of the way in which the day is worked comes first."""
    found = [rule for rule in tables.recall.rules if reason in rule.reasons]
    mode = mode_on(person, history, day, workdays_of(person, tables.week.days))
    of_mode = (rule for rule in found if mode in rule.modes)
    return next(of_mode, found[0] if found and mode not in AWAY else None)


def passes_at_once(policy: Policy, *, at: datetime, reason: str) -> bool:
    """Tell whether the message of a recall for this reason may arrive even in disconnection."""
    rules = policy.on(at.astimezone(ROME).date()).recall.rules
    return any(rule.at_once for rule in rules if reason in rule.reasons)


def called_to_office(recalls: Recalls, day: date) -> Reason:
    """Give the reason why a day of a recall cannot be booked away from the office."""
    source = recalls.rules[0].cited if recalls.rules else Source("")
    return Reason(ReasonCode.CALLED_TO_OFFICE, source, against=True, figures={"day": day})


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


def _term(tables: Tables, rule: RecallRule, day: date) -> datetime:
    """Give the last moment at which the message must have arrived, its minute included."""
    if rule.hours_before is not None:
        return moment(day, tables.hours.start) - timedelta(hours=rule.hours_before)
    last = day - timedelta(days=rule.days_before or 0)
    return moment(last, MINUTES_OF_A_DAY - 1)


def _notice(
    rule: RecallRule, delivered: datetime, day: date, *, by: datetime, write_by: datetime
) -> Reason:
    latest = by.date()
    late = delivered > by if rule.hours_before is not None else delivered.date() > latest
    hours = {} if rule.hours_before is None else {"hours_before": rule.hours_before}
    return Reason(
        ReasonCode.RECALL_TOO_LATE if late else ReasonCode.RECALL_IN_TIME,
        rule.cited,
        against=late,
        figures={
            "delivered": delivered,
            "day": day,
            "days_before": (day - latest).days,
            "latest": latest,
            "write_by": write_by,
            **hours,
        },
        also=rule.also,
    )


def _bars(tables: Tables, person: Employee, history: History, day: date) -> list[Reason]:
    reasons = []
    if mode_on(person, history, day, workdays_of(person, tables.week.days)) is Mode.OFF:
        free = tables.disconnection.free_days
        code, figures = ReasonCode.DAY_OFF, {"day": day}
        reasons.append(Reason(code, free.cited, against=True, figures=figures, also=free.also))
    barred = tables.recall.barred
    if barred is not None and barred.for_if.holds(person, day):
        reasons.append(
            Reason(ReasonCode.RECALL_BARRED, barred.cited, against=True, also=barred.also)
        )
    return reasons


def _counts(tables: Tables) -> bool:
    """
    Tell whether a recalled day still counts as used.

    It does where the act says that it is lost, and where a recovery gives it back over the quota;
    where the act is silent a day that was not had is not used up.
    """
    given_back, recovery = tables.recall.given_back, tables.booking.recovery
    recovered = recovery is not None and "recall" in recovery.causes
    return recovered or (given_back is not None and not given_back.allowed)


def _what_becomes_of_the_day(tables: Tables) -> list[Reason]:
    given_back = tables.recall.given_back
    if given_back is None:
        return []
    code = ReasonCode.DAY_GIVEN_BACK if given_back.allowed else ReasonCode.DAY_LOST
    return [Reason(code, given_back.cited, against=False, also=given_back.also)]
