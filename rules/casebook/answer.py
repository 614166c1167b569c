"""Put a case to the rules, and write the answer in the words of `casebook/FORMAT.md`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from typing import Any

from rules import questions as law
from rules.casebook.facts import by_weekday, employee_of, permit_of
from rules.casebook.read import Case
from rules.decision import Decision, Reason
from rules.facts import ROME, Band, Mode
from rules.permit_days import all_in_one_piece
from rules.policy.library import Policy
from rules.ranking import Applicant, Round

Renderer = Callable[[Reason], str]


def decide(case: Case, policies: Mapping[str, Policy]) -> Decision:
    """
    Put one case to the rules of its body.

    Raises:
        PolicyNotInForceError: the body has no policy on the day that is asked about.

    """
    policy = policies[case.body]
    name, asked = next(
        (name, value) for name, value in case.ask if name in case.ask.model_fields_set
    )
    known = replace(case, history=all_in_one_piece(policy, case.history))
    return _QUESTIONS[name](policy, known, asked)


def written(case: Case, decision: Decision, render: Renderer) -> dict[str, Any]:
    """Write an answer as `sportello answer` prints it."""
    answer: dict[str, Any] = {"id": case.id}
    if decision.verdict is not None:
        answer["verdict"] = decision.verdict.value
    answer.update({name: _plain(value) for name, value in decision.values.items()})
    answer["because"] = list(decision.because)
    answer["reasons"] = [_reason(reason, render) for reason in decision.reasons]
    return answer


def _reason(reason: Reason, render: Renderer) -> dict[str, Any]:
    told: dict[str, Any] = {
        "source": reason.source.article,
        "against": reason.against,
        "text": render(reason),
        "quote": reason.source.quote,
    }
    return told | ({"readings": [one.it for one in reason.readings]} if reason.readings else {})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, date | Band) else value


def _eligible(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.eligible(policy, case.employee, at=case.at, mode=asked.mode)


def _book(policy: Policy, case: Case, asked: Any) -> Decision:
    agreement = case.employee.agreement
    mode = asked.mode or (agreement.mode if agreement else Mode.AGILE)
    return law.book(
        policy,
        case.employee,
        case.history,
        at=case.at,
        day=asked.day,
        half=asked.half,
        mode=mode,
    )


def _bands(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.bands(
        policy,
        case.employee,
        at=case.at,
        bands=asked.bands,
        afternoon_bands=asked.afternoon_bands,
        weekday_bands=by_weekday(asked.weekday_bands),
    )


def _contact(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.contact(
        policy,
        case.employee,
        case.history,
        at=case.at,
        by=asked.by,
        purpose=asked.purpose,
        urgent=asked.urgent,
    )


def _deliver(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.deliver(
        policy,
        case.employee,
        case.history,
        at=case.at,
        urgent=asked.urgent,
        purpose=asked.purpose,
    )


def _day(policy: Policy, case: Case, asked: Any) -> Decision:
    at = case.at.astimezone(ROME).date()
    return law.day(policy, case.employee, case.history, on=asked.on, at=at)


def _approver(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.approver(policy, case.employee, at=case.at, absent=asked.absent)


def _swap(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.swap(
        policy,
        case.employee,
        case.history,
        at=case.at,
        day=asked.first_day,
        new_day=asked.new_day,
        by=asked.by,
    )


def _recall(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.recall(
        policy, case.employee, case.history, at=case.at, day=asked.day, reason=asked.reason
    )


def _permit(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.permit(
        policy,
        case.employee,
        case.history,
        at=case.at,
        asked=permit_of(asked),
        urgent=asked.urgent,
    )


def _withdraw(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.withdraw(
        policy,
        case.employee,
        at=case.at,
        by=asked.by,
        cause=asked.cause,
        notice_waived=asked.notice_waived,
    )


def _expiry(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.expiry(
        policy,
        case.employee,
        at=case.at,
        extension_offered=asked.extension_offered,
        reply=asked.reply,
        reply_on=asked.reply_on,
    )


def applicants_of(case: Case) -> tuple[Applicant, ...]:
    """Give those who apply in a case that asks for a ranking, in its order; others have none."""
    asked = case.ask.rank.applicants if case.ask.rank else ()
    return tuple(Applicant(one.name, employee_of(one)) for one in asked)


def _rank(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.rank(
        policy,
        Round(applicants_of(case), asked.places, asked.mode, asked.staff),
        at=case.at,
    )


def _agreement(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.agreement(policy, case.employee, at=case.at, clauses=asked.clauses)


def _on_call(policy: Policy, case: Case, asked: Any) -> Decision:
    return law.on_call(
        policy,
        case.employee,
        case.history,
        at=case.at,
        week=asked.week,
        substitution=asked.substitution,
    )


def _check_agreement(policy: Policy, case: Case, _asked: Any) -> Decision:
    return law.check_agreement(policy, case.employee, at=case.at)


_QUESTIONS: dict[str, Callable[[Policy, Case, Any], Decision]] = {
    "eligible": _eligible,
    "book": _book,
    "bands": _bands,
    "contact": _contact,
    "deliver": _deliver,
    "day": _day,
    "approver": _approver,
    "swap": _swap,
    "recall": _recall,
    "permit": _permit,
    "withdraw": _withdraw,
    "expiry": _expiry,
    "rank": _rank,
    "agreement": _agreement,
    "on_call": _on_call,
    "check_agreement": _check_agreement,
}
