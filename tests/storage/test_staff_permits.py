"""Permits of later files: their time follows what the files make of them, on both databases."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from rules.decision import Decision, Verdict
from rules.facts import Permit
from storage.errors import PermitTaken
from storage.people import people
from storage.requests import permits
from storage.requests.permits import PermitWish
from storage.store import Store
from storage.tables import PERMIT, PERMIT_SLOT, PermitState
from tests.storage.conftest import NOW
from tests.storage.staff_town import BODY, FILES, PEOPLE, bring, case, looked_at

DAY = date(2026, 11, 26)
HEAD = "matricola;tipo;giorno;dalle;minuti;giorni"
ALLOWED = Decision("permit", Verdict.ALLOWED, ())


def permessi(*rows: str, head: str = HEAD) -> dict[str, str]:
    lines = "\n".join(f"0043;{row}" for row in rows)
    return {"permessi.csv": f"{head}\n{lines}"}


def ask(store: Store, start: int, minutes: int) -> int:
    """Ask in chat for an hour or so of the day."""
    with store.writing() as uow:
        person = people.by_number(uow, BODY, "0043")
        assert person is not None
        permit = Permit(kind="short", on=DAY, start=start, minutes=minutes)
        wish = PermitWish(employee_id=person.id, permit=permit)
        granted = PermitState.GRANTED
        asked = permits.ask(uow, wish, decision=ALLOWED, state=granted, at=NOW, approver_id=None)
        uow.commit()
    return asked.id


def quarters(store: Store, day: date = DAY) -> set[int]:
    """The quarters of an hour that are held on a day."""
    wanted = select(PERMIT_SLOT.c.minute).where(PERMIT_SLOT.c.day == day)
    with store.reading() as uow:
        return {minute // 15 for minute in uow.connection.execute(wanted).scalars()}


def between(start: int, end: int) -> set[int]:
    return set(range(start * 4, end * 4))


@pytest.fixture
def town(store: Store) -> Store:
    bring(store, FILES | permessi(f"breve;{DAY};9:00;60;"))
    return store


@pytest.mark.parametrize(("minutes", "until"), [(180, 12), (60, 10), (30, 9.5)])
def test_a_permit_of_another_length_holds_its_new_time_and_no_other(
    town: Store, minutes: int, until: float
) -> None:
    bring(town, permessi(f"breve;{DAY};9:00;{minutes};"))

    assert quarters(town) == set(range(9 * 4, int(until * 4)))


def test_a_lengthened_permit_keeps_chat_out_of_its_new_time(town: Store) -> None:
    bring(town, permessi(f"breve;{DAY};9:00;180;"))

    with pytest.raises(PermitTaken):
        ask(town, 11 * 60, 60)
    ask(town, 12 * 60, 60)


def test_hours_that_become_whole_days_hold_the_days(town: Store) -> None:
    bring(town, permessi(f"breve;{DAY};2", head="matricola;tipo;giorno;giorni"))

    with town.reading() as uow:
        found = uow.connection.execute(select(PERMIT.c.start_minute, PERMIT.c.days)).all()
    assert [tuple(row) for row in found] == [(None, 2)]
    assert quarters(town) == quarters(town, date(2026, 11, 27)) == between(0, 24)


def test_time_that_chat_holds_is_told_of_the_line_with_what_holds_it(town: Store) -> None:
    ask(town, 10 * 60, 60)
    brought, found = looked_at(town, permessi(f"breve;{DAY};9:00;61;"))

    (told,) = brought.changes.impossible
    assert found.impossible == ()
    assert (told.file, told.line, told.column, told.value) == (
        "permessi.csv",
        2,
        "giorno",
        "2026-11-26",
    )
    assert "2026-11-26 10:00-11:00; shorten or move" in told.expected


def test_up_to_the_minute_where_the_other_begins_it_may_be_lengthened(town: Store) -> None:
    ask(town, 10 * 60 + 30, 60)
    brought, found = looked_at(town, permessi(f"breve;{DAY};9:00;90;"))

    assert (brought.changes.impossible, found.impossible) == ([], ())


@pytest.mark.parametrize("turned", [False, True])
def test_one_line_may_take_what_another_gives_back(store: Store, *, turned: bool) -> None:
    bring(store, FILES | permessi(f"breve;{DAY};9:00;180;"))
    rows = [f"breve;{DAY};9:00;60;", f"breve;{DAY};10:00;60;"]
    brought, found = looked_at(store, permessi(*(rows[::-1] if turned else rows)), last=True)

    assert (brought.changes.impossible, found.impossible) == ([], ())
    assert quarters(store) == between(9, 11)


def test_whole_days_over_hours_that_are_known_are_told(town: Store) -> None:
    _, found = looked_at(town, permessi("studio;2026-11-25;;;2"))

    assert [(one.line, one.value) for one in found.impossible] == [(2, "2026-11-25")]
    assert "2026-11-26 09:00-10:00" in found.impossible[0].expected


def test_whole_days_that_are_lengthened_over_hours_are_told(town: Store) -> None:
    bring(town, permessi("studio;2026-11-25;;;1"))
    _, found = looked_at(town, permessi("studio;2026-11-25;;;2"))

    assert [(one.line, one.value) for one in found.impossible] == [(2, "2026-11-25")]


@pytest.mark.parametrize(("minutes", "told"), [(900, False), (901, True)])
def test_minutes_without_a_start_do_not_pass_midnight(
    town: Store, minutes: int, *, told: bool
) -> None:
    files = permessi(f"breve;{DAY};{minutes}", head="matricola;tipo;giorno;minuti")
    brought, _ = looked_at(town, files)

    assert [(one.column, one.value) for one in brought.changes.impossible] == (
        [("minuti", "901")] if told else []
    )


@pytest.mark.parametrize(("minutes", "told"), [(1380, False), (1381, True)])
def test_all_permits_of_a_day_together_last_a_day_at_most(
    town: Store, minutes: int, *, told: bool
) -> None:
    _, found = looked_at(town, permessi(f"visita medica;{DAY};;{minutes};"))

    assert [(one.column, one.value) for one in found.impossible] == (
        [("minuti", "1381")] if told else []
    )


@settings(max_examples=25)
@given(lengths=some.lists(some.integers(1, 900), min_size=1, max_size=4))
def test_after_any_files_the_held_time_is_that_of_the_last(
    town_on_sqlite: Store, lengths: list[int]
) -> None:
    for minutes in lengths:
        bring(town_on_sqlite, permessi(f"breve;{DAY};9:00;{minutes};"))

    end = 9 * 60 + lengths[-1]
    assert quarters(town_on_sqlite) == {minute // 15 for minute in range(9 * 60, end)}
    assert [one.minutes for one in case(town_on_sqlite, "0043").history.permits] == [lengths[-1]]


@pytest.fixture
def town_on_sqlite(sqlite_store: Store) -> Store:
    bring(sqlite_store, FILES | permessi(f"breve;{DAY};9:00;60;"))
    return sqlite_store


def starts(store: Store) -> list[int | None]:
    """From which minutes the permits of Ada are held, in order."""
    return sorted(
        (one.start for one in case(store, "0043").history.permits),
        key=lambda minute: -1 if minute is None else minute,
    )


def test_a_file_that_is_put_right_twice_doubles_no_permit(store: Store) -> None:
    bring(store, FILES | permessi(f"breve;{DAY};60", head="matricola;tipo;giorno;minuti"))
    bring(store, permessi(f"breve;{DAY};9:00;60;"))
    assert starts(store) == [540]
    brought = bring(store, permessi(f"breve;{DAY};10:00;60;"))

    assert (brought.summary.permits.new, brought.summary.permits.updated) == (0, 1)
    assert starts(store) == [600]
    assert quarters(store) == between(10, 11)


def test_another_permit_of_the_same_kind_and_day_comes_beside_the_known(town: Store) -> None:
    brought = bring(town, permessi(f"breve;{DAY};9:00;60;", f"breve;{DAY};15:00;30;"))

    assert (brought.summary.permits.new, brought.summary.permits.unchanged) == (1, 1)
    assert starts(town) == [540, 900]


def test_which_of_several_is_meant_is_asked(town: Store) -> None:
    bring(town, permessi(f"breve;{DAY};9:00;60;", f"breve;{DAY};15:00;30;"))
    brought, _ = looked_at(town, permessi(f"breve;{DAY};11:00;60;"))

    (told,) = brought.changes.impossible
    assert (told.line, told.column, told.value) == (2, "dalle", "11:00")
    assert "known from 09:00, 15:00" in told.expected
    assert starts(town) == [540, 900]


def test_of_several_one_that_the_file_tells_of_as_well_is_not_meant(town: Store) -> None:
    bring(town, permessi(f"breve;{DAY};9:00;60;", f"breve;{DAY};15:00;30;"))
    bring(town, permessi(f"breve;{DAY};9:00;60;", f"breve;{DAY};16:00;30;"))

    assert starts(town) == [540, 960]


def test_two_new_hours_for_one_known_permit_are_asked_about_by_line(store: Store) -> None:
    bring(store, FILES | permessi(f"breve;{DAY};60", head="matricola;tipo;giorno;minuti"))
    two = permessi(f"breve;{DAY};9:00;60;", f"breve;{DAY};11:00;60;")
    brought, _ = looked_at(store, two)
    assert [one.line for one in brought.changes.impossible] == [2, 3]

    said = permessi(
        f"breve;{DAY};9:00;60;;", f"breve;{DAY};11:00;60;;", f"breve;{DAY};;;;annullato",
        head=f"{HEAD};stato",
    )  # fmt: skip
    bring(store, said)
    assert starts(store) == [540, 660]


def test_a_wrong_permit_is_taken_back_once_and_stays_so(town: Store) -> None:
    gone = permessi(f"breve;{DAY};9:00;;;annullato", head=f"{HEAD};stato")
    counts = [bring(town, gone).summary.permits for _ in range(2)]
    again = bring(town, permessi(f"breve;{DAY};9:00;60;"))

    assert [(one.updated, one.unchanged) for one in counts] == [(1, 0), (0, 1)]
    assert again.summary.permits.unchanged == 1
    assert (starts(town), quarters(town)) == ([], set())


def test_a_permit_of_the_chat_is_taken_back_there(town: Store) -> None:
    ask(town, 11 * 60, 60)
    brought, _ = looked_at(town, permessi(f"breve;{DAY};11:00;;;annullato", head=f"{HEAD};stato"))

    (told,) = brought.changes.impossible
    assert (told.column, told.value) == ("stato", "annullato")
    assert "take it back there" in told.expected
    assert starts(town) == [540, 660]


@settings(max_examples=20)
@given(hours=some.lists(some.integers(0, 22), min_size=1, max_size=4, unique=True))
def test_any_permits_of_a_day_twice_are_those_of_once(
    town_on_sqlite: Store, hours: list[int]
) -> None:
    rows = [f"studio;2026-12-0{1 + hours[0] % 9};{hour}:00;60;" for hour in hours]
    brought, _ = looked_at(town_on_sqlite, permessi(*rows))
    if brought.changes.impossible:
        return
    bring(town_on_sqlite, permessi(*rows))
    once = starts(town_on_sqlite)
    again = bring(town_on_sqlite, permessi(*rows))

    assert (again.summary.permits.new, again.summary.permits.updated) == (0, 0)
    assert starts(town_on_sqlite) == once


MONDAY = date(2026, 11, 30)


def days_held(store: Store) -> list[date]:
    with store.reading() as uow:
        return sorted(set(uow.connection.execute(select(PERMIT_SLOT.c.day)).scalars()))


@pytest.mark.parametrize(
    ("giorni", "settimana", "held"),
    [
        ("", "", [MONDAY, date(2026, 12, 1), date(2026, 12, 2)]),
        ("lun mer", "", [MONDAY, date(2026, 12, 2), date(2026, 12, 9)]),
        ("ven sab", "6", [date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 11)]),
    ],
)
def test_whole_days_hold_the_days_that_the_person_works_and_no_others(
    store: Store, giorni: str, settimana: str, held: list[date]
) -> None:
    worked = f"{PEOPLE};giorni;settimana\n0043;Finti;Ada;anagrafe;{giorni};{settimana}"
    closed = {"chiusure.csv": "giorno\n2026-12-07"}
    bring(store, FILES)
    bring(store, {"dipendenti.csv": worked} | closed | permessi(f"lutto;{MONDAY};;;3"))

    assert days_held(store) == held


def test_hours_on_a_day_that_whole_days_do_not_take_are_free(store: Store) -> None:
    part = f"{PEOPLE};giorni\n0043;Finti;Ada;anagrafe;lun mer"
    bring(store, FILES)
    bring(store, {"dipendenti.csv": part} | permessi(f"lutto;{MONDAY};;;2"))
    with store.writing() as uow:
        ada = people.by_number(uow, BODY, "0043")
        assert ada is not None
        permit = Permit(kind="short", on=date(2026, 12, 1), start=600, minutes=60)
        wish = PermitWish(employee_id=ada.id, permit=permit)
        granted = PermitState.GRANTED
        permits.ask(uow, wish, decision=ALLOWED, state=granted, at=NOW, approver_id=None)


def test_whole_days_told_longer_hold_the_days_of_the_new_span(store: Store) -> None:
    bring(store, FILES | permessi(f"lutto;{MONDAY};;;1"))
    bring(store, permessi(f"lutto;{MONDAY};;;2"))

    assert days_held(store) == [MONDAY, date(2026, 12, 1)]


def test_a_permit_that_was_taken_back_and_does_not_come_again_is_named(store: Store) -> None:
    bring(store, FILES)
    head = "matricola;tipo;giorno;minuti;stato\n0043;breve;2026-12-02;60;"
    bring(store, {"permessi.csv": head})
    known, _ = looked_at(store, {"permessi.csv": head})
    bring(store, {"permessi.csv": f"{head}annullato"})
    again, _ = looked_at(store, {"permessi.csv": head})

    assert known.changes.kept == []
    assert [(one.line, one.what) for one in again.changes.kept] == [
        (2, "the permit of 2026-12-02 was taken back or refused, and stays so")
    ]
