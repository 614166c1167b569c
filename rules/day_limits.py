"""Limits of a single day away: when it is asked for, which weekdays, how many days in a row."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from rules.calendar import days_worked_from, is_free, works_as
from rules.decision import Reason
from rules.facts import moment
from rules.policy.day_limits import BookingNotice
from rules.policy.schema import Tables
from rules.presence import Asked
from rules.reasons import ReasonCode

LONGEST_ROW = 366
"""How far a row of days is followed in each direction."""


def day_limits(tables: Tables, asked: Asked, at: datetime) -> list[Reason]:
    """
    List what speaks against a day because of when it is asked for or where it lies.

    Source: the tables `notice`, `horizon`, `anchor` and `in_a_row` of `booking`.
    """
    rules = tables.booking
    reasons = []
    for notice in rules.notice:
        deadline = _deadline(tables, notice, asked)
        if asked.mode in notice.modes and at > deadline:
            figures = {"day": asked.day, "deadline": deadline}
            reasons.append(notice.because(ReasonCode.BOOKED_LATE, figures, against=True))
    if rules.horizon is not None and (asked.day - at.date()).days > rules.horizon.days:
        figures_ahead = {"days": rules.horizon.days, "day": asked.day}
        reasons.append(rules.horizon.because(ReasonCode.BOOKED_EARLY, figures_ahead, against=True))
    reasons += _anchors(tables, asked)
    reasons += _row(tables, asked)
    return reasons


def _deadline(tables: Tables, notice: BookingNotice, asked: Asked) -> datetime:
    if notice.hours_before is not None:
        return moment(asked.day, tables.hours.start) - timedelta(hours=notice.hours_before)
    if notice.month_before is not None:
        return moment(_in_the_month_before(asked.day, notice.month_before), notice.hour)
    if notice.week_before is not None:
        monday = asked.day - timedelta(days=asked.day.weekday())
        return moment(monday - timedelta(days=7 - notice.week_before), notice.hour)
    before = notice.days_before or 0
    day = asked.day - timedelta(days=before)
    if notice.working and before:
        eve = asked.day - timedelta(days=1)
        days = days_worked_from(asked.history, eve, asked.workdays, before, step=-1)
        day = next(reversed(days), day)
    return moment(day, notice.hour)


def _in_the_month_before(day: date, number: int) -> date:
    """Give the day of that number in the month before; its last day if it has no such number."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(number, last.day))


def _anchors(tables: Tables, asked: Asked) -> list[Reason]:
    return [
        rule.because(
            ReasonCode.ANCHOR_DAY,
            {"day": asked.day, "weekdays": sorted(rule.weekdays)},
            against=True,
        )
        for rule in tables.booking.anchor
        if asked.mode in rule.modes
        and asked.day.weekday() in rule.weekdays
        and not (rule.except_if is not None and rule.except_if.holds(asked.person, asked.day))
    ]


def _row(tables: Tables, asked: Asked) -> list[Reason]:
    rule = tables.booking.in_a_row
    if rule is None or asked.mode not in rule.modes:
        return []
    calendar = rule.count == "calendar"
    days = 1 + sum(_away_from(asked, step=step, calendar=calendar) for step in (-1, 1))
    if days <= rule.max_days:
        return []
    figures = {"days": days, "max_days": rule.max_days}
    return [rule.because(ReasonCode.TOO_MANY_IN_A_ROW, figures, against=True)]


def _away_from(asked: Asked, *, step: int, calendar: bool) -> int:
    """Count the days away next to the asked one, in one direction; with the free ones between."""
    count, free, day = 0, 0, asked.day
    for _ in range(LONGEST_ROW):
        day = _next(day, step)
        if is_free(asked.history, day, asked.workdays):
            free += 1
            continue
        if asked.mode not in works_as(asked.person, asked.history, day):
            break
        count += 1 + (free if calendar else 0)
        free = 0
    return count


def _next(day: date, step: int) -> date:
    return day + timedelta(days=step)
