"""With an answer that rests on an open point, how it was read: each reason has its readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from rules.decision import Decision, Reason
from rules.facts import ROME, Employee, Period, Permit
from rules.history import History, days_of
from rules.policy.library import Policy
from rules.policy.readings import OpenReading

P = ParamSpec("P")
A = TypeVar("A")
Question = Callable[Concatenate[Policy, Employee, P], Decision]


def with_readings(question: Question[P]) -> Question[P]:
    """
    Let a question about a person tell on its reasons how open points were read.

    Source: the table `readings` of the policy in force on the day that is asked about.
    """

    @wraps(question)
    def asked(policy: Policy, person: Employee, /, *args: P.args, **how: P.kwargs) -> Decision:
        found = question(policy, person, *args, **how)
        on = _day_of(how)
        readings = policy.on(on).readings_at
        told = dict[int, Reason]()
        for number, reason in enumerate(found.reasons):
            at = readings.get(reason.source.article)
            if at is None:
                continue  # nearly every reason rests on no open point
            known = [one for one in at if reason.code in one.codes]
            known = [one for one in known if _concerns(one, person, on, how)]
            if known:
                told[number] = _read(reason, known, _history_of(args))
        if not told:
            return found
        reasons = (told.get(number, reason) for number, reason in enumerate(found.reasons))
        return replace(found, reasons=tuple(reasons))

    return asked


def with_readings_of_all(
    question: Callable[Concatenate[Policy, A, P], Decision],
) -> Callable[Concatenate[Policy, A, P], Decision]:
    """
    Do the same for a question about several people: what is read for facts of one is left out.

    Source: the table `readings` of the policy in force on the day that is asked about.
    """

    @wraps(question)
    def asked(policy: Policy, about: A, /, *args: P.args, **how: P.kwargs) -> Decision:
        found = question(policy, about, *args, **how)
        readings = [one for one in policy.on(_day_of(how)).readings if one.for_if is None]
        reasons = tuple(_read(reason, readings, History()) for reason in found.reasons)
        return replace(found, reasons=reasons)

    return asked


def _history_of(args: Iterable[object]) -> History:
    return next((one for one in args if isinstance(one, History)), History())


def _day_of(how: Mapping[str, Any]) -> date:
    """Give the later of the days that a question speaks of, as the questions themselves do."""
    at = how.get("at")
    today = at.astimezone(ROME).date() if isinstance(at, datetime) else at
    permit = how.get("asked")
    of_permit = permit.on if isinstance(permit, Permit) else None
    named = (how.get("day"), how.get("week"), of_permit, today)
    return max(one for one in named if one is not None)


def _concerns(one: OpenReading, person: Employee, on: date, how: Mapping[str, Any]) -> bool:
    if one.for_if is not None and not one.for_if.holds(person, on):
        return False
    if one.term is not None and one.term != _term_of(person):
        return False
    if one.without_number and _number_of(person):
        return False
    return all(how.get(name) in wanted for name, wanted in one.asked.items())


def _term_of(person: Employee) -> str:
    if person.agreement is None:
        return ""
    return "open" if person.agreement.last_day is None else "fixed"


def _number_of(person: Employee) -> bool:
    """Tell whether an agreement says how many days, or which."""
    scheme = person.agreement.scheme if person.agreement else None
    return scheme is not None and (scheme.per is not None or bool(scheme.weekdays))


def _read(reason: Reason, readings: list[OpenReading], history: History) -> Reason:
    words = tuple(one.words for one in readings if _stands_with(one, reason, history))
    return replace(reason, readings=words) if words else reason


def _stands_with(one: OpenReading, reason: Reason, history: History) -> bool:
    if reason.code not in one.codes or reason.source.article != one.source:
        return False
    figures = reason.figures
    return (
        all(figures.get(name) in wanted for name, wanted in one.figures.items())
        and all(figures.get(name, most) < most for name, most in one.below.items())
        and (one.given is None or _is_given(one.given, figures, history))
    )


def _is_given(what: str, figures: Mapping[str, Any], history: History) -> bool:
    """Tell whether the period in which a reason counts has an absence, or a derogation."""
    known = history.absences if what == "absences" else history.derogations
    if not known or "per" not in figures or "start" not in figures:
        return False
    days = days_of(Period(figures["per"]), figures["start"])
    if what == "absences":
        return any(day in history.absences for day in days)
    return any(history.derogation_on(day) is not None for day in days)
