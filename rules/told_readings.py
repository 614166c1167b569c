"""With an answer that rests on an open point, how it was read: each reason has its readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from rules.decision import Decision, Reason
from rules.facts import ROME, Employee, Period, Permit
from rules.history import History, days_of
from rules.policy.library import Policy
from rules.policy.readings import OpenReading

NOTHING_GIVEN = History()
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
        places = policy.open_places
        # Nearly every reason rests on no open point: then not even the day is worked out.
        for reason in found.reasons:
            if (reason.code, reason.source.article) in places:
                break
        else:
            return found
        on, history = _day_of(how), _history_of(args)
        return _with_words(
            found,
            policy.on(on).readings_at,
            lambda one, reason: (
                _concerns(one, person, on, how) and _stands_with(one, reason, history)
            ),
        )

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
        return _with_words(
            found,
            policy.on(_day_of(how)).readings_at,
            lambda one, reason: one.for_if is None and _stands_with(one, reason, NOTHING_GIVEN),
        )

    return asked


def _with_words(
    found: Decision,
    readings: Mapping[tuple[str, str], tuple[OpenReading, ...]],
    applies: Callable[[OpenReading, Reason], bool],
) -> Decision:
    """Put on each reason the words of those of its readings that apply; most have none."""
    told = dict[int, Reason]()
    for number, reason in enumerate(found.reasons):
        at = readings.get((reason.code, reason.source.article), ())
        if words := tuple([one.words for one in at if applies(one, reason)]):
            told[number] = reason._replace(readings=words)
    if not told:
        return found
    reasons = (told.get(number, reason) for number, reason in enumerate(found.reasons))
    return found._replace(reasons=tuple(reasons))


def _history_of(args: tuple[object, ...]) -> History:
    """Give the history, which stands first after the person where a question needs it."""
    return args[0] if args and isinstance(args[0], History) else NOTHING_GIVEN


def _day_of(how: Mapping[str, Any]) -> date:
    """Give the later of the days that a question speaks of, as the questions themselves do."""
    at, named = how.get("at"), how.get("day") or how.get("week")
    permit = how.get("asked")
    if named is None and type(permit) is Permit:
        named = permit.on
    today: date | None = at.astimezone(ROME).date() if isinstance(at, datetime) else at
    latest: date | None = named if today is None or (named and named > today) else today
    if latest is None:
        raise TypeError("a question names its moment, or its day")
    return latest


def _concerns(one: OpenReading, person: Employee, on: date, how: Mapping[str, Any]) -> bool:
    if one.for_if is not None and not one.for_if.holds(person, on):
        return False
    if one.term is not None and one.term != _term_of(person):
        return False
    if one.without_number and _number_of(person):
        return False
    return not one.asked or all(how.get(name) in wanted for name, wanted in one.asked.items())


def _term_of(person: Employee) -> str:
    if person.agreement is None:
        return ""
    return "open" if person.agreement.last_day is None else "fixed"


def _number_of(person: Employee) -> bool:
    """Tell whether an agreement says how many days, or which."""
    scheme = person.agreement.scheme if person.agreement else None
    return scheme is not None and (scheme.per is not None or bool(scheme.weekdays))


def _stands_with(one: OpenReading, reason: Reason, history: History) -> bool:
    """Tell whether the figures of a reason, and what is given, call for a reading."""
    figures = reason.figures
    return (
        (one.given is None or _is_given(one.given, figures, history))
        and all(figures.get(name) in wanted for name, wanted in one.figures.items())
        and all(figures.get(name, most) < most for name, most in one.below.items())
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
