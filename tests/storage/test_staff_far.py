"""Days that lie decades off are refused with their value, those within reach are not."""

from datetime import date

import pytest

from storage.store import Store
from tests.storage.staff_town import FILES, PEOPLE, bring, complaints, looked_at

FIRST, LAST = date(1976, 1, 1), date(2036, 12, 31)


def files_of(file: str, day: str) -> dict[str, str]:
    texts = {
        "accordi.csv": f"matricola;modalita;dal;al\n0043;remoto;{day};{day}",
        "giornate.csv": f"matricola;giorno\n0043;{day}",
        "assenze.csv": f"matricola;dal;tipo\n0043;{day};ferie",
        "permessi.csv": f"matricola;tipo;giorno;minuti\n0043;breve;{day};60",
        "deroghe.csv": f"matricola;dal;al;giorni_settimana\n0043;{day};2099-12-31;3",
        "chiusure.csv": f"giorno\n{day}",
        "dipendenti.csv": f"{PEOPLE};assunto_il\n0043;Finti;Ada;anagrafe;{day}",
    }
    return {file: texts[file]}


EVERY = [
    ("accordi.csv", "dal"),
    ("giornate.csv", "giorno"),
    ("assenze.csv", "dal"),
    ("permessi.csv", "giorno"),
    ("deroghe.csv", "dal"),
    ("chiusure.csv", "giorno"),
    ("dipendenti.csv", "assunto_il"),
]


@pytest.mark.parametrize(("file", "column"), EVERY)
@pytest.mark.parametrize(
    ("day", "refused"),
    [("1975-12-31", True), (f"{FIRST}", False), (f"{LAST}", False), ("2037-01-01", True)],
)
def test_days_of_work_are_within_reach(
    sqlite_store: Store, file: str, column: str, day: str, *, refused: bool
) -> None:
    bring(sqlite_store, FILES)
    brought, _ = looked_at(sqlite_store, files_of(file, day))

    found = [one for one in brought.changes.impossible if "slip of the pen" in one.expected]
    said = [f'{file}, line 2, {column}: "{day}": expected a day from {FIRST} to {LAST}']
    assert [str(one).partition(": one")[0] for one in found] == (said if refused else [])


@pytest.mark.parametrize(
    ("born", "refused"),
    [("1905-12-31", True), ("1906-01-01", False), ("2012-12-31", False), ("2013-01-01", True)],
)
def test_whoever_works_was_born_within_reach(
    sqlite_store: Store, born: str, *, refused: bool
) -> None:
    row = f"{PEOPLE};nato_il\n0044;Neri;Ivo;anagrafe;{born}"
    bring(sqlite_store, FILES)
    brought, _ = looked_at(sqlite_store, {"dipendenti.csv": row})

    assert [one.value for one in brought.changes.impossible] == ([born] if refused else [])


@pytest.mark.parametrize("day", ["2206-11-26", "1026-11-26"])
def test_years_of_another_age_are_refused_by_the_cell(sqlite_store: Store, day: str) -> None:
    bring(sqlite_store, FILES)
    (said,) = complaints(sqlite_store, files_of("giornate.csv", day))

    assert f'giorno: "{day}": expected a date' in said
    assert "between 1900 and 2100" in said
