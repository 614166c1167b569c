"""How a day is worked: what is told of it, and what speaks for and against (`sportello oggi`)."""

from datetime import date
from typing import Any

import pytest

from rules.decision import Decision
from rules.facts import Agreement, Band, Employee, Half, Mode, Scheme, Slot
from rules.history import History
from rules.policy.library import Policy, shipped
from rules.questions import day as works
from rules.reasons import ReasonCode
from tests.rules.mutations import changed

TIVOLI = shipped()["tivoli"]
TUESDAY, IMMACOLATA = date(2026, 11, 24), date(2026, 12, 8)
BANDS = (Band.parse("10:00-14:00"),)
PERSON = Employee(
    agreement=Agreement(
        first_day=date(2026, 1, 1), bands=BANDS, scheme=Scheme(weekdays=frozenset({1}))
    )
)
WITHOUT = Employee(agreement=Agreement(first_day=date(2026, 1, 1)))


def told(
    on: date = TUESDAY, *, person: Employee = PERSON, policy: Policy = TIVOLI, **past: Any
) -> Decision:
    return works(policy, person, History(**past), on=on)


def codes(found: Decision) -> list[str]:
    return [one.code for one in found.reasons]


def test_a_day_of_the_agreement_is_agile_and_has_its_bands() -> None:
    found = told()

    assert found.values["mode"] is Mode.AGILE
    assert found.values["bands"] == BANDS
    assert codes(found)[:2] == [ReasonCode.WORKS_AGILE, ReasonCode.CONTACT_BANDS]
    assert not found.reasons[0].against
    assert not found.reasons[1].against


def test_a_day_without_bands_has_no_word_of_them() -> None:
    bare = changed(TIVOLI, ("bands", "default"), None)
    found = told(person=WITHOUT, policy=bare, slots=[Slot(day=TUESDAY)])

    assert found.values["mode"] is Mode.AGILE
    assert found.values["bands"] == ()
    assert ReasonCode.CONTACT_BANDS not in codes(found)


@pytest.mark.parametrize(
    ("halves", "expected"),
    [((Half.AM,), Half.AM), ((Half.PM,), Half.PM), ((None,), None), ((Half.AM, Half.PM), None)],
)
def test_of_a_split_day_the_half_that_is_away_is_named(
    halves: tuple[Half | None, ...], expected: Half | None
) -> None:
    slots = [Slot(day=TUESDAY, half=half) for half in halves]

    found = told(person=WITHOUT, slots=slots)

    assert found.reasons[0].figures["half"] == expected


def test_a_day_of_a_recall_is_at_the_office_and_says_why() -> None:
    found = told(recalled={TUESDAY})

    assert found.values["mode"] is Mode.PRESENCE
    (called,) = [one for one in found.reasons if one.code == ReasonCode.CALLED_TO_OFFICE]
    assert not called.against


def test_a_recall_to_a_day_that_is_free_calls_nobody() -> None:
    found = told(IMMACOLATA, recalled={IMMACOLATA})

    assert found.values["mode"] is Mode.OFF
    assert ReasonCode.CALLED_TO_OFFICE not in codes(found)
    assert ReasonCode.CALLED_TO_OFFICE not in codes(told())


@pytest.mark.parametrize("name", ["meal_voucher", "overtime"])
@pytest.mark.parametrize("allowed", [True, False])
def test_what_an_agile_day_brings_speaks_for_it_and_what_it_lacks_against(
    name: str, *, allowed: bool
) -> None:
    policy = changed(TIVOLI, ("day", "agile", name, "allowed"), allowed)

    found = told(policy=policy)

    expected = ReasonCode(name if allowed else f"no_{name}")
    (reason,) = [one for one in found.reasons if one.code == expected]
    assert found.values[name] is allowed
    assert reason.against is not allowed


@pytest.mark.parametrize(
    ("hired", "left_on", "mode"),
    [
        (TUESDAY, None, Mode.AGILE),
        (date(2026, 11, 25), None, Mode.OFF),
        (None, TUESDAY, Mode.AGILE),
        (None, date(2026, 11, 23), Mode.OFF),
    ],
)
def test_who_is_not_yet_or_no_longer_there_is_off(
    hired: date | None, left_on: date | None, mode: Mode
) -> None:
    person = Employee(agreement=PERSON.agreement, hired=hired)

    found = works(TIVOLI, person, History(), on=TUESDAY, left_on=left_on)

    assert found.values["mode"] is mode
