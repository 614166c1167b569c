"""In which order applicants are admitted when there are fewer places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from math import floor
from typing import Any, NamedTuple

from rules.conditions import age, assisted
from rules.decision import Decision, Reason, Source, Verdict
from rules.eligibility import eligible
from rules.facts import ROME, Child, Employee, Mode
from rules.policy.library import Policy
from rules.policy.ranking_tables import Points, Precedence, Priority, Ranking, TieCriterion
from rules.reasons import ReasonCode

ADULT = 18


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who asks for a place."""

    name: str
    person: Employee


@dataclass(frozen=True, slots=True)
class Round:
    """
    What one ranking is asked for: who applies, for how many places of which way of working.

    Each name of the `applicants` comes once; `mode` is AGILE or REMOTE, which some acts order
    differently; `staff` is how many people the body has, for an act that admits a share of them,
    None if it is not known.
    """

    applicants: tuple[Applicant, ...]
    places: int
    mode: Mode = Mode.AGILE
    staff: int | None = None


def rank(policy: Policy, asked: Round, *, at: datetime) -> Decision:
    """
    Put applicants in order and admit as many as there are places.

    Those whom the act puts on one level are told as `ties` and stand in the order in which they
    come; the body decides between them, so nobody of a tie that reaches over the last place is
    admitted. People who are not eligible take no place.

    Args:
        policy: the body's policy.
        asked: who applies, for how many places; where the staff is not known the share that an
            act admits is only told.
        at: aware moment; ages and years are counted to its civil day.

    Returns:
        A decision without verdict: `order` and `admitted` (names), `ties` (groups of names),
        `points` (by name, only where the act gives points).

    Source: the tables `priority` and `ranking` of the policy.

    """
    on, places, staff = at.astimezone(ROME).date(), asked.places, asked.staff
    rules = ranking_of(policy, on, asked.mode)
    admissible, reasons = _looked_at(policy, asked, at)
    found = _in_order(_Order(priority_of(policy, on, asked.mode), rules), admissible, on)
    if rules is None:
        silent = {"topic": "ranking"}
        reasons.append(Reason(ReasonCode.SILENT, Source(""), against=False, figures=silent))
    for one in found:
        reasons += one.reasons
    names = tuple(one.name for one in found)
    groups = _levels(found)
    ties = tuple(group for group in groups if len(group) > 1)
    reasons += [_tie(rules, group) for group in ties]
    share = rules.share if rules is not None else None
    if share is not None:
        most = places if staff is None else min(places, floor(staff * share.percent / 100))
        told = {"percent": share.percent, "places": most}
        reasons.append(share.because(ReasonCode.STAFF_SHARE, told, against=False))
        places = most
    admitted = _admitted(groups, places)
    values: dict[str, Any] = {"order": names, "admitted": admitted, "ties": ties}
    if rules is not None and rules.order == "points":
        values["points"] = {one.name: one.points for one in found}
    return Decision("rank", None, tuple(reasons), values)


@dataclass(frozen=True, slots=True)
class Standing:
    """
    Where an admissible applicant stands: points, what decides ties (less comes first), and why.

    `reasons` are the priority, precedence and points that they have, each with its article.
    """

    name: str
    points: float
    ties: tuple[float, ...]
    reasons: tuple[Reason, ...]
    level: tuple[Any, ...] = ()
    """What the act orders by, less first: two with the same level are a tie."""


def ranking_of(policy: Policy, on: date, mode: Mode) -> Ranking | None:
    """Give what the act says on a day about the order for a way of working; None: nothing."""
    tables = policy.on(on)
    remote = tables.remote_ranking if mode is Mode.REMOTE else None
    return remote or tables.ranking


def priority_of(policy: Policy, on: date, mode: Mode) -> tuple[Priority, ...]:
    """Give whom the law puts first on a day among who asks for a way of working."""
    return tuple(row for row in policy.on(on).priority if mode in row.modes)


class _Order(NamedTuple):
    """What puts applicants in order: the law, then the body's own act."""

    priority: tuple[Priority, ...]
    rules: Ranking | None


def standing(policy: Policy, asked: Round, *, at: datetime) -> list[Standing]:
    """Put the admissible applicants in order; as they come where the act gives none."""
    on = at.astimezone(ROME).date()
    admissible, _ = _looked_at(policy, asked, at)
    order = _Order(priority_of(policy, on, asked.mode), ranking_of(policy, on, asked.mode))
    return _in_order(order, admissible, on)


def _looked_at(policy: Policy, asked: Round, at: datetime) -> tuple[list[Applicant], list[Reason]]:
    """Give who is admissible, in the order in which they come, and why the others are not."""
    admissible: list[Applicant] = []
    reasons: list[Reason] = []
    for one in asked.applicants:
        found = eligible(policy, one.person, at=at, mode=asked.mode)
        if found.verdict is Verdict.ELIGIBLE:
            admissible.append(one)
        else:
            reasons += [_not_admissible(reason, one.name) for reason in found.obstacles]
    return admissible, reasons


def _in_order(order: _Order, admissible: Iterable[Applicant], on: date) -> list[Standing]:
    return sorted((_standing(order, one, on) for one in admissible), key=lambda one: one.level)


def _levels(found: Iterable[Standing]) -> list[tuple[str, ...]]:
    """Give the names level by level; without criteria all stand on one."""
    return [
        tuple(one.name for one in group) for _, group in groupby(found, key=lambda one: one.level)
    ]


def _admitted(groups: Iterable[tuple[str, ...]], places: int) -> tuple[str, ...]:
    admitted: tuple[str, ...] = ()
    for group in groups:
        if len(admitted) + len(group) > places:
            break
        admitted += group
    return admitted


def _tie(rules: Ranking | None, names: tuple[str, ...]) -> Reason:
    last = rules.ties if rules is not None else None
    cited, also = (last.cited, last.also) if last is not None else (Source(""), ())
    return Reason(ReasonCode.TIE, cited, against=False, figures={"names": names}, also=also)


def places_given(decision: Decision, places: int) -> int:
    """Tell how many of the places asked for there are: an act may admit a share of the staff."""
    shares = (one for one in decision.reasons if one.code == ReasonCode.STAFF_SHARE)
    return next((int(one.figures["places"]) for one in shares), places)


def undecided(decision: Decision, places: int) -> tuple[str, ...]:
    """
    Give the names of the tie that reaches over the last place, between whom the body decides.

    Empty where all places are taken, or there is one for everybody.
    """
    order, admitted = decision.values["order"], decision.values["admitted"]
    if len(admitted) in (places_given(decision, places), len(order)):
        return ()
    ties: tuple[tuple[str, ...], ...] = decision.values["ties"]
    return next(group for group in ties if order[len(admitted)] in group)


def of_applicant(decision: Decision, name: str) -> tuple[Reason, ...]:
    """Give the reasons of a ranking that are about one applicant, for them alone."""
    return tuple(one for one in decision.reasons if one.figures.get("name") == name)


def _standing(order: _Order, applicant: Applicant, on: date) -> Standing:
    by_law, rules = _precedence(order.priority, applicant, on), order.rules
    if rules is None:
        return Standing(applicant.name, 0, (), tuple(by_law), (not by_law,))
    scored = _scored(rules, applicant, on)
    reasons = (*by_law, *_precedence(rules.precedence, applicant, on), *scored)
    points, ties = total(scored), _ties(rules, applicant.person, on)
    level = (not by_law, *_level(rules, applicant.person, on, points, ties))
    return Standing(applicant.name, points, ties, reasons, level)


def total(reasons: Iterable[Reason]) -> float:
    """Add up the points of one applicant's reasons."""
    points = sum(float(reason.figures["points"]) for reason in reasons)
    return int(points) if points == int(points) else points


def _level(
    rules: Ranking, person: Employee, on: date, points: float, ties: tuple[float, ...]
) -> tuple[Any, ...]:
    first = [any(c.holds(person, on) for c in p.for_any) for p in rules.precedence]
    match rules.order:
        case "descending":
            leading: tuple[Any, ...] = tuple(not holds for holds in first)
        case "priority":
            leading = (not any(first),)
        case "points":
            leading = (not any(first), -points)
    return (*leading, *ties)


def _ties(rules: Ranking, person: Employee, on: date) -> tuple[float, ...]:
    greater: dict[TieCriterion, float] = {
        "km": person.km,
        "reach_minutes": person.reach_minutes or 0,
        "age": _days_since(person.born, on),
        # Of whom no birth is known nothing can be said: they come last, as the oldest would.
        "youth": -_days_since(person.born or date.min, on),
        "service": _days_since(person.hired, on),
        "children": sum(age(child.born, on) < ADULT for child in person.children),
        "assisted": assisted(person),
        "invalidity": person.invalidity,
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
            return sum(1 for child in person.children if _counts(rule, child, on))
        case "assisted":
            return assisted(person)
        case "service_year":
            return age(person.hired, on) if person.hired else 0
        case "once":
            return 1


def _counts(rule: Points, child: Child, on: date) -> bool:
    said = rule.child_disabled is None or child.disabled is rule.child_disabled
    return said and rule.child_from <= age(child.born, on) < rule.child_under


def _precedence(rows: Iterable[Precedence], applicant: Applicant, on: date) -> list[Reason]:
    return [
        Reason(
            ReasonCode.HAS_PRECEDENCE,
            rule.cited,
            against=False,
            figures={"name": applicant.name},
            also=rule.also,
        )
        for rule in rows
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
