"""What a file does not tell stays; what it tells as empty becomes empty; before and after."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from rules.facts import Child, Rank
from storage.people import appointments, people
from storage.staff_file import Consent, merging
from storage.store import Store
from storage.tables import POST, Role
from tests.storage.conftest import TODAY
from tests.storage.staff_town import (
    BODY,
    FILES,
    PEOPLE,
    bring,
    case,
    complaints,
    looked_at,
    named,
    read,
)
from tests.storage.staff_town import told as told_of


def posts_of(store: Store, number: str) -> set[Role]:
    with store.reading() as uow:
        person = people.by_number(uow, BODY, number)
        assert person is not None
        return {post.role for post in appointments.held_by(uow, person.id, on=TODAY)}


def test_the_four_required_columns_alone_change_nothing_else(store: Store) -> None:
    bring(store, FILES)
    before, held = case(store, "0042"), posts_of(store, "0042")
    brought = bring(store, {"dipendenti.csv": f"{PEOPLE}\n0042;Provetti;Eva;anagrafe"})

    after = case(store, "0042")
    assert after == replace(before, history=after.history)
    assert posts_of(store, "0042") == held == {Role.DIRIGENTE, Role.RESPONSABILE, Role.SEGRETARIO}
    assert after.person.rank is Rank.DIRIGENTE
    assert after.person.children == (Child(born=date(2018, 4, 12)),)
    assert (told_of(brought), brought.changes.asked) == ([], [])


def test_a_director_general_comes_with_the_file_and_of_no_office(store: Store) -> None:
    bring(store, FILES)
    row = f"{PEOPLE};incarichi\n0043;Finti;Ada;anagrafe;direttore_generale"
    bring(store, {"dipendenti.csv": row})

    assert posts_of(store, "0043") == {Role.DIRETTORE_GENERALE}
    of_an_office = f"{row}:anagrafe"
    assert "only after" in str(complaints(store, {"dipendenti.csv": of_an_office}))


def test_an_empty_cell_empties(store: Store) -> None:
    bring(store, FILES)
    emptied = f"{PEOPLE};qualifica;km;figli;rientri\n0042;Provetti;Eva;anagrafe;;;;"
    bring(store, {"dipendenti.csv": emptied})

    person = case(store, "0042").person
    assert (person.rank, person.km, person.children) == (Rank.STAFF, 0, ())
    assert person.afternoons == {0, 2}
    assert person.conditions == {"fragile"}
    assert person.work.kinds == {"registry_office", "urp_desk"}


def test_posts_that_an_empty_cell_ends_are_asked_for_by_person(store: Store) -> None:
    bring(store, FILES)
    row = f"{PEOPLE};incarichi\n0042;Provetti;Eva;anagrafe;dirigente"
    brought, _ = looked_at(store, {"dipendenti.csv": row})

    assert named(brought.changes.asked) == [
        f"end-posts: 0042 Eva Provetti, line 2: {post} ends: the file no longer names it"
        for post in ("responsabile:tributi", "segretario")
    ]


def test_the_body_keeps_its_patron_where_no_column_tells_of_it(store: Store) -> None:
    bring(store, FILES)
    bring(store, {"ente.csv": "codice;nome;regolamento\nvalle;Valle;tivoli"})

    assert date(2026, 8, 10) in case(store, "0043").history.patron


def test_the_body_loses_its_patron_where_the_cell_is_empty(store: Store) -> None:
    bring(store, FILES)
    bring(store, {"ente.csv": "codice;nome;regolamento;patrono\nvalle;Valle;tivoli;"})

    assert case(store, "0043").history.patron == frozenset()


def test_an_agreement_keeps_what_no_column_tells_of(store: Store) -> None:
    bring(store, FILES)
    before = case(store, "0043").terms
    bring(store, {"accordi.csv": "matricola;dal\n0043;2026-01-01"})

    assert case(store, "0043").terms == before


def test_a_derogation_keeps_its_motive_where_no_column_tells_of_it(store: Store) -> None:
    header = "matricola;dal;al;giorni_settimana"
    span = "0043;2026-12-01;2026-12-31"
    bring(store, FILES | {"deroghe.csv": f"{header};motivo\n{span};3;cura"})
    bring(store, {"deroghe.csv": f"{header}\n{span};4"})

    (derogation,) = case(store, "0043").history.derogations
    assert (derogation.per_week, derogation.motive) == (4, "cura")


def test_a_closure_takes_a_new_reason_and_keeps_it_without_the_column(store: Store) -> None:
    bring(store, FILES | {"chiusure.csv": "giorno;motivo\n2026-12-07;ponte"})
    renamed = bring(store, {"chiusure.csv": "giorno;motivo\n2026-12-07;ponte lungo"})
    again = bring(store, {"chiusure.csv": "giorno\n2026-12-07"})

    assert renamed.summary.closures.updated == 1
    assert again.summary.closures.unchanged == 1


def test_each_field_is_told_before_and_after(store: Store) -> None:
    bring(store, FILES)
    row = (
        f"{PEOPLE};qualifica;km;rientri;attivita;figli;condizioni\n"
        "0042;Provetti;Eva;tributi;eq;12;lun gio;urp;;caregiver"
    )
    brought, _ = looked_at(store, {"dipendenti.csv": row})

    assert told_of(brought) == [
        "0042 Eva Provetti: qualifica: dirigente -> eq",
        "0042 Eva Provetti: rientri: mar -> lun gio",
        "0042 Eva Provetti: km: 31.5 -> 12",
        "0042 Eva Provetti: condizioni: changes",
        "0042 Eva Provetti: figli: changes",
        "0042 Eva Provetti: attivita: anagrafe, urp -> urp",
        "0042 Eva Provetti: ufficio: anagrafe -> tributi",
    ]


def test_each_field_of_somebody_new_and_of_a_new_agreement_is_told(store: Store) -> None:
    bring(store, FILES)
    files = {
        "dipendenti.csv": f"{PEOPLE};qualifica;incarichi;km;rientri;figli;condizioni;assunto_il\n"
        "7;Neri;Ivo;tributi;eq;personale;12;;2020-01-01;;2026-12-01",
        "accordi.csv": "matricola;dal;al;schema;fasce\n7;2027-01-01;;lun,mar;10:00-12:00",
    }
    brought, _ = looked_at(store, files)

    agreed = "7 Ivo Neri: accordo agile dal 2027-01-01"
    assert told_of(brought) == [
        "7 Ivo Neri: dipendente: - -> new",
        "7 Ivo Neri: qualifica: - -> eq",
        "7 Ivo Neri: assunto_il: - -> 2026-12-01",
        "7 Ivo Neri: km: - -> 12",
        "7 Ivo Neri: figli: changes",
        "7 Ivo Neri: ufficio: - -> tributi",
        "7 Ivo Neri: incarichi personale: - -> 2026-12-01",
        f"{agreed}: - -> new",
        f"{agreed}, schema: - -> lun,mar",
        f"{agreed}, fasce: - -> 10:00-12:00",
    ]


@pytest.mark.parametrize("scheme", ["9/mese", "2/settimana", "100/anno", "mar,gio"])
def test_a_schema_is_told_in_the_words_of_the_file(sqlite_store: Store, scheme: str) -> None:
    bring(sqlite_store, FILES)
    file = {"accordi.csv": f"matricola;dal;schema\n0043;2026-01-01;{scheme}"}
    brought, _ = looked_at(sqlite_store, file)

    assert told_of(brought) == [
        f"0043 Ada Finti: accordo agile dal 2026-01-01, schema: 8/mese -> {scheme}"
    ]


def test_why_somebody_is_away_is_never_told(store: Store) -> None:
    bring(store, FILES)
    files = {
        "assenze.csv": "matricola;dal;tipo\n0043;2026-12-01;malattia",
        "permessi.csv": "matricola;tipo;giorno;giorni\n0043;legge_104;2026-12-02;1",
        "deroghe.csv": "matricola;dal;al;giorni_settimana;motivo\n"
        "0043;2026-12-01;2026-12-31;4;cura",
    }
    brought, _ = looked_at(store, files)

    assert told_of(brought) == [
        "0043 Ada Finti: 2026-12-01 / 2026-12-01: changes",
        "0043 Ada Finti: 2026-12-02: changes",
        "0043 Ada Finti: 2026-12-01 / 2026-12-31: changes",
    ]


@pytest.mark.parametrize(("al", "asks"), [("2026-12-30", 1), ("2026-12-31", 0), ("", 0)])
def test_an_agreement_that_ends_sooner_is_asked_for(store: Store, al: str, asks: int) -> None:
    bring(store, FILES)
    brought, _ = looked_at(store, {"accordi.csv": f"matricola;dal;al\n0043;2026-01-01;{al}"})

    ended = "the agreement from 2026-01-01 ends on 2026-12-30, not 2026-12-31"
    assert named(brought.changes.asked) == [
        f"end-agreements: 0043 Ada Finti, line 2: {ended}" for _ in range(asks)
    ]


def test_a_post_that_begins_later_is_not_held_twice(store: Store) -> None:
    bring(store, FILES)
    with store.writing() as uow:
        ada = people.by_number(uow, BODY, "0043")
        assert ada is not None
        appointments.appoint(uow, ada.id, Role.HR, first_day=date(2026, 12, 1))
        uow.commit()
    row = f"{PEOPLE};incarichi\n0043;Finti;Ada;anagrafe;personale"
    bring(store, {"dipendenti.csv": row})

    for day in (TODAY, date(2026, 12, 1), date(2027, 6, 1)):
        with store.reading() as uow:
            assert len(appointments.held_by(uow, ada.id, on=day)) == 1


def posts_between(store: Store, number: str) -> list[tuple[str, date, date | None]]:
    """The posts of somebody with their days, whenever they are held."""
    with store.reading() as uow:
        person = people.by_number(uow, BODY, number)
        assert person is not None
        wanted = select(POST.c.role, POST.c.first_day, POST.c.last_day)
        rows = uow.connection.execute(wanted.where(POST.c.employee_id == person.id))
        return sorted((str(role.value), first, last) for role, first, last in rows)


def hired(day: date, held: str = "dirigente") -> dict[str, str]:
    header = f"{PEOPLE};qualifica;incarichi;assunto_il"
    return {"dipendenti.csv": f"{header}\n103;Nuovi;Ivo;tributi;dirigente;{held};{day}"}


@pytest.mark.parametrize("days", [-1, 0, 1, 70])
def test_a_post_is_held_from_the_hiring_however_often_the_file_comes(
    store: Store, days: int
) -> None:
    day = TODAY + timedelta(days=days)
    bring(store, FILES)
    bring(store, hired(day))
    again = bring(store, hired(day))

    assert posts_between(store, "103") == [("dirigente", day, None)]
    assert (again.summary.posts.new, again.summary.posts.unchanged) == (0, 1)


def test_a_post_to_come_that_the_file_no_longer_names_is_asked_for_and_never_begins(
    store: Store,
) -> None:
    day = TODAY + timedelta(days=70)
    bring(store, FILES)
    bring(store, hired(day))
    brought = bring(store, hired(day, ""))

    assert [one.consent for one in brought.changes.asked] == [Consent.END_POSTS]
    assert posts_between(store, "103") == []


def test_who_is_hired_sooner_holds_the_post_from_then_on(store: Store) -> None:
    bring(store, FILES)
    bring(store, hired(date(2027, 2, 1)))
    bring(store, hired(date(2027, 1, 15)))

    assert posts_between(store, "103") == [
        ("dirigente", date(2027, 1, 15), date(2027, 1, 31)),
        ("dirigente", date(2027, 2, 1), None),
    ]


@settings(max_examples=20)
@given(
    first=some.integers(-400, 400),
    days=some.integers(-400, 400),
    held=some.sampled_from(["", "dirigente", "dirigente|responsabile:anagrafe", "personale"]),
)
def test_on_any_day_of_hiring_importing_twice_is_importing_once(
    sqlite_store: Store, first: int, days: int, held: str
) -> None:
    bring(sqlite_store, FILES)
    bring(sqlite_store, hired(TODAY + timedelta(days=first)))
    file = hired(TODAY + timedelta(days=days), held)
    bring(sqlite_store, file)
    once = posts_between(sqlite_store, "103")
    again = bring(sqlite_store, file)

    assert (told_of(again), posts_between(sqlite_store, "103")) == ([], once)


VALUES = {
    "qualifica": ["", "eq", "dirigente"],
    "contratto": ["", "tempo_determinato"],
    "part_time": ["", "50"],
    "giorni": ["", "lun mar mer"],
    "rientri": ["", "gio"],
    "km": ["", "12,5"],
    "fuori_comune": ["", "si"],
    "attivita": ["", "urp|protocollo"],
    "dotazione": ["", "propria"],
    "giorni_pubblico": ["", "mar"],
    "condizioni": ["", "caregiver"],
    "figli": ["", "2020-01-01 disabile"],
    "valutazioni": ["", "2025=90"],
    "incarichi": ["", "segretario", "responsabile:tributi|personale"],
}
cells = some.fixed_dictionaries(
    {}, optional={column: some.sampled_from(values) for column, values in VALUES.items()}
)


def fields_of(store: Store) -> dict[str, object]:
    """What each column of the file stands for, as the store has it."""
    person = case(store, "0042").person
    known = {column: getattr(person, name) for column, name in merging.FACTS.items()}
    known |= {column: getattr(person.work, name) for column, name in merging.WORK.items()}
    return known | {"qualifica": person.rank, "incarichi": posts_of(store, "0042")}


@settings(max_examples=20)
@given(before=cells, told=cells)
def test_any_columns_change_themselves_alone_and_only_once(
    sqlite_store: Store, before: dict[str, str], told: dict[str, str]
) -> None:
    def file(row: dict[str, str]) -> dict[str, str]:
        header, line = ";".join([PEOPLE, *row]), ";".join(row.values())
        return {"dipendenti.csv": f"{header}\n0042;Provetti;Eva;anagrafe;{line}"}

    bring(sqlite_store, FILES)
    bring(sqlite_store, file(before))
    known = fields_of(sqlite_store)
    bring(sqlite_store, file(told))
    once = fields_of(sqlite_store)
    again = bring(sqlite_store, file(told))

    untold = known.keys() - told.keys()
    assert {name: once[name] for name in untold} == {name: known[name] for name in untold}
    assert (told_of(again), fields_of(sqlite_store)) == ([], once)


def test_all_files_twice_change_nothing_the_second_time(store: Store) -> None:
    files = FILES | {
        "giornate.csv": "matricola;giorno;parte\n0043;2026-12-01;\n0043;2026-12-02;mattina",
        "assenze.csv": "matricola;dal;al;tipo\n0043;2026-12-14;2026-12-31;ferie",
        "permessi.csv": "matricola;tipo;giorno;minuti\n0043;breve;2026-12-03;60",
        "deroghe.csv": "matricola;dal;al;giorni_settimana\n0043;2026-12-01;2026-12-31;4",
        "turni.csv": "matricola;lunedi\n0042;2026-12-07",
        "chiusure.csv": "giorno;motivo\n2026-12-07;ponte",
    }
    bring(store, files)
    again = bring(store, files)

    assert told_of(again) == []


CLOSED = {"chiusure.csv": "giorno;motivo\n2026-12-07;ponte"}


def closed(store: Store) -> set[date]:
    return set(case(store, "0043").history.closures)


def test_a_closure_is_taken_back_by_file_and_told(store: Store) -> None:
    opened = {"chiusure.csv": "giorno;stato\n2026-12-07;annullata\n2026-12-24;annullata"}
    first = bring(store, FILES | CLOSED)
    was = closed(store)
    back, again = bring(store, opened), bring(store, opened)

    assert (was, closed(store)) == ({date(2026, 12, 7)}, set())
    assert told_of(first)[-1] == "2026-12-07: uffici: aperti -> chiusi ponte"
    assert told_of(back) == ["2026-12-07: uffici: chiusi ponte -> aperti"]
    assert (back.summary.closures.updated, back.summary.closures.unchanged) == (1, 1)
    assert (told_of(again), again.summary.closures.unchanged) == ([], 2)


def test_a_changed_reason_of_a_closure_is_told_before_and_after(store: Store) -> None:
    bring(store, FILES | CLOSED)
    renamed = bring(store, {"chiusure.csv": "giorno;motivo\n2026-12-07;lavori"})
    emptied = bring(store, {"chiusure.csv": "giorno;motivo\n2026-12-07;"})

    assert told_of(renamed) == ["2026-12-07: motivo: ponte -> lavori"]
    assert told_of(emptied) == ["2026-12-07: motivo: lavori -> -"]


LONG = f"{PEOPLE};km;rientri"


@pytest.mark.parametrize(
    ("row", "km", "afternoons"),
    [
        ("0042;Provetti;Eva;anagrafe", 31.5, frozenset({1})),
        ("0042;Provetti;Eva;anagrafe;7", 7, frozenset({1})),
        ("0042;Provetti;Eva;anagrafe;;lun", 0, frozenset({0})),
    ],
)
def test_a_line_that_ends_early_tells_nothing_of_the_columns_after_it(
    store: Store, row: str, km: float, afternoons: frozenset[int]
) -> None:
    bring(store, FILES)
    bring(store, {"dipendenti.csv": f"{LONG}\n{row}"})

    person = case(store, "0042").person
    assert (person.km, person.afternoons) == (km, afternoons)


def test_lines_that_end_early_are_noted() -> None:
    rows = f"{LONG}\n1;Uno;Ada;anagrafe\n2;Due;Ivo;anagrafe;3;lun\n3;Tre;Eva;anagrafe;4"
    (note,) = read(FILES | {"dipendenti.csv": rows, "accordi.csv": "matricola;dal"}).notes

    assert str(note) == (
        "dipendenti.csv, line 2: this line (and 1 more) ends early: what it does not reach "
        "(rientri, km) is not told"
    )


def test_a_last_line_that_alone_ends_early_is_refused_as_cut_off() -> None:
    rows = f"{LONG}\n1;Uno;Ada;anagrafe;3;lun\n2;Due;Ivo;anagrafe;3;lun\n3;Tre;Eva;anag"
    found = read(FILES | {"dipendenti.csv": rows, "accordi.csv": "matricola;dal"}).problems

    said = 'dipendenti.csv, line 4: "anag": expected 6 cells as in every other line, not 4'
    assert any(str(one).startswith(said) for one in found)


@pytest.mark.parametrize(
    ("told", "points"),
    [
        ("2025=92", {2024: 88, 2025: 92}),
        ("2024=90 | 2023=70", {2023: 70, 2024: 90}),
        ("", {}),
    ],
)
def test_years_of_points_are_laid_over_those_that_are_known(
    store: Store, told: str, points: dict[int, float]
) -> None:
    head = f"{PEOPLE};valutazioni\n0043;Finti;Ada;anagrafe;"
    bring(store, FILES)
    bring(store, {"dipendenti.csv": f"{head}2024=88"})
    bring(store, {"dipendenti.csv": f"{head}{told}"})

    assert dict(case(store, "0043").person.evaluations) == points


@pytest.mark.parametrize("told", ["2024=88 | 2024=90", "2024=88|2024=88"])
def test_two_points_of_one_year_are_refused(store: Store, told: str) -> None:
    bring(store, FILES)
    row = f"{PEOPLE};valutazioni\n0043;Finti;Ada;anagrafe;{told}"
    (said,) = complaints(store, {"dipendenti.csv": row})

    assert f'valutazioni: "{told}": expected each year once: 2024 has several' in said
