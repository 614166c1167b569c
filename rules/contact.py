"""Whether a person may be contacted now, or from when on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rules.bands import bands_apply, bands_held
from rules.barred import as_found
from rules.calendar import AFTERNOON_BEGINS, is_free, mode_at, workdays_of, works_as
from rules.decision import Decision, Reason, Verdict
from rules.disconnection import (
    ON_CALL,
    SEARCH_YEARS,
    NoMomentError,
    Quiet,
    open_from,
    opened_by,
    passes_for,
)
from rules.facts import MINUTES_OF_A_DAY, ROME, Band, Employee, moment
from rules.history import History
from rules.on_call_hours import duty_spans
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.policy.time_tables import LetThrough
from rules.reasons import ReasonCode

OBJECTIVES = "objectives"


@dataclass(frozen=True, slots=True)
class _Asked:
    tables: Tables
    person: Employee
    history: History
    quiet: Quiet
    urgent: bool
    objectives: bool


def contact(
    policy: Policy,
    person: Employee,
    history: History,
    *,
    at: datetime,
    by: str = "manager",
    purpose: str | None = None,
    urgent: bool = False,
) -> Decision:
    """
    Decide whether a person may be contacted at a moment.

    Args:
        policy: the body's policy; the version in force at `at` is asked.
        person: the facts, with the agreement in force.
        history: booked days, permits, absences.
        at: aware moment of the contact.
        by: "manager" or "peer"; the right to disconnect holds in both directions alike.
        purpose: "objectives" if the contact serves the agreed objectives, "on_call" for a call
            within a turn, "institutional" for an activity of the body's organs; else None.
        urgent: whether it is urgent.

    Raises:
        NoMomentError: the bands leave no minute outside disconnection.

    Returns:
        NOW, or HOLD with `when`: the first moment at which it may be made.

    Source: the tables `contact`, `bands` and `disconnection` of the policy.

    """
    local = at.astimezone(ROME)
    day, minute = local.date(), local.hour * 60 + local.minute
    tables = policy.on(day)
    history = as_found(policy, person, history, on=day, at=day)
    quiet = Quiet(policy, person, history, purpose=purpose)
    asked = _Asked(tables, person, history, quiet, urgent, purpose == OBJECTIVES)
    found_day, found_minute = _first_moment(asked, day, minute)
    now = (found_day, found_minute) == (day, minute)
    when = local if now else moment(found_day, found_minute)
    values = {"when": when, "by": by}
    if now:
        return Decision("contact", Verdict.NOW, _why_now(asked, day, minute), values)
    return Decision("contact", Verdict.HOLD, _why_hold(asked, day, minute, when), values)


def _first_moment(asked: _Asked, day: date, minute: int) -> tuple[date, int]:
    since, last = day, day + SEARCH_YEARS * timedelta(days=366)
    while day <= last:
        day, minute = open_from(asked.quiet, day, minute, urgent=asked.urgent)
        opening = _opening(asked, day, minute)
        if opening == minute:
            return day, minute
        if opening is None:
            day, minute = day + timedelta(days=1), 0
        else:
            minute = opening
    raise NoMomentError(since)


def _opening(asked: _Asked, day: date, minute: int) -> int | None:
    """Give the first minute of the day from one on at which bands let a contact through."""
    morning, afternoon = works_as(asked.person, asked.history, day)
    applies = any(bands_apply(asked.tables, mode) for mode in (morning, afternoon))
    workdays = workdays_of(asked.person, asked.tables.week.days)
    # Nobody works away on a free day, not even on a weekday of the agreement: it has no bands.
    if not applies or is_free(asked.history, day, workdays):
        return minute
    spans = _open_spans(asked, day)
    if asked.quiet.purpose == ON_CALL:
        spans += duty_spans(asked.tables, asked.person, asked.history, day)
    if not bands_apply(asked.tables, morning):
        spans.append(Band(0, AFTERNOON_BEGINS))
    if not bands_apply(asked.tables, afternoon):
        spans.append(Band(AFTERNOON_BEGINS, MINUTES_OF_A_DAY))
    later = [max(span.start, minute) for span in spans if span.end > minute]
    return min(later, default=None)


def _open_spans(asked: _Asked, day: date) -> list[Band]:
    spans = bands_held(asked.tables, asked.person, asked.history, day).spans
    # An agreement without bands in an act without a default leaves nothing to wait for.
    everything = [Band(0, MINUTES_OF_A_DAY)]
    through = _let_through(asked)
    open_spans = everything if through else list(spans) or everything
    if through is not None and through is asked.tables.contact.urgent:
        return open_spans  # what is urgent does not wait for the end of a permit
    if asked.tables.contact.permits is not None and asked.tables.contact.permits.allowed:
        for start, end in permit_spans(asked.history, day):
            open_spans = [part for span in open_spans for part in _without(span, start, end)]
    return open_spans


def permit_spans(history: History, day: date) -> list[tuple[int, int]]:
    """Give the minutes of a day from which to which permits with known hours last."""
    return [
        (permit.start, permit.start + permit.minutes)
        for permit in history.permits_on(day)
        if permit.start is not None and permit.minutes is not None
    ]


def _on_permit(asked: _Asked, day: date, minute: int) -> bool:
    """Tell whether a permit takes a moment out of the bands: urgency alone gets through then."""
    permits = asked.tables.contact.permits
    if permits is None or not permits.allowed:
        return False
    return any(start <= minute < end for start, end in permit_spans(asked.history, day))


def _without(span: Band, start: int, end: int) -> list[Band]:
    left = Band(span.start, min(span.end, start))
    right = Band(max(span.start, end), span.end)
    return [part for part in (left, right) if part.end > part.start]


def _let_through(asked: _Asked) -> LetThrough | None:
    rules = asked.tables.contact
    if asked.objectives and rules.objectives is not None and rules.objectives.allowed:
        return rules.objectives
    if asked.urgent and rules.urgent is not None and rules.urgent.allowed:
        return rules.urgent
    return None


def _why_now(asked: _Asked, day: date, minute: int) -> tuple[Reason, ...]:
    if asked.quiet.purpose == ON_CALL:
        duties = duty_spans(asked.tables, asked.person, asked.history, day)
        if any(span.start <= minute < span.end for span in duties):
            return (passes_for(ON_CALL, asked.tables),)
    if opened := opened_by(asked.quiet, day, minute, urgent=asked.urgent):
        return (opened,)
    if not bands_apply(asked.tables, mode_at(asked.person, asked.history, day, minute)):
        free = asked.tables.disconnection.free_days
        code, figures = ReasonCode.DAY_IN_PRESENCE, {"day": day}
        return (Reason(code, free.cited, against=False, figures=figures, also=free.also),)
    held = bands_held(asked.tables, asked.person, asked.history, day, minute=minute)
    source, also = held.source, held.also
    for span in held.spans:
        if minute in span and not _on_permit(asked, day, minute):
            band = {"band": span}
            return (Reason(ReasonCode.IN_BAND, source, against=False, figures=band, also=also),)
    if through := _let_through(asked):
        code = (
            ReasonCode.OBJECTIVES_LET_THROUGH
            if through is asked.tables.contact.objectives
            else ReasonCode.URGENT_LET_THROUGH
        )
        return (Reason(code, through.cited, against=False, also=through.also),)
    return (Reason(ReasonCode.NOT_DISCONNECTED, source, against=False, also=also),)


def _why_hold(asked: _Asked, day: date, minute: int, when: datetime) -> tuple[Reason, ...]:
    if block := asked.quiet.block(day, minute, urgent=asked.urgent):
        figures = {"window": block.window, "day": day, "when": when}
        held = block.value
        return (Reason(block.code, held.cited, against=True, figures=figures, also=held.also),)
    permits = asked.tables.contact.permits
    bands = bands_held(asked.tables, asked.person, asked.history, day, minute=minute)
    for start, end in permit_spans(asked.history, day):
        inside = any(minute in s for s in bands.spans) or _let_through(asked) is not None
        if permits is not None and start <= minute < end and inside:
            until = {"until": moment(day, end)}
            code, also = ReasonCode.ON_PERMIT, permits.also
            return (Reason(code, permits.cited, against=True, figures=until, also=also),)
    outside = {"bands": bands.spans, "when": when}
    code = ReasonCode.OUTSIDE_BANDS
    return (Reason(code, bands.source, against=True, figures=outside, also=bands.also),)
