"""In which order applicants are admitted when there are fewer places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rules.conditions import age
from rules.decision import Decision, Reason, Source, Verdict
from rules.eligibility import eligible
from rules.facts import ROME, Employee, Mode
from rules.policy.lasting import Points, Ranking
from rules.policy.library import Policy
from rules.reasons import ReasonCode


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who asks for a place."""

    name: str
    person: Employee


def rank(
    policy: Policy, applicants: Iterable[Applicant], *, at: datetime, places: int
) -> Decision:
    """
    Put applicants in order and admit as many as there are places.

    The order is total and does not depend on the order in which applicants come: names decide
    last. People who are not eligible take no place.

    Args:
        policy: the body's policy.
        applicants: names (each once) and facts.
        at: aware moment; ages and years are counted to its civil day.
        places: how many are admitted.

    Returns:
        A decision without verdict: `order` and `admitted` (names), `points` (by name, only where
        the act gives points).

    Source: the table `ranking` of the policy.

    """
    on = at.astimezone(ROME).date()
    rules = policy.on(on).ranking
    reasons: list[Reason] = []
    standing: list[Applicant] = []
    for applicant in sorted(applicants, key=lambda one: one.name):
        found = eligible(policy, applicant.person, at=at, mode=Mode.AGILE)
        if found.verdict is Verdict.ELIGIBLE:
            standing.append(applicant)
        else:
            reasons += [_not_admissible(reason, applicant.name) for reason in found.obstacles]
    if rules is None:
        silent = {"topic": "ranking"}
        reasons.append(Reason(ReasonCode.SILENT, Source(""), against=False, figures=silent))
        return _result(standing, places, reasons, None)
    scored = {one.name: _scored(rules, one, on) for one in standing}
    standing.sort(key=lambda one: _key(rules, one.person, on, total(scored[one.name])))
    for one in standing:
        reasons += [*_precedence(rules, one, on), *scored[one.name]]
    points = {one.name: total(scored[one.name]) for one in standing}
    return _result(standing, places, reasons, points if rules.order == "points" else None)


def total(reasons: Iterable[Reason]) -> float:
    """Add up the points of one applicant's reasons."""
    points = sum(float(reason.figures["points"]) for reason in reasons)
    return int(points) if points == int(points) else points


def _result(
    standing: list[Applicant],
    places: int,
    reasons: list[Reason],
    points: dict[str, float] | None,
) -> Decision:
    names = tuple(one.name for one in standing)
    values: dict[str, Any] = {"order": names, "admitted": names[:places]}
    if points is not None:
        values["points"] = points
    return Decision("rank", None, tuple(reasons), values)


def _key(rules: Ranking, person: Employee, on: date, points: float) -> tuple[Any, ...]:
    first = [any(c.holds(person, on) for c in p.for_any) for p in rules.precedence]
    match rules.order:
        case "descending":
            leading: tuple[Any, ...] = tuple(not holds for holds in first)
        case "priority":
            leading = (not any(first),)
        case "points":
            leading = (not any(first), -points)
    return (*leading, *_ties(rules, person, on))


def _ties(rules: Ranking, person: Employee, on: date) -> tuple[float, ...]:
    greater = {
        "km": person.km,
        "age": _days_since(person.born, on),
        "service": _days_since(person.hired, on),
    }
    return tuple(-greater[name] for name in (rules.ties.by if rules.ties else ()))


def _days_since(day: date | None, on: date) -> int:
    return (on - day).days if day is not None else 0


def _scored(rules: Ranking, applicant: Applicant, on: date) -> list[Reason]:
    """Give one reason for each rule that gives points; of one scale only the highest."""
    best: dict[str, Reason] = {}
    for number, rule in enumerate(rules.points):
        points = rule.points * _times(rule, applicant.person, on)
        points = points if rule.at_most is None else min(points, rule.at_most)
        key = rule.scale or str(number)
        if points and (key not in best or points > best[key].figures["points"]):
            best[key] = Reason(
                ReasonCode.HAS_POINTS,
                rule.cited,
                against=False,
                figures={"name": applicant.name, "points": points},
                also=rule.also,
            )
    return list(best.values())


def _times(rule: Points, person: Employee, on: date) -> int:
    if rule.for_if is not None and not rule.for_if.holds(person, on):
        return 0
    match rule.each:
        case "child":
            ages = [age(child.born, on) for child in person.children]
            return sum(1 for years in ages if rule.child_from <= years < rule.child_under)
        case "assisted":
            return person.assists
        case "service_year":
            return age(person.hired, on) if person.hired else 0
        case "once":
            return 1


def _precedence(rules: Ranking, applicant: Applicant, on: date) -> list[Reason]:
    return [
        Reason(
            ReasonCode.HAS_PRECEDENCE,
            rule.cited,
            against=False,
            figures={"name": applicant.name},
            also=rule.also,
        )
        for rule in rules.precedence
        if any(condition.holds(applicant.person, on) for condition in rule.for_any)
    ]


def _not_admissible(reason: Reason, name: str) -> Reason:
    return Reason(
        ReasonCode.NOT_ADMISSIBLE,
        reason.source,
        against=True,
        figures={"name": name},
        also=reason.also,
    )
