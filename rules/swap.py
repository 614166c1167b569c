"""Whether an agreed day may be moved to another."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from rules.barred import as_found
from rules.booking import book
from rules.calendar import is_free, why_free, workdays_of, works_as
from rules.decision import Decision, Reason, Verdict
from rules.facts import ROME, Employee, Half, Mode, Slot, moment
from rules.history import History, first_day_of
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.policy.values import May, Value
from rules.policy.working_day import SwapDeadline
from rules.reasons import ReasonCode


def swap(
    policy: Policy,
    person: Employee,
    history: History,
    *,
    at: datetime,
    day: date,
    new_day: date,
    by: str,
    moved: Slot | None = None,
    new_half: Half | None = None,
) -> Decision:
    """
    Decide whether a day of agile or remote work may be moved.

    Args:
        policy: the body's policy; the version in force on `new_day` is asked.
        person: the facts, with the agreement.
        history: what is booked, the day to be moved included.
        at: aware moment of the request.
        day: the day to be moved.
        new_day: the day to which it goes.
        by: "employee" or "manager".
        moved: the half of `day` that is moved, where the other one stays; None: all of the day.
        new_half: the half of `new_day` to which a half day goes; None: the same.

    Source: the tables `swap` and `booking` of the policy.

    """
    today = at.astimezone(ROME).date()
    tables = policy.on(max(new_day, today))
    found = as_found(policy, person, history, on=day, at=today)
    right = tables.swap.manager if by == "manager" else tables.swap.employee
    also = _of_fixed_days(tables, person) + _of_who_agrees(tables, by)
    reasons = [_right(right, day, new_day, by, also=also)]
    free = set(why_free(history, day, workdays_of(person, tables.week.days)))
    if free - {ReasonCode.ABSENT} or not _is_away(person, found, moved or Slot(day=day)):
        value = tables.booking.prevalence if found is not history else None
        reasons.append(_against(ReasonCode.NOT_AWAY_THAT_DAY, value or right, {"day": day}))
    if ReasonCode.ABSENT in free:
        reasons += _lost(tables, day, new_day)
    if day < today:
        past = tables.booking.obstacles.day_past
        reasons.append(_against(ReasonCode.DAY_PAST, past, {"day": day}))
    if tables.swap.same_week is not None and day.isocalendar()[:2] != new_day.isocalendar()[:2]:
        figures = {"day": day, "new_day": new_day}
        reasons.append(_against(ReasonCode.OTHER_WEEK, tables.swap.same_week, figures))
    if tables.swap.deadline is not None:
        reasons.append(_deadline(tables.swap.deadline, at, min(day, new_day)))
    given_up = moved or Slot(day=day, half=_half_of(history, day))
    half = given_up.half and (new_half or given_up.half)
    without = _given_back(history, day, moved)
    if (new_day, half) == (day, given_up.half):
        stays = tables.booking.obstacles.already_booked
        reasons.append(_against(ReasonCode.ALREADY_BOOKED, stays, {"day": new_day}))
    else:
        reasons += _target(policy, person, without, tables, at=at, day=new_day, half=half)
    refused = any(reason.against and reason.strength == "hard" for reason in reasons)
    verdict = Verdict.REFUSED if refused else Verdict.ALLOWED
    return Decision("swap", verdict, tuple(reasons))


def _lost(tables: Tables, day: date, new_day: date) -> list[Reason]:
    """Keep a day on which the person is absent from being had later, where the act says so."""
    rule = tables.booking.unused
    if rule is None or rule.allowed:
        return []
    if rule.within is not None and first_day_of(rule.within, new_day) <= day:
        return []
    return [_against(ReasonCode.DAY_LOST, rule, {"day": day})]


def _of_fixed_days(tables: Tables, person: Employee) -> tuple[str, ...]:
    """Cite what the act says on moving fixed weekdays, for whom has them."""
    fixed = tables.swap.fixed_days
    named = person.agreement and person.agreement.scheme and person.agreement.scheme.weekdays
    cited = (fixed.source, *fixed.also) if fixed is not None and named else ()
    return tuple(article for article in cited if article)


def _of_who_agrees(tables: Tables, by: str) -> tuple[str, ...]:
    alone = tables.swap.alone if by == "employee" else None
    return () if alone is None else (alone.source, *alone.also)


def moves_alone(policy: Policy, *, on: date) -> bool:
    """Tell whether an employee moves a day without anybody's agreement; the manager is told."""
    return policy.on(on).swap.alone is not None


def _right(right: May, day: date, new_day: date, by: str, *, also: tuple[str, ...]) -> Reason:
    code = ReasonCode.SWAP_ALLOWED if right.allowed else ReasonCode.SWAP_NOT_THEIRS
    figures = {"day": day, "new_day": new_day, "by": by}
    against, more = not right.allowed, right.also + also
    return Reason(code, right.cited, against=against, figures=figures, also=more)


def _deadline(rule: SwapDeadline, at: datetime, earlier: date) -> Reason:
    deadline = moment(earlier - timedelta(days=rule.days_before), rule.hour)
    late = at > deadline
    code = ReasonCode.TOO_LATE_TO_SWAP if late else ReasonCode.IN_TIME_TO_SWAP
    return Reason(code, rule.cited, against=late, figures={"deadline": deadline}, also=rule.also)


def _is_away(person: Employee, history: History, moved: Slot) -> bool:
    morning, afternoon = works_as(person, history, moved.day)
    halves = {None: (morning, afternoon), Half.AM: (morning,), Half.PM: (afternoon,)}
    return any(mode in (Mode.AGILE, Mode.REMOTE) for mode in halves[moved.half])


def _target(
    policy: Policy,
    person: Employee,
    without: History,
    tables: Tables,
    *,
    at: datetime,
    day: date,
    half: Half | None,
) -> list[Reason]:
    """Ask whether the new day could be booked with the old one given back."""
    mode = person.agreement.mode if person.agreement else Mode.AGILE
    taken = works_as(person, without, day)
    free = is_free(without, day, workdays_of(person, tables.week.days))
    named = without.halves(day) == (None, None) and mode in taken and not free
    if named:
        # A weekday of the agreement is away already, without being booked; on a holiday it is not.
        value = tables.booking.obstacles.already_booked
        return [_against(ReasonCode.ALREADY_BOOKED, value, {"day": day})]
    found = book(policy, person, without, at=at, day=day, half=half, mode=mode)
    fixed = tables.swap.fixed_days
    named_days_move = fixed is None or fixed.allowed
    # A swap has its own deadline; the notice of a booking does not hold twice.
    left_out = {ReasonCode.BOOKED_LATE}
    if named_days_move:
        left_out.add(ReasonCode.WEEKDAY_NOT_AGREED)
    return [reason for reason in found.obstacles if reason.code not in left_out]


def _given_back(history: History, day: date, moved: Slot | None) -> History:
    def stays(slot: Slot) -> bool:
        return slot != moved if moved else slot.day != day

    return History(
        slots=[slot for slot in history.slots if stays(slot)],
        absences=history.absences,
        closures=history.closures,
        patron=history.patron,
        presence={*history.presence, day},
        permits=history.permits,
        derogations=history.derogations,
        on_call=history.on_call,
        recalled=history.recalled,
    )


def _half_of(history: History, day: date) -> Half | None:
    slots: list[Slot] = [slot for slot in history.slots if slot.day == day]
    return slots[0].half if len(slots) == 1 else None


def _against(code: ReasonCode, value: Value, figures: dict[str, Any]) -> Reason:
    return Reason(code, value.cited, against=True, figures=figures, also=value.also)
