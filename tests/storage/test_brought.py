"""What only files bring is held against the last import, on both databases."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from storage.store import Store
from storage.tables import ABSENCE, AUDIT, BODY, CLOSURE, DEROGATION, EMPLOYEE, POST, Rank, Role
from storage.trail import standing
from tests.storage.conftest import NOW
from tests.storage.staff_town import BODY as VALLE
from tests.storage.staff_town import FILES, bring

CHRISTMAS_EVE = date(2026, 12, 24)
BROUGHT = FILES | {
    "assenze.csv": "matricola;tipo;dal;al\n0043;ferie;2026-12-14;2026-12-18",
    "chiusure.csv": "giorno;motivo\n2026-12-07;ponte",
}


@pytest.fixture
def valle(store: Store) -> Store:
    bring(store, BROUGHT)
    return store


def ada(store: Store) -> int:
    with store.reading() as uow:
        wanted = select(EMPLOYEE.c.id).where(EMPLOYEE.c.number == "0043")
        return int(uow.connection.execute(wanted).scalar_one())


def tamper(store: Store, statement: Any) -> None:
    with store.engine.begin() as connection:
        connection.execute(statement)


def found(store: Store) -> list[str]:
    with store.reading() as uow:
        return [f"{one.kind} {one.key}" for one in standing.unexplained(uow)]


def test_what_an_import_left_is_explained(valle: Store) -> None:
    assert found(valle) == []


def test_who_makes_somebody_a_dirigente_is_found(valle: Store) -> None:
    post = {"body_id": VALLE, "office_id": None, "role": Role.DIRIGENTE, "last_day": None}
    tamper(valle, insert(POST).values(employee_id=ada(valle), first_day=CHRISTMAS_EVE, **post))

    assert found(valle) == ["posts valle"]


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        pytest.param(update(EMPLOYEE).values(rank=Rank.DIRIGENTE), "employees", id="rank"),
        pytest.param(update(EMPLOYEE).values(number="0099").where(EMPLOYEE.c.number == "0043"),
                     "employees", id="number"),
        pytest.param(update(EMPLOYEE).values(left_on=CHRISTMAS_EVE), "employees", id="left"),
        pytest.param(update(POST).values(last_day=CHRISTMAS_EVE), "posts", id="post-ended"),
        pytest.param(delete(POST), "posts", id="posts-removed"),
        pytest.param(update(BODY).values(policy_id="alonte"), "body", id="policy"),
        pytest.param(delete(ABSENCE), "absences", id="absence-removed"),
        pytest.param(update(ABSENCE).values(last_day=CHRISTMAS_EVE), "absences", id="absence"),
        pytest.param(delete(CLOSURE), "closures", id="closure-removed"),
        pytest.param(insert(CLOSURE).values(body_id=VALLE, day=CHRISTMAS_EVE, reason=""),
                     "closures", id="closure-added"),
    ],
)  # fmt: skip
def test_what_is_changed_without_a_file_is_found(valle: Store, statement: Any, table: str) -> None:
    tamper(valle, statement)

    assert found(valle) == [f"{table} valle"]


def test_a_derogation_put_in_is_found(valle: Store) -> None:
    span = {"first_day": CHRISTMAS_EVE, "last_day": CHRISTMAS_EVE, "per_week": 5, "motive": ""}
    tamper(valle, insert(DEROGATION).values(employee_id=ada(valle), article="", **span))

    assert found(valle) == ["derogations valle"]


def test_what_the_next_files_bring_is_explained(valle: Store) -> None:
    bring(valle, {"assenze.csv": "matricola;tipo;dal;al\n0043;malattia;2026-12-16;2026-12-16"})
    bring(valle, {"chiusure.csv": "giorno;motivo\n2026-12-24;vigilia"})

    assert found(valle) == []


def test_what_the_desk_notes_of_an_act_is_no_change(valle: Store) -> None:
    tamper(valle, update(BODY).values(act="0a1b"))

    assert found(valle) == []


def test_an_older_entry_that_tells_of_no_tables_holds_nothing(store: Store) -> None:
    bring(store, FILES)
    with store.writing() as uow:
        uow.audit("staff.imported", chain=VALLE, subject=f"body:{VALLE}", at=NOW, details={})
        uow.commit()
    tamper(store, delete(POST))

    assert found(store) == []


def test_an_entry_that_cannot_be_read_tells_nothing(valle: Store) -> None:
    tamper(valle, update(AUDIT).values(details="{}"))
    tamper(valle, delete(POST))

    assert found(valle) == []
