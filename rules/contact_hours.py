"""Until when a person may be contacted, and whether a whole band went by without an answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from rules.bands import bands_apply, bands_held
from rules.barred import as_found
from rules.calendar import AFTERNOON_BEGINS, is_free, workdays_of, works_as
from rules.contact import contact, permit_spans
from rules.decision import Reason, Verdict
from rules.disconnection import Quiet
from rules.facts import MINUTES_OF_A_DAY, ROME, Band, Employee, moment
from rules.history import History
from rules.policy.library import Policy
from rules.reasons import ReasonCode


def open_until(
    policy: Policy,
    person: Employee,
    history: History,
    *,
    at: datetime,
    purpose: str | None = None,
    urgent: bool = False,
) -> datetime:
    """
    Give the moment at which a contact that is possible at `at` no longer is, or midnight.

    Arguments are those of `contact`; the answer is aware, Europe/Rome.
    """
    local = at.astimezone(ROME)
    day, minute = local.date(), local.hour * 60 + local.minute
    for end in sorted(_edges(policy, person, history, day)):
        edge = moment(day, end)
        if end > minute:
            then = contact(policy, person, history, at=edge, purpose=purpose, urgent=urgent)
            if then.verdict is not Verdict.NOW:
                return edge
    return moment(day, MINUTES_OF_A_DAY)


def unanswered(policy: Policy, *, at: datetime) -> Reason | None:
    """
    Tell whether the act attaches anything to a request without an answer; None if not.

    Source: the table `contact.unanswered` of the policy.
    """
    value = policy.on(at.astimezone(ROME).date()).contact.unanswered
    if value is None:
        return None
    code = ReasonCode.UNANSWERED_COUNTS
    return Reason(code, value.cited, against=True, also=value.also)


def in_a_band(policy: Policy, person: Employee, history: History, *, at: datetime) -> bool:
    """Tell whether a moment lies in a contact band of a day worked away, outside permits."""
    found = contact(policy, person, history, at=at)
    return any(reason.code == ReasonCode.IN_BAND for reason in found.reasons)


def band_gone_by(
    policy: Policy, person: Employee, history: History, *, since: datetime, until: date
) -> tuple[date, Band] | None:
    """
    Find the first whole band, from a moment on, in which a person was to be reachable.

    A band that a permit cuts is left out, and so is one that had begun before. None if there is
    none by the day `until`, itself included.
    """
    local = since.astimezone(ROME)
    day, minute = local.date(), local.hour * 60 + local.minute
    while day <= until:
        for span in _whole_bands(policy, person, history, day):
            if span.start >= minute:
                return day, span
        day, minute = day + timedelta(days=1), 0
    return None


def _whole_bands(policy: Policy, person: Employee, history: History, day: date) -> list[Band]:
    tables = policy.on(day)
    history = as_found(policy, person, history, on=day, at=day)
    away = all(bands_apply(tables, mode) for mode in works_as(person, history, day))
    if not away or is_free(history, day, workdays_of(person, tables.week.days)):
        return []
    spans = bands_held(tables, person, history, day).spans
    permits = permit_spans(history, day)
    return [
        span
        for span in sorted(spans)
        if not any(start < span.end and span.start < end for start, end in permits)
    ]


def _edges(policy: Policy, person: Employee, history: History, day: date) -> set[int]:
    """Give the minutes of a day at which a contact may cease to be possible."""
    spans = bands_held(policy.on(day), person, history, day).spans
    permits = {start for start, _ in permit_spans(history, day)}
    windows = {night.window.start for night in Quiet(policy, person, history).nights(day)}
    return {AFTERNOON_BEGINS, *permits, *windows, *(span.end for span in spans)}
