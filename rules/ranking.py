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
    admissible, reasons = _looked_at(policy, applicants, at)
    found = _in_order(rules, admissible, on)
    if rules is None:
        silent = {"topic": "ranking"}
        reasons.append(Reason(ReasonCode.SILENT, Source(""), against=False, figures=silent))
    for one in found:
        reasons += one.reasons
    names = tuple(one.name for one in found)
    values: dict[str, Any] = {"order": names, "admitted": names[:places]}
    if rules is not None and rules.order == "points":
        values["points"] = {one.name: one.points for one in found}
    return Decision("rank", None, tuple(reasons), values)


@dataclass(frozen=True, slots=True)
class Standing:
    """
    Where an admissible applicant stands: points, what decides ties (less comes first), and why.

    `reasons` are the precedence and points that they have, each with its article.
    """

    name: str
    points: float
    ties: tuple[float, ...]
    reasons: tuple[Reason, ...]


def standing(policy: Policy, applicants: Iterable[Applicant], *, at: datetime) -> list[Standing]:
    """Put the admissible applicants in order; by name where the act gives none."""
    on = at.astimezone(ROME).date()
    admissible, _ = _looked_at(policy, applicants, at)
    return _in_order(policy.on(on).ranking, admissible, on)


def _looked_at(
    policy: Policy, applicants: Iterable[Applicant], at: datetime
) -> tuple[list[Applicant], list[Reason]]:
    """Give who is admissible, by name, and why the others are not."""
    admissible: list[Applicant] = []
    reasons: list[Reason] = []
    for one in sorted(applicants, key=lambda applicant: applicant.name):
        found = eligible(policy, one.person, at=at, mode=Mode.AGILE)
        if found.verdict is Verdict.ELIGIBLE:
            admissible.append(one)
        else:
            reasons += [_not_admissible(reason, one.name) for reason in found.obstacles]
    return admissible, reasons


def _in_order(rules: Ranking | None, admissible: Iterable[Applicant], on: date) -> list[Standing]:
    if rules is None:
        return [Standing(one.name, 0, (), ()) for one in admissible]
    found = [(one, _standing(rules, one, on)) for one in admissible]
    found.sort(key=lambda pair: _key(rules, pair[0].person, on, pair[1]))
    return [stands for _, stands in found]


def of_applicant(decision: Decision, name: str) -> tuple[Reason, ...]:
    """Give the reasons of a ranking that are about one applicant, for them alone."""
    return tuple(one for one in decision.reasons if one.figures.get("name") == name)


def _standing(rules: Ranking, applicant: Applicant, on: date) -> Standing:
    scored = _scored(rules, applicant, on)
    reasons = (*_precedence(rules, applicant, on), *scored)
    return Standing(applicant.name, total(scored), _ties(rules, applicant.person, on), reasons)


def total(reasons: Iterable[Reason]) -> float:
    """Add up the points of one applicant's reasons."""
    points = sum(float(reason.figures["points"]) for reason in reasons)
    return int(points) if points == int(points) else points


def _key(rules: Ranking, person: Employee, on: date, stands: Standing) -> tuple[Any, ...]:
    first = [any(c.holds(person, on) for c in p.for_any) for p in rules.precedence]
    match rules.order:
        case "descending":
            leading: tuple[Any, ...] = tuple(not holds for holds in first)
        case "priority":
            leading = (not any(first),)
        case "points":
            leading = (not any(first), -stands.points)
    return (*leading, *stands.ties)


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
