"""A sentence about a case is true of that case, in words that people read."""

from datetime import date, datetime
from typing import Any

import pytest

from handlers.texts.reasons import reason as sentence
from rules import questions as law
from rules.decision import Decision, Reason, Verdict
from rules.facts import ROME, Agreement, Band, Employee, Mode, Permit, Slot, Work
from rules.history import History
from rules.policy.library import Policy, shipped
from rules.reasons import ReasonCode
from tests.rules.mutations import changed

MONDAY = datetime(2026, 11, 16, 10, 15, tzinfo=ROME)
THURSDAY = date(2026, 11, 26)
SATURDAY = date(2026, 11, 28)
AGREED = Agreement(first_day=date(2026, 1, 1), bands=(Band.parse("10:00-12:00"),))


def said(decision: Decision, locale: str = "it") -> list[str]:
    return [sentence(reason, locale) for reason in decision.reasons]


def booked_on_saturday(week: int) -> Decision:
    person = Employee(week=week, agreement=AGREED)
    return law.book(shipped()["ferrara"], person, History(), at=MONDAY, day=SATURDAY)


def test_a_saturday_that_is_worked_is_not_said_to_be_off() -> None:
    of_six, of_five = said(booked_on_saturday(6)), said(booked_on_saturday(5))

    assert any("la disconnessione per tutta la giornata" in text for text in of_six)
    assert not any("non è tra i giorni lavorati" in text for text in of_six)
    assert any("non è tra i giorni lavorati" in text for text in of_five)
    assert booked_on_saturday(6).verdict is booked_on_saturday(5).verdict is Verdict.REFUSED


@pytest.mark.parametrize(
    ("week", "code"), [(6, ReasonCode.DAY_OF_DISCONNECTION), (5, ReasonCode.FREE_DAY)]
)
def test_a_contact_waits_for_monday_with_the_reason_of_that_saturday(
    week: int, code: ReasonCode
) -> None:
    at = datetime(2026, 11, 28, 10, 30, tzinfo=ROME)
    person = Employee(week=week, agreement=AGREED)

    found = law.contact(shipped()["ferrara"], person, History(), at=at)

    assert [reason.code for reason in found.obstacles] == [code]


def test_a_refusal_does_not_say_that_requirements_are_met() -> None:
    person = Employee(work=Work(remote_possible=False))
    policy = shipped()["tivoli"]

    refused = law.eligible(policy, person, at=MONDAY, mode=Mode.AGILE)
    admitted = law.eligible(policy, Employee(), at=MONDAY, mode=Mode.AGILE)

    assert refused.verdict is Verdict.NOT_ELIGIBLE
    assert "l'ente prevede il lavoro agile" in said(refused)
    assert not any("requisiti" in text and "ci sono" in text for text in said(refused))
    assert "i requisiti per il lavoro agile ci sono" in said(admitted)


def urgent_contact(hour: int, *permits: Permit) -> list[str]:
    at = datetime(2026, 11, 26, hour, 30, tzinfo=ROME)
    past = History(slots=[Slot(day=THURSDAY)], permits=permits)
    person = Employee(agreement=AGREED)
    found = law.contact(shipped()["arena-po"], person, past, at=at, urgent=True)
    assert found.verdict is Verdict.NOW
    return [reason.code for reason in found.reasons]


def test_an_urgent_contact_during_a_permit_is_let_through_and_not_inside_a_band() -> None:
    permit = Permit(kind="personal", on=THURSDAY, start=10 * 60, minutes=60)

    assert urgent_contact(10, permit) == [ReasonCode.URGENT_LET_THROUGH]
    assert urgent_contact(11, permit) == [ReasonCode.IN_BAND]
    assert urgent_contact(10) == [ReasonCode.IN_BAND]


def asked_permit(kind: str, days_before: int, **how: Any) -> list[Reason]:
    at = datetime(2026, 11, 26 - days_before, 8, 0, tzinfo=ROME)
    asked = Permit(kind=kind, on=THURSDAY, minutes=60, start=10 * 60)
    policy: Policy = shipped()["tivoli"]
    return list(law.permit(policy, Employee(), History(), at=at, asked=asked, **how).reasons)


def test_a_visit_without_notice_is_refused_with_what_would_make_it_possible() -> None:
    late = [sentence(reason, "it") for reason in asked_permit("medical", 2) if reason.against]
    english = [sentence(reason, "en") for reason in asked_permit("medical", 2) if reason.against]

    assert late == [
        (
            "il preavviso è di 2 giorni, il minimo è 3; senza preavviso si può solo per un'urgenza"
            " comprovata"
        )
    ]
    assert "proven urgency" in english[0]
    assert not [reason for reason in asked_permit("medical", 3) if reason.against]
    assert not [reason for reason in asked_permit("medical", 0, urgent=True) if reason.against]


@pytest.mark.parametrize("bands", ["", "10:00-12:00"])
def test_a_permit_is_held_against_bands_only_where_there_are_any(bands: str) -> None:
    policy = changed(shipped()["arena-po"], ("bands", "default"), None)
    of = tuple(Band.parse(one) for one in bands.split())
    person = Employee(agreement=Agreement(first_day=date(2026, 1, 1), bands=of))
    asked = Permit(kind="personal", on=THURSDAY, minutes=60, start=10 * 60)
    past = History(slots=[Slot(day=THURSDAY)])

    found = law.permit(policy, person, past, at=MONDAY, asked=asked)

    codes = {reason.code for reason in found.reasons}
    assert (ReasonCode.PERMIT_INSIDE_BANDS in codes) is bool(bands)
    assert not any("()" in text for text in said(found))
