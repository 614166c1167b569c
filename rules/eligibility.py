"""Whether a person may work away from the office at all, in the way that they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from rules.conditions import (
    Condition,
    Evaluation,
    Sanctions,
    any_holds,
    counted_sanctions,
    lowest_evaluation,
    years_before,
)
from rules.decision import Decision, Reason, Strength, Verdict
from rules.facts import ROME, Employee, Mode
from rules.policy.booking_tables import Booking, Eligibility, ModeRule, Requirement
from rules.policy.library import Policy
from rules.reasons import ReasonCode


def eligible(policy: Policy, person: Employee, *, at: datetime, mode: Mode) -> Decision:
    """
    Decide whether a person may be admitted to agile or remote work.

    Args:
        policy: the body's policy; the version in force at `at` is asked.
        person: the facts.
        at: aware moment of the request; years before are counted back from its civil day.
        mode: AGILE or REMOTE.

    Source: the tables `eligibility` of the policy, each with its article.

    """
    on = at.astimezone(ROME).date()
    tables = policy.on(on)
    reasons = [_regulated(rule) for rule in tables.eligibility.modes if rule.mode is mode]
    in_any_case = _in_any_case(tables.eligibility, person, on, mode)
    for requirement in tables.eligibility.requirements:
        if mode in requirement.modes and (requirement.always or not in_any_case):
            reasons += _unmet(requirement, person, on)
    if any(reason.against for reason in reasons):
        own = policy.head.kinds
        reasons = [_in_own_words(_of_others(reason), own) for reason in reasons]
        # An exclusion "di norma" excludes all the same; the reason's strength says there is room.
        return Decision("eligible", Verdict.NOT_ELIGIBLE, tuple(reasons))
    reasons += in_any_case
    reasons += _met_titles(tables.eligibility.requirements, person, on, mode)
    reasons += _only_some_days(tables.booking, person, on, mode)
    return Decision("eligible", Verdict.ELIGIBLE, tuple(reasons))


def _regulated(rule: ModeRule) -> Reason:
    code = ReasonCode.REQUIREMENTS_MET if rule.regulated else ReasonCode.MODE_NOT_REGULATED
    figures = {"mode": rule.mode}
    return Reason(code, rule.cited, against=not rule.regulated, figures=figures, also=rule.also)


def _of_others(reason: Reason) -> Reason:
    """Say in a refusal that the act knows this way of working, not that requirements are met."""
    if reason.code != ReasonCode.REQUIREMENTS_MET:
        return reason
    return reason._replace(code=ReasonCode.MODE_REGULATED)


def _in_own_words(reason: Reason, own: Mapping[str, str]) -> Reason:
    """Add the body's words for kinds of work that it alone has: no catalogue knows them."""
    said = {kind: own[kind] for kind in reason.figures.get("kinds", ()) if kind in own}
    return reason._replace(figures={**reason.figures, "own": said}) if said else reason


def _in_any_case(rules: Eligibility, person: Employee, on: date, mode: Mode) -> list[Reason]:
    """Say by which tables somebody is admitted whatever excludes them."""
    return [
        row.because(ReasonCode.REQUIREMENTS_MET, {"mode": mode}, against=False)
        for row in rules.in_any_case
        if mode in row.modes and any_holds(row.for_any, person, on)
    ]


def _unmet(requirement: Requirement, person: Employee, on: date) -> list[Reason]:
    if requirement.except_if is not None and requirement.except_if.holds(person, on):
        return []
    if requirement.excluded_if is None:
        if any(title.holds(person, on) for title in requirement.needed_any):
            return []
        grounds = [_words(title) for title in requirement.needed_any]
        return [_against(requirement, ReasonCode.NO_TITLE, {"grounds": grounds})]
    if not requirement.excluded_if.holds(person, on):
        return []
    code, figures = _explain(requirement.excluded_if, person, on)
    if requirement.way_out:
        figures = {**figures, "way_out": requirement.way_out}
    return [_against(requirement, code, figures)]


def _against(requirement: Requirement, code: ReasonCode, figures: dict[str, Any]) -> Reason:
    if requirement.strength is not Strength.HARD:
        figures = {**figures, "ordinary": True}
    return Reason(
        code,
        requirement.cited,
        against=True,
        figures=figures,
        strength=requirement.strength,
        also=requirement.also,
    )


def _explain(
    condition: Condition, person: Employee, on: date
) -> tuple[ReasonCode, dict[str, Any]]:
    if condition.sanctions is not None:
        return ReasonCode.SANCTIONS, _sanction_figures(condition.sanctions, person, on)
    if condition.evaluation is not None:
        return ReasonCode.LOW_EVALUATION, _evaluation_figures(condition.evaluation, person, on)
    kinds = condition.kinds_any or condition.kinds_only
    if kinds:
        return ReasonCode.EXCLUDED_ACTIVITY, {"kinds": sorted(kinds & person.work.kinds)}
    return ReasonCode.EXCLUDED_FACT, {"fact": condition.keys[0]}


def _sanction_figures(rule: Sanctions, person: Employee, on: date) -> dict[str, Any]:
    return {
        "count": counted_sanctions(rule, person, on),
        "at_least": rule.at_least,
        "years": rule.years,
        "above": rule.above,
        "since": years_before(on, rule.years),
    }


def _evaluation_figures(rule: Evaluation, person: Employee, on: date) -> dict[str, Any]:
    year, points = lowest_evaluation(rule, person, on) or (on.year, rule.below)
    return {"year": year, "points": points, "below": rule.below}


def _words(title: Condition) -> str:
    names = sorted(title.conditions_any or title.conditions_all or ()) or list(title.keys)
    return "+".join(names)


def _met_titles(
    requirements: tuple[Requirement, ...], person: Employee, on: date, mode: Mode
) -> list[Reason]:
    return [
        Reason(
            ReasonCode.REQUIREMENTS_MET,
            requirement.cited,
            against=False,
            figures={"mode": mode},
            also=requirement.also,
        )
        for requirement in requirements
        if mode in requirement.modes
        and any(title.holds(person, on) for title in requirement.needed_any)
    ]


def _only_some_days(booking: Booking, person: Employee, on: date, mode: Mode) -> list[Reason]:
    if not person.work.public_days:
        return []
    return [
        Reason(
            ReasonCode.ONLY_SOME_DAYS,
            bar.cited,
            against=False,
            figures={"weekdays": sorted(person.work.public_days)},
            also=bar.also,
        )
        for bar in booking.public_days
        if mode in bar.modes and bar.for_if.holds(person, on)
    ]
