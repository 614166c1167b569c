"""Whether a permit may be had, and whether it lifts the contact duties of an agile day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from rules.bands import bands_held
from rules.barred import as_found
from rules.calendar import is_free, modes_within, workdays_of, works_as
from rules.decision import Decision, Reason, Source, Verdict, verdict_of
from rules.facts import MINUTES_OF_A_DAY, ROME, Band, Employee, Mode, Permit
from rules.history import History
from rules.permit_approval import permit_approval
from rules.permit_days import all_in_one_piece, in_one_piece
from rules.permit_limits import AskedPermit, limit_reasons, reason
from rules.permit_times import time_reasons
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.policy.values import Value
from rules.reasons import ReasonCode


def permit(
    policy: Policy,
    person: Employee,
    history: History,
    *,
    at: datetime,
    asked: Permit,
    urgent: bool = False,
) -> Decision:
    """
    Decide whether a permit may be had; tell every obstacle at once.

    Args:
        policy: the body's policy; the version in force on the day of the permit is asked.
        person: the facts, with the agreement.
        history: permits already taken, booked days, absences.
        at: aware moment of the request.
        asked: kind, day, and either minutes (with their start) or whole working days.
        urgent: whether the need is urgent and proven.

    Returns:
        ALLOWED, DISCRETION or REFUSED; `relieved` (bool) in its values tells whether contact
        duties are lifted while it lasts, `approval` (bool) whether somebody must approve it.

    Source: the tables `permits`, `agile_permits` and `contact.permits` of the policy.

    """
    today = at.astimezone(ROME).date()
    tables = policy.on(max(asked.on, today))
    history = as_found(policy, person, history, on=asked.on, at=today)
    workdays = workdays_of(person, tables.week.days)
    rule = tables.permits.get(asked.kind)
    if rule is not None and rule.max_days is not None and asked.minutes is None:
        # A kind that is had in days: one, if neither days nor hours are said.
        asked = replace(asked, days=asked.days or 1)
    asked, history = in_one_piece(policy, asked), all_in_one_piece(policy, history)
    request = AskedPermit(tables, person, history, workdays, at.astimezone(ROME), asked, urgent)
    # Days of the calendar may begin on one that is not worked, as those of a marriage.
    by_calendar = rule is not None and rule.indivisible
    reasons = [
        *(() if by_calendar else _worked(request)),
        *_within_the_day(asked),
        *_on_agile_day(request),
    ]
    if rule is None:
        figures = {"kind": asked.kind}
        reasons.append(
            Reason(ReasonCode.PERMIT_SILENT, Source(""), against=False, figures=figures)
        )
    else:
        reasons += limit_reasons(rule, request)
        reasons += time_reasons(rule, request)
    verdict = verdict_of(tuple(reasons))
    relieved = None if verdict is Verdict.REFUSED else _relieves(tables, request)
    if relieved is not None:
        reasons.append(relieved)
    approval = permit_approval(policy, person, history, at=at, asked=asked)
    values = {"relieved": relieved is not None, "approval": approval.values["needed"]}
    return Decision("permit", verdict, tuple(reasons), values)


def relief(policy: Policy, person: Employee, history: History, *, on: date) -> Decision:
    """
    Tell in which hours of a day contact duties rest because of permits.

    Returns:
        A decision without verdict; `hours` (tuple of Band) in its values, empty if the act lifts
        nothing on a day worked that way.

    Source: the value `contact.permits` of the policy.

    """
    value = policy.on(on).contact.permits
    hours = tuple(
        Band(permit.start, permit.start + permit.minutes)
        for permit in history.permits_on(on)
        if permit.start is not None and permit.minutes is not None
    )
    modes = works_as(person, history, on)
    if value is None or not value.allowed or not hours or value.modes.isdisjoint(modes):
        return Decision("relief", None, (), {"hours": ()})
    reason = Reason(ReasonCode.RELIEVED, value.cited, against=False, also=value.also)
    return Decision("relief", None, (reason,), {"hours": hours})


def _worked(request: AskedPermit) -> list[Reason]:
    if not is_free(request.history, request.asked.on, request.workdays):
        return []
    free = request.tables.disconnection.free_days
    return [reason(ReasonCode.DAY_NOT_WORKED, free, {"day": request.asked.on}, against=True)]


def _within_the_day(asked: Permit) -> list[Reason]:
    """Refuse hours that go on after midnight: a permit is of one day."""
    if asked.start is None or asked.start + (asked.minutes or 0) <= MINUTES_OF_A_DAY:
        return []
    figures = {"day": asked.on, "next_day": asked.on + timedelta(days=1)}
    return [Reason(ReasonCode.PERMIT_PAST_MIDNIGHT, Source(""), against=True, figures=figures)]


def _is_agile(request: AskedPermit) -> bool:
    return Mode.AGILE in _halves_of(request)


def _halves_of(request: AskedPermit) -> tuple[Mode | None, ...]:
    """Tell where the halves of the day that a permit reaches into are worked."""
    asked = request.asked
    return modes_within(request.person, request.history, asked.on, asked.start, asked.minutes)


def _on_agile_day(request: AskedPermit) -> list[Reason]:
    rules, asked = request.tables.agile_permits, request.asked
    if not _is_agile(request):
        return []
    reasons = []
    if rules.refused is not None and asked.kind in rules.refused.kinds:
        figures = {"kind": asked.kind}
        code = ReasonCode.PERMIT_NOT_AGILE
        reasons.append(reason(code, rules.refused, figures, against=True))
    if rules.inside_bands is not None and asked.minutes is not None:
        bands = bands_held(request.tables, request.person, request.history, asked.on).spans
        if bands:
            reasons.append(_held_against_bands(rules.inside_bands, asked, bands))
    return reasons


def _held_against_bands(value: Value, asked: Permit, bands: tuple[Band, ...]) -> Reason:
    inside = any(_lies_in(asked, band) for band in bands)
    code = ReasonCode.PERMIT_INSIDE_BANDS if inside else ReasonCode.PERMIT_OUTSIDE_BANDS
    return reason(code, value, {"bands": bands}, against=not inside)


def _lies_in(asked: Permit, band: Band) -> bool:
    minutes = asked.minutes or 0
    if asked.start is None:
        return minutes <= band.minutes
    return band.start <= asked.start and asked.start + minutes <= band.end


def _relieves(tables: Tables, request: AskedPermit) -> Reason | None:
    """Tell that contact duties are lifted: on the days away for which the act says so."""
    value = tables.contact.permits
    if value is None or not value.allowed:
        return None
    if value.modes.isdisjoint(_halves_of(request)):
        return None
    return Reason(ReasonCode.RELIEVED, value.cited, against=False, also=value.also)
