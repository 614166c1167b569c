"""When a permit must be asked for, and until when it may be taken."""

from __future__ import annotations

from datetime import date, timedelta

from rules.calendar import days_worked_from
from rules.conditions import months_after
from rules.decision import Reason, Strength
from rules.facts import moment
from rules.permit_limits import AskedPermit, reason, without_permits
from rules.policy.working_day import PermitRule
from rules.reasons import ReasonCode


def time_reasons(rule: PermitRule, request: AskedPermit) -> list[Reason]:
    """
    Check notice, programming and the term after the event.

    Source: the table `permits` of the policy.
    """
    return [*_notice(rule, request), *_term(rule, request)]


def _notice(rule: PermitRule, request: AskedPermit) -> list[Reason]:
    kind, on = request.asked.kind, request.asked.on
    asks_notice = rule.notice_days is not None or rule.programmed_by is not None
    if asks_notice and request.urgent and rule.urgent_until_start:
        return [_urgent(rule, request)]
    reasons = []
    if rule.notice_days is not None:
        days = (on - request.at.date()).days
        late = days < rule.notice_days
        figures = {"kind": kind, "days": days, "notice_days": rule.notice_days}
        reasons.append(reason(_of_notice(rule, late=late), rule, figures, against=late))
    if rule.programmed_by is not None:
        late = request.at.date() > on.replace(day=rule.programmed_by)
        code = ReasonCode.PERMIT_NOT_PROGRAMMED if late else ReasonCode.PERMIT_IN_TIME
        programmed = {"kind": kind, "by_day": rule.programmed_by}
        reasons.append(reason(code, rule, programmed, against=late))
    return [*reasons, *_latest(rule, request)]


def _of_notice(rule: PermitRule, *, late: bool) -> ReasonCode:
    if not late:
        return ReasonCode.PERMIT_IN_TIME
    if rule.urgent_until_start:
        # Who had an urgent one granted on the day itself must see why this one is another matter.
        return ReasonCode.PERMIT_NEITHER_NOTICE_NOR_URGENT
    return ReasonCode.PERMIT_SHORT_NOTICE


def _urgent(rule: PermitRule, request: AskedPermit) -> Reason:
    start = moment(request.asked.on, request.begins_on(request.asked.on))
    late = request.at > start
    code = ReasonCode.PERMIT_URGENT_LATE if late else ReasonCode.PERMIT_IN_TIME
    figures = {"kind": request.asked.kind, "start": start}
    return reason(code, rule, figures, against=late)


def _latest(rule: PermitRule, request: AskedPermit) -> list[Reason]:
    if rule.latest_after_start is None:
        return []
    start = request.begins_on(request.asked.on) + rule.latest_after_start
    latest = moment(request.asked.on, start)
    late = request.at > latest
    code = ReasonCode.PERMIT_URGENT_LATE if late else ReasonCode.PERMIT_IN_TIME
    figures = {"kind": request.asked.kind, "start": latest}
    # A late request is the manager's to weigh where the need is urgent.
    strength = Strength.ORDINARY if request.urgent else rule.strength
    return [reason(code, rule, figures, against=late, strength=strength)]


def _term(rule: PermitRule, request: AskedPermit) -> list[Reason]:
    terms = (rule.within_working_days, rule.within_days, rule.begins_within_days)
    if terms == (None, None, None):
        return []
    kind, event = request.asked.kind, request.asked.event
    if event is None:
        return [reason(ReasonCode.PERMIT_NO_EVENT, rule, {"kind": kind}, against=True)]
    if request.asked.on < event:
        before = {"kind": kind, "event": event}
        return [reason(ReasonCode.PERMIT_BEFORE_EVENT, rule, before, against=True)]
    last = _last_day(rule, request)
    term = _ordinary_term(rule, request, event)
    figures = {"kind": kind, "last_day": last, "term": term}
    if last <= term:
        return [reason(ReasonCode.PERMIT_IN_TIME, rule, {"kind": kind}, against=False)]
    if _may_be_later(rule, last, event):
        begins = rule.begins_within_days is not None
        code = ReasonCode.PERMIT_BEGINS_LATER if begins else ReasonCode.PERMIT_LATER
        return [reason(code, rule, figures, against=True, strength=Strength.ORDINARY)]
    return [reason(ReasonCode.PERMIT_AFTER_TERM, rule, figures, against=True)]


def _last_day(rule: PermitRule, request: AskedPermit) -> date:
    """Give the day that must lie within the term: the last, or the first where the act says so."""
    asked = request.asked
    if asked.days is None or rule.begins_within_days is not None:
        return asked.on
    if rule.indivisible:  # consecutive days of the calendar
        return asked.on + timedelta(days=asked.days - 1)
    return next(reversed(request.working_days(asked)), asked.on)


def _ordinary_term(rule: PermitRule, request: AskedPermit, event: date) -> date:
    days_of_calendar = rule.within_days or rule.begins_within_days
    if days_of_calendar is not None:
        return event + timedelta(days=days_of_calendar)
    free = without_permits(request.history)
    count = rule.within_working_days or 0
    days = days_worked_from(free, event + timedelta(days=1), request.workdays, count)
    return next(reversed(days), event)


def _may_be_later(rule: PermitRule, last: date, event: date) -> bool:
    if rule.later == "agreed":
        return True
    if rule.later == "next_month":
        return last < months_after(event.replace(day=1), 2)
    return False
