"""Kinds of work in `dipendenti.csv`: what every body knows, and what one act alone declares."""

from dataclasses import replace

import pytest

from rules.policy.library import own_kinds
from storage import staff_file
from storage.staff_file import Known
from storage.store import Store
from tests.policy.test_seventh import ID, POLICY
from tests.storage.staff_town import BODY, FILES, PEOPLE, case, looked_at, read, told

ENTE = {"ente.csv": f"codice;nome;regolamento\nvalle;Ateneo di Valle Finta;{ID}"}
OFFICES = {"uffici.csv": "codice;nome\nanagrafe;Anagrafe"}
KNOWN = Known(own_kinds=own_kinds({ID: POLICY}))
EVERY = "one of: ufficio, solo_sportello, "
OWN = (
    f"; or what {ID} alone knows: hall_keeping (custodia delle aule), "
    "lab_duty (lavoro nei laboratori)"
)


def staff(cell: str) -> dict[str, str]:
    return {"dipendenti.csv": f"{PEOPLE};attivita\n0043;Finti;Ada;anagrafe;{cell}"}


@pytest.mark.parametrize(
    ("cell", "kinds"),
    [
        ("lab_duty", {"lab_duty"}),
        ("Lavoro nei laboratori", {"lab_duty"}),
        ("ufficio | custodia delle aule", {"office", "hall_keeping"}),
        ("URP", {"urp_desk"}),
        ("", {"office"}),
    ],
)
def test_a_kind_is_named_as_the_act_names_it_or_as_all_do(cell: str, kinds: set[str]) -> None:
    found = read(ENTE | OFFICES | staff(cell), KNOWN)

    assert found.problems == ()
    assert found.files.employees[0].record.facts.work.kinds == kinds


@pytest.mark.parametrize("cell", ["lab_dity", "office", "ufficio | pilota"])
def test_what_neither_knows_is_refused_with_all_that_they_know(cell: str) -> None:
    (problem,) = read(ENTE | OFFICES | staff(cell), KNOWN).problems

    assert f'dipendenti.csv, line 2, attivita: "{cell}": expected {EVERY}' in str(problem)
    assert str(problem).endswith(OWN)


def test_a_body_that_follows_another_act_does_not_know_them() -> None:
    ente = {"ente.csv": ENTE["ente.csv"].replace(ID, "tivoli")}
    (problem,) = read(ente | OFFICES | staff("lab_duty"), KNOWN).problems

    assert EVERY in str(problem)
    assert "alone knows" not in str(problem)


def test_without_ente_csv_the_act_is_the_one_that_the_body_follows(store: Store) -> None:
    looked_at(store, FILES | ENTE, last=True, policy=POLICY)
    with store.reading() as uow:
        known = replace(staff_file.known(uow, BODY), own_kinds=KNOWN.own_kinds)

    assert known.policy_id == ID
    assert read(staff("lab_duty"), known).problems == ()
    assert read(staff("lab_duty"), replace(known, policy_id="tivoli")).problems != ()


def test_a_kind_of_its_own_is_kept_and_told_by_its_name(store: Store) -> None:
    looked_at(store, FILES | ENTE, last=True, policy=POLICY)
    brought, _ = looked_at(store, staff("lab_duty"), last=True, policy=POLICY, answers=KNOWN)

    assert told(brought) == ["0043 Ada Finti: attivita: ufficio -> lab_duty"]
    assert case(store, "0043").person.work.kinds == {"lab_duty"}
