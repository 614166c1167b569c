"""Absences, derogations and weeks on call over what is known: cut, never thrown away."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rules.facts import AbsenceKind
from storage.days import absences
from storage.store import Store
from storage.tables import ABSENCE
from tests.storage.staff_town import FILES, bring, case

LEAVE = "matricola;dal;al;tipo\n0043;2026-12-14;2026-12-31;ferie"
WORDS = {"ferie": AbsenceKind.LEAVE, "malattia": AbsenceKind.SICK}


def days_away(store: Store) -> dict[int, AbsenceKind]:
    found = case(store, "0043").history.absences
    return {day.day: kind for day, kind in found.items() if day.month == 12}


def test_one_day_sick_inside_a_leave_leaves_both_rests(store: Store) -> None:
    bring(store, FILES | {"assenze.csv": LEAVE})
    bring(store, {"assenze.csv": "matricola;dal;tipo\n0043;2026-12-16;malattia"})

    leave = dict.fromkeys((14, 15, *range(17, 32)), AbsenceKind.LEAVE)
    assert days_away(store) == {**leave, 16: AbsenceKind.SICK}


def test_a_day_taken_back_inside_a_leave_cuts_only_that_day(store: Store) -> None:
    bring(store, FILES | {"assenze.csv": LEAVE})
    bring(store, {"assenze.csv": "matricola;dal;tipo\n0043;2026-12-16;annullata"})

    assert days_away(store) == dict.fromkeys((14, 15, *range(17, 32)), AbsenceKind.LEAVE)


def test_the_longest_rest_keeps_the_row_that_people_were_told_of(store: Store) -> None:
    bring(store, FILES | {"assenze.csv": LEAVE})
    who = case(store, "0043").employee_id
    with store.reading() as uow:
        (before,) = absences.of_person(uow, who, since=date.min, until=date.max)
    bring(store, {"assenze.csv": "matricola;dal;tipo\n0043;2026-12-16;malattia"})

    with store.reading() as uow:
        after = absences.of_person(uow, who, since=date.min, until=date.max)
    assert [a.first_day for a in after if a.id == before.id] == [date(2026, 12, 17)]


def test_an_export_clipped_at_the_years_end_shortens_nothing(store: Store) -> None:
    over_new_year = "matricola;dal;al;tipo\n0043;2026-12-28;2027-01-08;ferie"
    bring(store, FILES | {"assenze.csv": over_new_year})
    clipped = {"assenze.csv": over_new_year.replace("2027-01-08", "2026-12-31")}
    brought = bring(store, clipped)

    assert brought.summary.absences.unchanged == 1
    assert date(2027, 1, 8) in case(store, "0043").history.absences


def test_a_derogation_taken_back_for_a_day_cuts_only_that_day(store: Store) -> None:
    header = "matricola;dal;al;giorni_settimana;motivo;stato"
    bring(store, FILES | {"deroghe.csv": f"{header}\n0043;2026-12-01;2026-12-31;4;cura;"})
    bring(store, {"deroghe.csv": f"{header}\n0043;2026-12-10;2026-12-10;;;annullata"})

    history = case(store, "0043").history
    assert {(d.first_day.day, d.last_day.day, d.motive) for d in history.derogations} == {
        (1, 9, "cura"),
        (11, 31, "cura"),
    }


def test_a_week_on_call_stays_until_it_is_taken_back(store: Store) -> None:
    bring(store, FILES | {"turni.csv": "matricola;lunedi\n0043;2026-12-07\n0043;2026-12-14"})
    bring(store, {"turni.csv": "matricola;lunedi\n0043;2026-12-21"})
    bring(store, {"turni.csv": "matricola;lunedi;stato\n0043;2026-12-07;annullata"})

    assert sorted(day.day for day in case(store, "0043").history.on_call) == [14, 21]


rows = some.lists(
    some.tuples(
        some.integers(1, 28), some.integers(0, 9), some.sampled_from([*WORDS, "annullata"])
    ),
    max_size=6,
)


def as_file(told: list[tuple[int, int, str]]) -> str:
    """Rows that do not overlap, as one file may tell them."""
    lines, free = ["matricola;dal;al;tipo"], 1
    for first, length, word in sorted(told):
        if first >= free:
            free = min(first + length, 31) + 1
            lines.append(f"0043;2026-12-{first:02d};2026-12-{free - 1:02d};{word}")
    return "\n".join(lines)


@pytest.fixture
def settled(sqlite_store: Store) -> Store:
    bring(sqlite_store, FILES)
    return sqlite_store


@settings(max_examples=25)
@given(before=rows, told=rows)
def test_a_file_imported_twice_is_imported_once_and_the_rest_stays(
    settled: Store, before: list[tuple[int, int, str]], told: list[tuple[int, int, str]]
) -> None:
    with settled.writing() as uow:
        uow.connection.execute(ABSENCE.delete())
        uow.commit()
    bring(settled, {"assenze.csv": as_file(before)})
    known = days_away(settled)
    bring(settled, {"assenze.csv": as_file(told)})
    once = days_away(settled)
    again = bring(settled, {"assenze.csv": as_file(told)})

    named: dict[int, AbsenceKind | None] = {}
    for line in as_file(told).splitlines()[1:]:
        _, first, last, word = line.split(";")
        days = range(int(first[-2:]), int(last[-2:]) + 1)
        named |= dict.fromkeys(days, WORDS.get(word))
    expected = {day: kind for day, kind in (known | named).items() if kind is not None}
    assert once == days_away(settled) == expected
    assert (again.summary.absences.new, again.summary.absences.updated) == (0, 0)
