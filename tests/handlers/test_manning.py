"""Which bodies and offices have nobody to turn to, on both databases."""

from datetime import timedelta

import pytest

from handlers.desk.cases.manning import Unmanned, unmanned
from rules.policy import library
from storage.store import Store
from tests.storage.conftest import NOW, TODAY
from tests.storage.staff_town import FILES, PEOPLE, bring

CLERKS = "2;Finti;Ada;anagrafe;;\n3;Neri;Ivo;tributi;;"
HR = "4;Inventi;Ugo;anagrafe;;personale"
HEAD = "1;Provetti;Eva;anagrafe;dirigente;dirigente"


def lacking(store: Store, *rows: str) -> list[Unmanned]:
    people = "\n".join((f"{PEOPLE};qualifica;incarichi", *rows))
    bring(store, FILES | {"dipendenti.csv": people, "accordi.csv": "matricola;dal"})
    with store.reading() as uow:
        return unmanned(uow, library.shipped(), at=NOW)


def test_a_body_with_hr_and_heads_lacks_nobody(store: Store) -> None:
    assert lacking(store, f"{HEAD}|dirigente:tributi", CLERKS, HR) == []


def test_an_office_without_a_head_lacks_the_role_that_the_act_names(store: Store) -> None:
    assert lacking(store, HEAD, CLERKS, HR) == [
        Unmanned(
            body_id="valle",
            without_hr=False,
            offices=("tributi",),
            roles=("dirigente",),
            everywhere=False,
        )
    ]


def test_without_posts_a_body_lacks_everybody(store: Store) -> None:
    (found,) = lacking(store, CLERKS)

    assert (found.without_hr, found.everywhere) == (True, True)
    assert found.offices == ("anagrafe", "tributi")


@pytest.mark.parametrize("days", [0, 1])
def test_a_head_is_there_until_the_last_day_and_on_leave(store: Store, *, days: int) -> None:
    lacking(store, f"{HEAD}|dirigente:tributi", CLERKS, HR)
    last = TODAY - timedelta(days=days)
    bring(
        store,
        {
            "dipendenti.csv": f"{PEOPLE};cessato_il\n1;Provetti;Eva;anagrafe;{last}",
            "assenze.csv": f"matricola;dal;tipo\n1;{TODAY};ferie",
        },
    )
    with store.reading() as uow:
        found = unmanned(uow, library.shipped(), at=NOW)

    assert len(found) == days


def test_a_body_whose_act_is_not_installed_is_left_to_others(store: Store) -> None:
    lacking(store, CLERKS)
    with store.reading() as uow:
        assert unmanned(uow, {}, at=NOW) == []
