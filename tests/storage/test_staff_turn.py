"""Two imports at once are one after the other, on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Table, func, select

from storage import staff_file
from storage.store import Store
from storage.tables import ABSENCE, BODY, DEROGATION, EMPLOYEE, PERMIT, POST
from tests.storage.conftest import NOW
from tests.storage.staff_town import BODY as VALLE
from tests.storage.staff_town import FILES, PEOPLE, bring, read

KEYLESS = {
    "dipendenti.csv": f"{PEOPLE};incarichi\n0043;Finti;Ada;anagrafe;personale",
    "assenze.csv": "matricola;dal;al;tipo\n0043;2026-12-14;2026-12-31;ferie",
    "permessi.csv": "matricola;tipo;giorno;minuti\n0043;breve;2026-12-03;60",
    "deroghe.csv": "matricola;dal;al;giorni_settimana\n0043;2026-12-01;2026-12-31;4",
}
COUNTED = (ABSENCE, PERMIT, DEROGATION, POST)


def count(store: Store, table: Table) -> int:
    with store.reading() as uow:
        return int(uow.connection.execute(select(func.count()).select_from(table)).scalar_one())


def bring_while_another_does(store: Store, files: dict[str, str]) -> None:
    """Begin an import, and commit it once a second one of the same files waits for it."""
    with ThreadPoolExecutor(1) as pool:
        with store.writing() as uow:
            staff_file.take_turn(uow)
            reading = read(files, staff_file.known(uow, VALLE))
            body_id = None if reading.files.body else VALLE
            staff_file.bring_in(uow, reading.files, at=NOW, body_id=body_id)
            second = pool.submit(bring, store, files)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.3)
            uow.commit()
        second.result(timeout=30)


def test_the_second_of_two_imports_waits_and_doubles_nothing(store: Store) -> None:
    bring(store, FILES)
    posts = count(store, POST)
    bring_while_another_does(store, KEYLESS)

    assert [count(store, table) for table in COUNTED] == [1, 1, 1, posts + 1]


def test_two_first_imports_make_one_body(store: Store) -> None:
    bring_while_another_does(store, FILES)

    assert (count(store, BODY), count(store, EMPLOYEE)) == (1, 2)
