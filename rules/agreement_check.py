"""Whether an individual agreement may be signed with a person: held against the act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from rules.agreed_days import days_reasons
from rules.band_lengths import longer_without_need
from rules.bands import bands, bands_apply, bands_on
from rules.conditions import months_after
from rules.decision import Decision, Reason, Verdict, verdict_of
from rules.eligibility import eligible
from rules.facts import ROME, Agreement, Employee, Mode
from rules.policy.lasting import Duration
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.policy.time_tables import MinimumMinutes
from rules.policy.values import Value
from rules.reasons import ReasonCode

_OF_AN_AGREEMENT = {
    Verdict.ALLOWED: Verdict.VALID,
    Verdict.DISCRETION: Verdict.DISCRETION,
    Verdict.REFUSED: Verdict.INVALID,
}
"""How a weighing is called where an agreement is held against the act."""


def check_agreement(policy: Policy, person: Employee, *, at: datetime) -> Decision:
    """
    Hold the person's agreement against the act; tell every defect at once.

    Mode, requirements of the person, number of days, contact bands, window and duration. What the
    act itself supplies where the agreement is silent is no defect; other clauses are looked at by
    the question `agreement`.

    Args:
        policy: the body's policy; the version in force at `at` is asked.
        person: the facts, with the agreement.
        at: aware moment at which it is to be signed.

    Returns:
        VALID, DISCRETION (only against what the act sets "di norma") or INVALID.

    Source: the tables `eligibility`, `booking`, `bands`, `disconnection` and `agreement` of the
    policy.

    """
    on = at.astimezone(ROME).date()
    tables, agreement = policy.on(on), person.agreement
    if agreement is None:
        value = tables.booking.obstacles.no_agreement
        none = value.because(ReasonCode.NO_AGREEMENT, {}, against=True)
        return Decision("check_agreement", Verdict.INVALID, (none,))
    found = [
        *eligible(policy, person, at=at, mode=agreement.mode).obstacles,
        *days_reasons(tables, person, agreement, on=on),
        *_duration(tables, agreement),
    ]
    if bands_apply(tables, agreement.mode):
        own = tables.of_mode(agreement.mode)
        found += _bands(policy, own, person, agreement, at=at)
    if agreement.mode is Mode.AGILE:
        found += _window(tables, person, agreement, on)
    if not found:
        fits, figures = tables.booking.obstacles.no_agreement, {"mode": agreement.mode}
        found.append(fits.because(ReasonCode.AGREEMENT_FITS, figures, against=False))
    reasons = tuple(found)
    return Decision("check_agreement", _OF_AN_AGREEMENT[verdict_of(reasons)], reasons)


def _duration(tables: Tables, agreement: Agreement) -> Iterator[Reason]:
    for rule in tables.agreement.duration:
        figures = {"first_day": agreement.first_day, "last_day": agreement.last_day}
        if rule.ends and agreement.last_day is None:
            begins = {"first_day": agreement.first_day}
            yield rule.because(ReasonCode.AGREEMENT_WITHOUT_END, begins, against=True)
        earliest = _earliest(rule, agreement.first_day)
        if earliest and agreement.last_day is not None and agreement.last_day < earliest:
            shorter = {**figures, "months": rule.min_months, "earliest": earliest}
            yield rule.because(ReasonCode.AGREEMENT_TOO_SHORT, shorter, against=True)
        needed = rule.stated_needs and agreement.motive
        latest = None if needed else _latest(rule, agreement.first_day)
        if latest and agreement.last_day is not None and agreement.last_day > latest:
            longer = {**figures, "months": rule.max_months, "latest": latest}
            yield rule.because(ReasonCode.AGREEMENT_TOO_LONG, longer, against=True)


def _earliest(rule: Duration, first_day: date) -> date | None:
    if rule.min_months is None:
        return None
    return months_after(first_day, rule.min_months) - timedelta(days=1)


def _latest(rule: Duration, first_day: date) -> date | None:
    if rule.max_months is None:
        return None
    return months_after(first_day, rule.max_months) - timedelta(days=1)


def _bands(
    policy: Policy, tables: Tables, person: Employee, agreement: Agreement, *, at: datetime
) -> list[Reason]:
    named = bool(agreement.bands or agreement.afternoon_bands or agreement.weekday_bands)
    if not named:
        return _missing_bands(tables, person, agreement)
    asked = bands(
        policy,
        person,
        at=at,
        bands=agreement.bands,
        afternoon_bands=agreement.afternoon_bands,
        weekday_bands=agreement.weekday_bands,
    )
    needs, usual = tables.bands.stated_needs, tables.bands.default
    found = [*asked.obstacles, *longer_without_need(tables, person, agreement)]
    if needs is not None and usual is not None and not agreement.motive:
        same = (agreement.bands, agreement.afternoon_bands)
        own = not agreement.weekday_bands and same == (usual.bands, usual.afternoon_bands)
        if not own and not _keeps(usual.bands, agreement):
            figures = {"bands": usual.bands + usual.afternoon_bands}
            found.append(needs.because(ReasonCode.BANDS_WITHOUT_NEED, figures, against=True))
    return found


def _keeps(usual: tuple[Any, ...], agreement: Agreement) -> bool:
    """Tell whether bands only leave out those of the afternoon, where the person never returns."""
    return agreement.bands == usual and not agreement.afternoon_bands


def _missing_bands(tables: Tables, person: Employee, agreement: Agreement) -> list[Reason]:
    _, value = bands_on(tables, person, agreement.first_day)
    usual = tables.bands.default
    asked_for = usual is not None and value is usual and usual.in_agreement
    if value is not None and not asked_for:
        return []
    of_mode = (c for c in tables.clauses if agreement.mode in c.modes)
    asking = next((c for c in of_mode if "contact_bands" in c.clauses), value)
    if asking is None:
        return []
    missing = asking.because(ReasonCode.CLAUSE_MISSING, {"clause": "contact_bands"}, against=True)
    return [missing.citing((value.source,) if value is not None else ())]


def _least_window(tables: Tables) -> MinimumMinutes | None:
    """Give how long a window is at least: a rest that its bands leave, if it stands alone."""
    alone = tables.disconnection.agreed.effect == "replaces"
    return tables.disconnection.rest or (tables.bands.rest if alone else None)


def _window(tables: Tables, person: Employee, agreement: Agreement, on: date) -> Iterator[Reason]:
    window = agreement.disconnection
    if window is None:
        return
    least = _least_window(tables)
    if least is not None and window.minutes < least.minutes:
        figures = {"minutes": window.minutes, "min_minutes": least.minutes, "window": window}
        yield least.because(ReasonCode.WINDOW_SHORT, figures, against=True)
    needs: Value | None = tables.bands.stated_needs
    usual = [night.hours for night in tables.disconnection.nights if night.is_of(person, on)]
    if needs is not None and usual and window not in usual and not agreement.motive:
        given = {"window": window, "usual": usual[0]}
        yield needs.because(ReasonCode.WINDOW_WITHOUT_NEED, given, against=True)
