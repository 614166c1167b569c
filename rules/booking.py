"""Whether one more day (or half day) away from the office may be booked."""

from __future__ import annotations

from datetime import date, datetime

from rules.barred import prevalence_reasons
from rules.beyond_quota import beyond_quota
from rules.calendar import holiday_name, regime_of, why_free, workdays_of
from rules.day_limits import day_limits
from rules.decision import Decision, Reason, Source, verdict_of
from rules.facts import ROME, Employee, Half, Mode, Period
from rules.history import History, first_day_of
from rules.policy.booking_tables import Booking, HalfDays
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.presence import Asked, agreed_presence, minimum_reason, moved_halves, share_reason
from rules.quotas import quota_reasons
from rules.reasons import ReasonCode
from rules.recall import called_to_office

_FREE_DAY_VALUES = {
    ReasonCode.HOLIDAY: "holiday",
    ReasonCode.PATRON: "patron",
    ReasonCode.CLOSURE: "closure",
    ReasonCode.NOT_WORKED: "not_worked",
    ReasonCode.DISCONNECTED_ALL_DAY: "not_worked",
    ReasonCode.ABSENT: "absent",
}


def book(
    policy: Policy,
    person: Employee,
    history: History,
    *,
    at: datetime,
    day: date,
    half: Half | None = None,
    mode: Mode = Mode.AGILE,
) -> Decision:
    """
    Decide whether a person may book a day away from the office; tell every obstacle at once.

    Args:
        policy: the body's policy; the version in force on `day` is asked.
        person: the facts, with the agreement.
        history: what is booked and given, without the asked day itself.
        at: aware moment of the request.
        day: civil day asked for.
        half: one of its halves, or None for the whole.
        mode: AGILE or REMOTE.

    Returns:
        ALLOWED, DISCRETION (only limits set "di norma" are exceeded) or REFUSED.

    Source: the table `booking` of the policy, each value with its article.

    """
    now = at.astimezone(ROME)
    today = now.date()
    tables = policy.on(max(day, today))
    workdays = workdays_of(person, tables.week.days)
    free = why_free(history, day, workdays)
    halves = 2 if half is None else 1
    asked = Asked(
        person=person,
        history=history,
        workdays=workdays,
        week=regime_of(person, workdays, tables.week.days),
        day=day,
        halves=halves,
        moved=0 if free else moved_halves(person, history, day, halves),
        mode=mode,
    )
    reasons = _agreement_reasons(tables.booking, asked)
    reasons += _day_reasons(tables, asked, today, free)
    reasons += day_limits(tables, asked, now)
    reasons += _half_reasons(tables.booking, asked, half)
    reasons += _limits(policy, tables.booking, asked, today)
    reasons = beyond_quota(tables.booking, asked, reasons)
    if not reasons:
        figures = {"day": day}
        reasons.append(
            Reason(ReasonCode.DAY_FREE_TO_BOOK, Source(""), against=False, figures=figures)
        )
    found = tuple(reasons)
    return Decision("book", verdict_of(found), found)


def _limits(policy: Policy, rules: Booking, asked: Asked, today: date) -> list[Reason]:
    agreement = asked.person.agreement
    if agreement is None:
        return []
    reasons = quota_reasons(rules, asked, agreement)
    if agreement.presence_per_week is not None and not _derogated(rules, asked):
        # A derogation of five days a week would be none if the agreed return still held.
        reasons.append(agreed_presence(rules.agreed_presence, agreement.presence_per_week, asked))
    found = [minimum_reason(rule, asked) for rule in rules.presence]
    found += [share_reason(rule, asked) for rule in rules.presence_share]
    reasons += [reason for reason in found if reason is not None]
    if rules.prevalence is not None and asked.mode is Mode.AGILE:
        reasons += prevalence_reasons(policy, rules.prevalence, asked, today)
    return reasons


def _agreement_reasons(rules: Booking, asked: Asked) -> list[Reason]:
    obstacles, agreement = rules.obstacles, asked.person.agreement
    if agreement is None:
        return [obstacles.no_agreement.because(ReasonCode.NO_AGREEMENT, {}, against=True)]
    reasons = []
    if not agreement.covers(asked.day):
        figures = {
            "day": asked.day,
            "first_day": agreement.first_day,
            "last_day": agreement.last_day,
        }
        outside = obstacles.outside_agreement
        reasons.append(outside.because(ReasonCode.OUTSIDE_AGREEMENT, figures, against=True))
    if agreement.mode is not asked.mode:
        modes = {"asked": asked.mode, "agreed": agreement.mode}
        reasons.append(obstacles.other_mode.because(ReasonCode.OTHER_MODE, modes, against=True))
    suspended = agreement.suspended
    if suspended is not None and asked.day in suspended:
        span = {"first_day": suspended.first_day, "last_day": suspended.last_day}
        figures = {"day": asked.day, **span}
        reasons.append(obstacles.suspended.because(ReasonCode.SUSPENDED, figures, against=True))
    weekdays = agreement.scheme.weekdays if agreement.scheme else frozenset()
    if weekdays and asked.day.weekday() not in weekdays and not _derogated(rules, asked):
        named = {"day": asked.day, "weekdays": sorted(weekdays)}
        value = obstacles.weekday_not_agreed
        reasons.append(value.because(ReasonCode.WEEKDAY_NOT_AGREED, named, against=True))
    return reasons


def _derogated(rules: Booking, asked: Asked) -> bool:
    return rules.derogation is not None and asked.history.derogation_on(asked.day) is not None


def _day_reasons(
    tables: Tables, asked: Asked, today: date, free: list[ReasonCode]
) -> list[Reason]:
    rules, day = tables.booking, asked.day
    reasons = []
    if day < today:
        reasons.append(
            rules.obstacles.day_past.because(ReasonCode.DAY_PAST, {"day": day}, against=True)
        )
    if not free and day.weekday() in tables.disconnection.free_days.weekdays:
        # Worked at the office by whom has a week of six days, but never away from it.
        free = [ReasonCode.DISCONNECTED_ALL_DAY]
    for code in free:
        value = getattr(rules.obstacles, _FREE_DAY_VALUES[code])
        figures = {"day": day, "name": holiday_name(day)}
        reasons.append(value.because(code, figures, against=True))
    if day in asked.history.recalled:
        reasons.append(called_to_office(tables.recall, day))
    reasons += _unregulated(tables, asked.mode)
    reasons += _on_call_reasons(tables, asked)
    reasons += _counter_reasons(rules, asked)
    return reasons


def _unregulated(tables: Tables, mode: Mode) -> list[Reason]:
    """Refuse a way of working that the act does not provide for, whatever an agreement says."""
    return [
        rule.because(ReasonCode.MODE_NOT_REGULATED, {"mode": mode}, against=True)
        for rule in tables.eligibility.unregulated
        if rule.mode is mode
    ]


def _on_call_reasons(tables: Tables, asked: Asked) -> list[Reason]:
    """
    Keep days away out of a week on call where the act keeps the two apart.

    Where it keeps whoever is on call from an agreement it keeps them from its days no less.
    """
    rules = tables.on_call
    apart = (rules.away_days or rules.agile_agreement) if rules else None
    if apart is None or not asked.history.on_call:
        return []
    monday = first_day_of(Period.WEEK, asked.day)
    if monday not in asked.history.on_call:
        return []
    figures = {"day": asked.day, "week": monday}
    return [apart.because(ReasonCode.WEEK_ON_CALL, figures, against=True)]


def _counter_reasons(rules: Booking, asked: Asked) -> list[Reason]:
    """Keep who serves the public at the counter on the days on which it is open."""
    public = asked.person.work.public_days
    if not public:
        return []
    figures = {"day": asked.day, "weekdays": sorted(public)}
    reasons = []
    for bar in rules.public_days:
        if asked.mode not in bar.modes or not bar.for_if.holds(asked.person, asked.day):
            continue
        if asked.day.weekday() in public:
            reasons.append(bar.because(ReasonCode.PUBLIC_DAY, figures, against=True))
        else:
            code = ReasonCode.ONLY_SOME_DAYS
            reasons.append(Reason(code, bar.cited, against=False, figures=figures, also=bar.also))
    return reasons


def _half_reasons(rules: Booking, asked: Asked, half: Half | None) -> list[Reason]:
    reasons = []
    day = asked.day
    morning, afternoon = asked.history.halves(day)
    taken = morning if half is Half.AM else afternoon if half is Half.PM else morning or afternoon
    if taken is not None and day not in asked.history.recalled:
        value = rules.obstacles.already_booked
        reasons.append(value.because(ReasonCode.ALREADY_BOOKED, {"day": day}, against=True))
    if half is None:
        return reasons
    halves = _half_days(rules, asked)
    if halves is None:
        silent = {"topic": "half_days"}
        reasons.append(Reason(ReasonCode.SILENT, Source(""), against=False, figures=silent))
    elif halves.allowed:
        reasons.append(
            Reason(ReasonCode.HALF_ALLOWED, halves.cited, against=False, also=halves.also)
        )
    else:
        reasons.append(halves.because(ReasonCode.HALF_NOT_ALLOWED, {"day": day}, against=True))
    return reasons


def _half_days(rules: Booking, asked: Asked) -> HalfDays | None:
    """Find the rule on halves of a day: fixed weekdays may have one of their own."""
    agreement = asked.person.agreement
    weekdays = agreement.scheme.weekdays if agreement and agreement.scheme else frozenset()
    if asked.day.weekday() in weekdays and rules.fixed_half_days is not None:
        return rules.fixed_half_days
    return rules.half_days
