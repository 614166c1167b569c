"""Nobody is doubled, and nobody becomes somebody else: what looks like it is asked."""

import pytest

from storage.people import people
from storage.staff_file import Reading
from storage.store import Store
from tests.effort import calls_of
from tests.storage.conftest import TODAY
from tests.storage.staff_town import BODY, FILES, PEOPLE, bring, complaints, read

BORN = f"{PEOPLE};nato_il"


def numbers(store: Store) -> list[str]:
    with store.reading() as uow:
        return sorted(person.number for person in people.of_body(uow, BODY, on=TODAY))


@pytest.mark.parametrize("number", ["43", "43.0", "00043"])
def test_a_number_that_differs_by_zeros_is_asked_about(sqlite_store: Store, number: str) -> None:
    bring(sqlite_store, FILES)
    file = {"dipendenti.csv": f"{PEOPLE}\n{number};Finti;Ada;anagrafe"}

    (told,) = complaints(sqlite_store, file)

    assert f'line 2, matricola: "{number}"' in told
    assert "0043 Ada Finti" in told
    assert "--same-people" in told


def test_the_same_person_keeps_the_number_that_is_known(sqlite_store: Store) -> None:
    bring(sqlite_store, FILES)
    files = {
        "dipendenti.csv": f"{PEOPLE};km\n43;Finti;Ada;anagrafe;12",
        "assenze.csv": "matricola;dal;tipo\n43;2026-12-01;ferie",
    }
    brought = bring(sqlite_store, files, same_people=True)

    assert numbers(sqlite_store) == ["0042", "0043"]
    assert (brought.summary.employees.updated, brought.summary.absences.new) == (1, 1)


def test_two_people_may_have_numbers_that_differ_by_zeros(sqlite_store: Store) -> None:
    bring(sqlite_store, FILES)
    file = {"dipendenti.csv": f"{PEOPLE}\n43;Verdi;Ugo;anagrafe"}
    bring(sqlite_store, file, different_people=True)

    assert numbers(sqlite_store) == ["0042", "0043", "43"]
    assert complaints(sqlite_store, file) == []


def test_other_files_are_asked_about_as_well(sqlite_store: Store) -> None:
    bring(sqlite_store, FILES)

    (told,) = complaints(sqlite_store, {"turni.csv": "matricola;lunedi\n43;2026-12-07"})

    assert 'turni.csv, line 2, matricola: "43": expected 0043' in told


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("0050;Neri;Ivo;anagrafe\n50;Neri;Ivo;anagrafe", "0050 on line 2 by more than zeros"),
        ("7;Neri;Ivo;anagrafe\n7;Verdi;Ugo;anagrafe", "stands on line 2 too"),
    ],
)
def test_one_person_twice_in_a_file_is_refused_with_both_lines(
    sqlite_store: Store, rows: str, said: str
) -> None:
    bring(sqlite_store, FILES)

    (told,) = complaints(sqlite_store, {"dipendenti.csv": f"{PEOPLE}\n{rows}"})

    assert "line 3, matricola" in told
    assert said in told


@pytest.mark.parametrize("name", ["Finti;Ada", "FINTI;ADA", "Ada;Finti"])
def test_a_known_name_and_birth_date_under_a_new_number_is_asked_about(
    sqlite_store: Store, name: str
) -> None:
    bring(sqlite_store, FILES)
    file = {"dipendenti.csv": f"{BORN}\n77;{name};anagrafe;1985-01-02"}

    (told,) = complaints(sqlite_store, file)

    assert "each person once: 0043 Ada Finti in the store" in told
    assert complaints(sqlite_store, file, different_people=True) == []


@pytest.mark.parametrize("name", ["DeLuca;Annamaria", "De Luca;Anna", "ANNAMARIA;DE LUCA"])
def test_a_name_told_shorter_or_together_is_the_same_with_the_birth_date(
    sqlite_store: Store, name: str
) -> None:
    bring(sqlite_store, FILES)
    bring(sqlite_store, {"dipendenti.csv": f"{BORN}\n76;De Luca;Anna Maria;anagrafe;1990-01-02"})
    files = [
        {"dipendenti.csv": f"{BORN}\n77;{name};anagrafe;{born}"}
        for born in ("1990-01-02", "1990-01-03")
    ]
    told = [complaints(sqlite_store, file) for file in files]

    assert "76 Anna Maria De Luca in the store has nearly this name and this birth" in told[0][0]
    assert told[1] == []
    assert complaints(sqlite_store, files[0], different_people=True) == []


def many(count: int, *, born: str) -> Reading:
    rows = [f"{1000 + number};Rossi;Mario;anagrafe;{born}" for number in range(count)]
    return read({"dipendenti.csv": "\n".join([BORN, *rows])})


@pytest.mark.parametrize("born", ["", "1980-01-01"])
def test_each_of_many_with_one_name_is_told_once(born: str) -> None:
    reading = many(50, born=born)
    told = [*reading.notes, *(one for one in reading.problems if one.column == "matricola")]

    assert len(told) == 49


@pytest.mark.parametrize("born", ["", "1980-01-01"])
def test_twice_as_many_with_one_name_are_twice_the_work(born: str) -> None:
    few = calls_of(lambda: many(300, born=born))
    more = calls_of(lambda: many(600, born=born))

    assert more < 2.5 * few


@pytest.mark.parametrize("columns", [PEOPLE, BORN])
def test_a_known_name_under_a_new_number_is_asked_about_where_no_birth_date_tells(
    sqlite_store: Store, columns: str
) -> None:
    bring(sqlite_store, FILES)
    cells = ";" * columns.count(";nato_il")
    file = {"dipendenti.csv": f"{columns}\n77;Finti;Ada;anagrafe{cells}"}

    (told,) = complaints(sqlite_store, file)

    assert "0043 Ada Finti in the store has this name" in told
    assert complaints(sqlite_store, file, different_people=True) == []
    bring(sqlite_store, file, different_people=True)
    assert complaints(sqlite_store, file) == []


def test_a_namesake_born_on_another_day_is_somebody_else(sqlite_store: Store) -> None:
    bring(sqlite_store, FILES)

    assert not complaints(
        sqlite_store, {"dipendenti.csv": f"{BORN}\n77;Finti;Ada;anagrafe;1985-01-03"}
    )


def test_one_codice_fiscale_under_two_numbers_is_refused(sqlite_store: Store) -> None:
    bring(sqlite_store, FILES)
    rows = "77;Neri;Ivo;anagrafe;NREVIO80A01H501X\n78;Neri;Ivo M.;anagrafe;nrevio80a01h501x"

    (told,) = complaints(sqlite_store, {"dipendenti.csv": f"{PEOPLE};codice_fiscale\n{rows}"})

    assert "77 on line 2 has it too" in told


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("0043;Verdi;Ugo;anagrafe;", True),
        ("0043;Verdi;Ada;anagrafe;1990-05-05", True),
        ("0043;Sposata;Ada;anagrafe;1985-01-02", False),
        ("0043;Sposata;Ada;anagrafe;", True),
        ("0043;Finti;Adele;anagrafe;", True),
        ("0043;Finti;Adele;anagrafe;1985-01-02", False),
        ("0043;Ada;Finti;anagrafe;", False),
        ("0043;Finti;Ada;anagrafe;1990-05-05", True),
        ("0043;Ada;Finti;anagrafe;1990-05-05", True),
    ],
    ids=[
        "another-name",
        "another-birth",
        "married",
        "other-family-name",
        "other-given-name",
        "corrected",
        "names-swapped",
        "a-namesake",
        "a-namesake-with-names-swapped",
    ],
)
def test_a_number_that_becomes_somebody_elses_is_asked_about(
    sqlite_store: Store, row: str, *, asked: bool
) -> None:
    bring(sqlite_store, FILES)
    file = {"dipendenti.csv": f"{BORN}\n{row}"}

    told = complaints(sqlite_store, file)

    assert bool(told) is asked
    assert not asked or "the number of Ada Finti, born 1985-01-02" in told[0]
    assert complaints(sqlite_store, file, renamed_people=True) == []


def test_that_numbers_differ_by_zeros_does_not_say_that_a_name_may_change(
    sqlite_store: Store,
) -> None:
    bring(sqlite_store, FILES)
    rows = "42;Provetti;Eva;anagrafe\n43;Verdi;Ugo;anagrafe"
    file = {"dipendenti.csv": f"{PEOPLE}\n{rows}"}

    (told,) = complaints(sqlite_store, file, same_people=True)

    assert "line 3, matricola" in told
    assert "if this is the same person say --renamed-people" in told
    assert complaints(sqlite_store, file, same_people=True, renamed_people=True) == []
    assert len(complaints(sqlite_store, file, renamed_people=True)) == 2


@pytest.mark.parametrize("number", ["m12", "M12"])
def test_capitals_make_nobody_new(sqlite_store: Store, number: str) -> None:
    bring(sqlite_store, FILES)
    bring(sqlite_store, {"dipendenti.csv": f"{PEOPLE}\nM12;Neri;Ivo;anagrafe"})
    files = {
        "dipendenti.csv": f"{PEOPLE}\n{number};Neri;Ivo;anagrafe",
        "assenze.csv": f"matricola;dal;tipo\n{number};2026-12-01;ferie",
    }
    told = complaints(sqlite_store, files)

    assert bool(told) is (number == "m12")
    assert all("M12 Ivo Neri" in one for one in told)
    bring(sqlite_store, files, same_people=True)
    assert numbers(sqlite_store) == ["0042", "0043", "M12"]


def test_one_number_in_two_ways_in_a_file_is_refused(sqlite_store: Store) -> None:
    bring(sqlite_store, FILES)
    rows = "m12;Neri;Ivo;anagrafe\nM12;Neri;Ivo;anagrafe"

    (told,) = complaints(sqlite_store, {"dipendenti.csv": f"{PEOPLE}\n{rows}"})

    assert "m12 on line 2 by more than zeros or capitals" in told


def test_codes_of_offices_and_bodies_are_not_new_for_their_capitals(sqlite_store: Store) -> None:
    bring(sqlite_store, FILES)
    offices = {"uffici.csv": "codice;nome\nAnagrafe;Anagrafe\nurp;URP\nURP;Urp"}
    body = {"ente.csv": FILES["ente.csv"].replace("\nvalle", "\nValle")}

    told = complaints(sqlite_store, offices)

    assert 'line 2, codice: "Anagrafe": expected anagrafe, as the office is known' in told[0]
    assert "each codice once: it stands on line 3 too" in told[1]
    with pytest.raises(ValueError, match="the body is known as 'valle'"):
        bring(sqlite_store, body)


def test_exchanged_headers_of_names_are_asked_about_by_row(sqlite_store: Store) -> None:
    bring(sqlite_store, FILES)
    head = PEOPLE.replace("cognome;nome", "nome;cognome")
    file = {"dipendenti.csv": f"{head}\n0042;Provetti;Eva;anagrafe\n0043;Finti;Ada;anagrafe"}
    told = complaints(sqlite_store, file)

    assert len(told) == 2
    assert 'line 2, cognome: "Eva": expected cognome Provetti and nome Eva' in told[0]
    assert "are the headers exchanged? If not, say --renamed-people" in told[0]
    assert complaints(sqlite_store, file, renamed_people=True) == []


@pytest.mark.parametrize("row", ["Finti;Ada", "FINTI;Ada", "Finti;Ada Maria"])
def test_a_name_that_stays_in_its_place_is_not(sqlite_store: Store, row: str) -> None:
    bring(sqlite_store, FILES)
    file = {"dipendenti.csv": f"{BORN}\n0043;{row};anagrafe;1985-01-02"}

    assert complaints(sqlite_store, file) == []
