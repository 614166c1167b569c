"""The facts that the acts ask beyond the first: in files, kept, shown or kept to themselves."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Text, select, type_coerce

from rules.facts import Agreement, Band, Derogation, Employee, Suspension
from storage.staff_file import Consent
from storage.store import Store
from storage.tables import AGREEMENT, DEROGATION, EMPLOYEE
from tests.storage.staff_town import FILES, PEOPLE, bring, case, complaints, looked_at

ADA = "0043;Finti;Ada;anagrafe"
PRIVATE = "assistiti_gravi;permessi_104;congedo_parentale;sesso;gravidanza;condizioni;invalidita"
OF_ADA = "2;si;no;f;si;riconosciuto_104|presenza_impedita|vittima_di_violenza;67"
SEALED = ("female", "pregnant", "violence", "invalidity")
WEEK = "lun,mer 08:00-14:00 14:30-17:30 | mar,gio,ven 08:00-14:00"
WITH_ROLES = f"{PRIVATE};nomina;minuti_arrivo"


def staff(columns: str, cells: str) -> dict[str, str]:
    return {"dipendenti.csv": f"{PEOPLE};{columns}\n{ADA};{cells}"}


def agreed(columns: str, cells: str) -> dict[str, str]:
    return {"accordi.csv": f"matricola;dal;{columns}\n0043;2026-01-01;{cells}"}


def ada(store: Store) -> Employee:
    return case(store, "0043").person


def terms(store: Store) -> Agreement:
    (found,) = case(store, "0043").terms
    return found


def shown(store: Store, files: dict[str, str]) -> list[str]:
    return [str(one) for one in looked_at(store, files)[0].changes.changes]


def test_family_facts_come_in_and_are_sealed(store: Store) -> None:
    bring(store, FILES | staff(PRIVATE, OF_ADA))

    found = ada(store)
    assert found.assists_severe == 2
    assert (found.uses_104_permits, found.uses_parental_leave) == (True, False)
    assert (found.sex, found.pregnant) == ("female", True)
    assert found.conditions == {"recognised_104", "presence_prevented", "victim_of_violence"}
    assert found.invalidity == 67
    with store.reading() as uow:
        rows = uow.connection.execute(select(type_coerce(EMPLOYEE.c.sensitive, Text))).scalars()
        assert not [row for row in rows if any(word in row for word in SEALED)]


def test_that_family_facts_change_is_said_and_nothing_of_them(store: Store) -> None:
    bring(store, FILES)
    told = shown(store, staff(PRIVATE, OF_ADA))

    assert "0043 Ada Finti: sesso: changes" in told
    assert "0043 Ada Finti: gravidanza: changes" in told
    assert len(told) == len(PRIVATE.split(";"))
    assert all(one.endswith(": changes") for one in told)


def test_absent_columns_leave_the_facts_and_empty_cells_empty_them(store: Store) -> None:
    bring(store, FILES | staff(WITH_ROLES, f"{OF_ADA};art_110;25"))
    before = ada(store)
    bring(store, staff("km", "3"))

    assert ada(store) == replace(before, km=3)
    assert (before.appointment, before.reach_minutes) == ("art_110", 25)
    bring(store, staff(WITH_ROLES, ";;;;;;;;"))
    now = ada(store)
    assert (now.assists_severe, now.uses_104_permits, now.sex) == (0, None, None)
    assert (now.pregnant, now.invalidity) == (False, 0)
    assert (now.appointment, now.reach_minutes, now.conditions) == (None, None, frozenset())


@pytest.mark.parametrize(
    ("cell", "percent"),
    [("0", 0), ("66", 66), ("67 %", 67), ("100%", 100), ("101", None), ("66,5", None)],
)
def test_an_invalidity_is_a_whole_number_up_to_a_hundred(
    store: Store, cell: str, percent: int | None
) -> None:
    bring(store, FILES)
    files = staff("invalidita", cell)

    if percent is None:
        (told,) = complaints(store, files)
        assert f'line 2, invalidita: "{cell}": expected a whole number from 0 to 100' in told
    else:
        bring(store, files)
        assert ada(store).invalidity == percent


def test_files_without_the_new_facts_change_nobody_when_they_come_again(store: Store) -> None:
    bring(store, FILES)
    again = bring(store, FILES)

    assert (again.summary.employees.updated, again.summary.agreements.updated) == (0, 0)


def test_a_timetable_says_days_returns_and_hours(store: Store) -> None:
    bring(store, FILES)
    told = shown(store, staff("orario", WEEK))
    bring(store, staff("orario", WEEK))

    found = ada(store)
    assert found.hours_on(0) == (Band(480, 840), Band(870, 1050))
    assert found.workdays == frozenset({0, 1, 2, 3, 4})
    assert found.afternoons == frozenset({0, 2})
    assert found.weekly_hours == 36
    assert any("orario: - -> lun 08:00-14:00 14:30-17:30 | mar 08:00-14:00" in one for one in told)


@pytest.mark.parametrize(
    ("column", "same", "other"),
    [
        ("giorni", "lun mar mer gio ven", "lun mar"),
        ("rientri", "lun,mer", "mar"),
        ("ore_settimanali", "36", "30"),
    ],
)
def test_a_timetable_that_its_row_contradicts_is_refused(
    store: Store, column: str, same: str, other: str
) -> None:
    bring(store, FILES)
    both = f"orario;{column}"

    assert complaints(store, staff(both, f"{WEEK};{same}")) == []
    (told,) = complaints(store, staff(both, f"{WEEK};{other}"))
    assert f'line 2, {column}: "{other}"' in told


@pytest.mark.parametrize(("ends", "refused"), [("20:00", 0), ("20:01", 1)])
def test_a_timetable_has_at_most_sixty_hours(store: Store, ends: str, refused: int) -> None:
    bring(store, FILES)
    week = f"lun,mar,mer,gio 08:00-20:00 | ven 08:00-{ends}"

    assert len(complaints(store, staff("orario", week))) == refused


@pytest.mark.parametrize(("days", "refused"), [("lun mar mer gio ven", 0), ("", 0), ("lun", 1)])
def test_days_that_a_known_timetable_contradicts_are_impossible(
    store: Store, days: str, refused: int
) -> None:
    """The timetable would win, and the report would tell of days that are not kept."""
    bring(store, FILES | staff("orario", WEEK))
    brought, _ = looked_at(store, staff("giorni", days))

    assert [one.column for one in brought.changes.impossible] == ["giorni"] * refused
    assert looked_at(store, staff("giorni;orario", f"{days};"))[0].changes.impossible == []


def test_an_agreement_brings_presence_motive_and_suspension(store: Store) -> None:
    columns = "presenza_settimana;motivo;sospeso_dal;sospeso_al"
    bring(store, FILES | agreed(columns, "3;assiste il padre;2026-12-14;2027-01-15"))

    found = terms(store)
    assert (found.presence_per_week, found.motive) == (3, "assiste il padre")
    assert found.suspended == Suspension(first_day=date(2026, 12, 14), last_day=date(2027, 1, 15))
    with store.reading() as uow:
        sealed = uow.connection.execute(select(type_coerce(AGREEMENT.c.motive, Text))).scalars()
        assert not [one for one in sealed if "padre" in one]


def test_a_motive_that_changes_is_not_shown(store: Store) -> None:
    bring(store, FILES)
    told = shown(store, agreed("motivo;presenza_settimana", "assiste il padre;3"))

    assert told == [
        "0043 Ada Finti: accordo agile dal 2026-01-01, presenza_settimana: - -> 3",
        "0043 Ada Finti: accordo agile dal 2026-01-01, motivo: changes",
    ]


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ("2026-12-14;2027-01-15", 0),
        ("2026-12-14;2026-12-31", 0),
        ("2026-12-20;2027-01-10", 0),
        ("2026-12-14;2027-01-16", 1),
        ("2026-12-13;2027-01-15", 1),
        ("2026-12-14;", 1),
    ],
)
def test_a_suspension_is_asked_about_only_if_it_takes_more_days(
    store: Store, cells: str, asked: int
) -> None:
    bring(store, FILES | agreed("sospeso_dal;sospeso_al", "2026-12-14;2027-01-15"))
    brought, _ = looked_at(store, agreed("sospeso_dal;sospeso_al", cells))

    assert len([one for one in brought.changes.asked if "is suspended" in one.what]) == asked


def test_an_agreement_is_suspended_only_if_that_is_named(store: Store) -> None:
    bring(store, FILES)
    brought, _ = looked_at(store, agreed("sospeso_dal;sospeso_al", "2026-12-14;2027-01-15"))

    (asked,) = brought.changes.asked
    assert asked.consent is Consent.END_AGREEMENTS
    assert asked.what == "the agreement from 2026-01-01 is suspended, 2026-12-14 / 2027-01-15"


@pytest.mark.parametrize(("last", "asked"), [("2026-11-22", 0), ("2026-11-23", 1), ("", 1)])
def test_a_suspension_that_is_over_is_not_asked_about(store: Store, last: str, asked: int) -> None:
    bring(store, FILES)
    brought, _ = looked_at(store, agreed("sospeso_dal;sospeso_al", f"2026-10-01;{last}"))

    assert len(brought.changes.asked) == asked


def test_a_suspension_keeps_its_end_where_the_file_has_no_column_for_it(store: Store) -> None:
    bring(store, FILES | agreed("sospeso_dal;sospeso_al", "2026-12-14;2027-01-15"))
    before = terms(store)
    bring(store, agreed("sospeso_dal", "2026-12-14"))

    assert terms(store) == before
    bring(store, agreed("sospeso_dal", ""))
    assert terms(store).suspended is None


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (";2026-12-14", "sospeso_dal"),
        ("2026-12-14;2026-12-13", "sospeso_al"),
        ("2026-12-14;2026-12-14", None),
    ],
    ids=["only-its-end", "reversed", "one-day"],
)
def test_a_suspension_that_makes_no_sense_is_refused(
    store: Store, cells: str, column: str | None
) -> None:
    bring(store, FILES)
    told = complaints(store, agreed("sospeso_dal;sospeso_al", cells))

    assert [f"line 2, {column}" in one for one in told] == ([True] if column else [])


def test_a_derogation_keeps_its_article(store: Store) -> None:
    head, row = "matricola;dal;al;giorni_settimana", "0043;2026-12-01;2026-12-31;4"
    bring(store, FILES | {"deroghe.csv": f"{head};articolo\n{row};20.5"})
    bring(store, {"deroghe.csv": f"{head}\n{row}"})

    (found,) = case(store, "0043").history.derogations
    first, last = date(2026, 12, 1), date(2026, 12, 31)
    assert found == Derogation(first_day=first, last_day=last, per_week=4, article="20.5")
    bring(store, {"deroghe.csv": f"{head};articolo\n{row};"})
    with store.reading() as uow:
        assert uow.connection.execute(select(DEROGATION.c.article)).scalars().all() == [""]
