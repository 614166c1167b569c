"""Facts of a person that a file changes, and the agreements that run on."""

import pytest

from rules.reasons import ReasonCode
from storage.staff_file import Consent
from storage.store import Store
from tests.storage.staff_town import FILES, PEOPLE, bring, looked_at

AGREED = "matricola;dal;al;schema;fasce"
BANDS = "10:00-12:00 14:30-16:30"
WEEKDAYS = {"accordi.csv": f"{AGREED}\n0043;2026-01-01;2026-12-31;mar;{BANDS}"}


def changed(column: str, value: str) -> dict[str, str]:
    return {"dipendenti.csv": f"{PEOPLE};{column}\n0043;Finti;Ada;anagrafe;{value}"}


@pytest.mark.parametrize(("days", "asked"), [("lun mar", 0), ("lun mer", 1)])
def test_agreed_weekdays_that_are_worked_no_more_are_asked_about(
    store: Store, days: str, asked: int
) -> None:
    bring(store, FILES | WEEKDAYS)
    _, found = looked_at(store, changed("giorni", days))

    assert [(one.consent, one.file, one.line, one.who) for one in found.asked] == [
        (Consent.AGAINST_THE_ACT, "dipendenti.csv", 2, "0043")
    ] * asked
    assert all(
        (one.what, [reason.code for reason in one.reasons])
        == (
            "the agreement from 2026-01-01, as giorni - -> lun mer",
            [ReasonCode.DAYS_NOT_WORKED],
        )
        for one in found.asked
    )


def test_agreed_bands_that_the_rank_has_not_are_asked_about(store: Store) -> None:
    bring(store, FILES | WEEKDAYS)
    _, found = looked_at(store, changed("qualifica", "dirigente"))
    codes = {reason.code for one in found.asked for reason in one.reasons}

    assert {one.consent for one in found.asked} == {Consent.AGAINST_THE_ACT}
    assert ReasonCode.BANDS_FIXED in codes


def test_an_agreement_told_with_its_person_is_asked_about_once(store: Store) -> None:
    bring(store, FILES | WEEKDAYS)
    told = {"accordi.csv": WEEKDAYS["accordi.csv"].replace("mar", "ven")}
    _, found = looked_at(store, changed("giorni", "lun mer") | told)

    assert [(one.file, one.line) for one in found.asked] == [("accordi.csv", 2)]


def test_what_was_against_the_act_before_is_not_asked_about_again(store: Store) -> None:
    bring(store, FILES | {"accordi.csv": f"{AGREED}\n0043;2026-01-01;2026-12-31;sab;{BANDS}"})
    _, found = looked_at(store, changed("km", "12"))

    assert found.asked == ()


def test_who_is_elected_has_no_ground_for_an_agreement(store: Store) -> None:
    bring(store, FILES)
    _, found = looked_at(store, changed("qualifica", "eletto"))

    assert [(one.consent, one.what) for one in found.asked] == [
        (
            Consent.END_AGREEMENTS,
            "the agreement from 2026-01-01 loses its ground: qualifica dipendente -> eletto",
        )
    ]
