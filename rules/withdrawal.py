"""How an agreement ends: withdrawal with or without notice, and its expiry."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from rules.decision import Decision, Reason, Verdict
from rules.facts import ROME, Agreement, Employee, Mode
from rules.policy.lasting import WithdrawalRule
from rules.policy.library import Policy
from rules.policy.values import Value
from rules.reasons import ReasonCode


def withdraw(
    policy: Policy,
    person: Employee,
    *,
    at: datetime,
    by: str,
    cause: str | None = None,
    notice_waived: bool = False,
) -> Decision:
    """
    Decide whether a party may leave the agreement, and from when it no longer holds.

    Args:
        policy: the body's policy.
        person: the facts, with the agreement.
        at: aware moment of the withdrawal; notice is counted in calendar days from its day.
        by: "employee" or "administration".
        cause: one of the causes of `casebook/FORMAT.md`, or None.
        notice_waived: whether both parties give up the notice; a reason that the act asks for is
            still needed.

    Returns:
        ALLOWED with `effective`, the first day on which the agreement no longer holds, or REFUSED.
        An agreement that is left before it begins never does: `effective` is its first day.

    Source: the table `agreement.withdrawal` of the policy.

    """
    said_on = at.astimezone(ROME).date()
    tables = policy.on(said_on)
    agreement = person.agreement
    if agreement is None:
        value = tables.booking.obstacles.no_agreement
        none = Reason(ReasonCode.NO_AGREEMENT, value.cited, against=True, also=value.also)
        return Decision("withdraw", Verdict.REFUSED, (none,))
    if agreement.over(said_on):
        value = tables.booking.obstacles.outside_agreement
        figures = {
            "day": said_on,
            "first_day": agreement.first_day,
            "last_day": agreement.last_day,
        }
        code = ReasonCode.OUTSIDE_AGREEMENT
        over = Reason(code, value.cited, against=True, figures=figures, also=value.also)
        return Decision("withdraw", Verdict.REFUSED, (over,))
    for rule in tables.agreement.withdrawal:
        if _fits(rule, person, agreement, said_on, by=by, cause=cause or "none"):
            found = _by_rule(rule, agreement, said_on, cause, waived=notice_waived)
            given_up = notice_waived and rule.notice_days > 0
            waiver = tables.agreement.waiver if given_up else None
            return found if waiver is None else _resting_on(found, waiver)
    raise AssertionError("the last rule of a withdrawal fits everybody")


def _fits(
    rule: WithdrawalRule,
    person: Employee,
    agreement: Agreement,
    said_on: date,
    *,
    by: str,
    cause: str,
) -> bool:
    term = "open" if agreement.last_day is None else "fixed"
    return (
        by in rule.by
        and cause in rule.causes
        and rule.term in (None, term)
        and agreement.mode in rule.modes
        and (rule.first_days is None or (said_on - agreement.first_day).days < rule.first_days)
        and (rule.for_if is None or rule.for_if.holds(person, said_on))
    )


def _by_rule(
    rule: WithdrawalRule, agreement: Agreement, said_on: date, cause: str | None, *, waived: bool
) -> Decision:
    if not rule.allowed:
        refused = Reason(
            ReasonCode.WITHDRAWAL_NOT_GIVEN,
            rule.cited,
            against=True,
            figures={"cause": cause or "none"},
            also=rule.also,
        )
        return Decision("withdraw", Verdict.REFUSED, (refused,))
    notice_days = 0 if waived else rule.notice_days
    effective = said_on + timedelta(days=notice_days)
    code = ReasonCode.WITHDRAWAL_NOTICE if notice_days else ReasonCode.WITHDRAWAL_AT_ONCE
    if waived and rule.notice_days:
        code = ReasonCode.WITHDRAWAL_WAIVED
    figures: dict[str, Any] = {"notice_days": rule.notice_days, "effective": effective}
    first, last = agreement.first_day, agreement.last_day
    if said_on < first and effective <= first:
        code, effective = ReasonCode.WITHDRAWAL_BEFORE_START, first
        figures["first_day"] = first
    reasons = [Reason(code, rule.cited, against=False, figures=figures, also=rule.also)]
    if last is not None and effective > last + timedelta(days=1):
        effective = last + timedelta(days=1)
        code, at_end = ReasonCode.WITHDRAWAL_AT_END, {"last_day": last}
        reasons.append(Reason(code, rule.cited, against=False, figures=at_end, also=rule.also))
    return Decision("withdraw", Verdict.ALLOWED, tuple(reasons), {"effective": effective})


def _resting_on(found: Decision, waiver: Value) -> Decision:
    """Let a notice that is given up rest on where the act allows it, before anything else."""
    reasons = tuple(
        reason._replace(source=waiver.cited, also=()).citing((*waiver.also, *reason.articles))
        if reason.code in (ReasonCode.WITHDRAWAL_WAIVED, ReasonCode.WITHDRAWAL_BEFORE_START)
        else reason
        for reason in found.reasons
    )
    return found._replace(reasons=reasons)


def expiry(
    policy: Policy,
    person: Employee,
    *,
    at: datetime,
    extension_offered: bool,
    reply: str = "none",
    reply_on: date | None = None,
) -> Decision:
    """
    Decide whether an agreement goes on after its last day.

    Args:
        policy: the body's policy.
        person: the facts, with the agreement.
        at: aware moment; a reply without a day of its own was given then.
        extension_offered: whether the body offered to extend it.
        reply: "yes", "no" or "none".
        reply_on: civil day of the reply.

    Source: the table `agreement.expiry` of the policy.

    """
    today = at.astimezone(ROME).date()
    agreement = person.agreement
    rule = policy.on(today).agreement.expiry_of(agreement.mode if agreement else Mode.AGILE)
    last = agreement.last_day if agreement else None
    if last is None:
        reason = Reason(ReasonCode.NO_END, rule.cited, against=False, also=rule.also)
        return Decision("expiry", Verdict.EXTENDED, (reason,))
    said_on = reply_on or today
    reply_by = last - timedelta(days=rule.reply_days)
    if not extension_offered:
        code = ReasonCode.NOTHING_OFFERED
    elif rule.tacit:
        declined = reply == "no" and said_on <= reply_by
        code = ReasonCode.NOT_EXTENDED if declined else ReasonCode.EXTENDED_BY_SILENCE
        code = ReasonCode.EXTENDED_BY_YES if reply == "yes" else code
    else:
        accepted = reply == "yes" and said_on <= last
        code = ReasonCode.EXTENDED_BY_YES if accepted else ReasonCode.NOT_EXTENDED
    goes_on = code in (ReasonCode.EXTENDED_BY_SILENCE, ReasonCode.EXTENDED_BY_YES)
    figures = {"last_day": last, "reply_by": reply_by}
    reason = Reason(code, rule.cited, against=not goes_on, figures=figures, also=rule.also)
    verdict = Verdict.EXTENDED if goes_on else Verdict.ENDED
    return Decision("expiry", verdict, (reason,))
