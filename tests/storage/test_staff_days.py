"""Days of the files beside what the store knows of them, on both databases."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from rules.facts import Half
from rules.reasons import ReasonCode
from storage import staff_file
from storage.people import people
from storage.requests import bookings
from storage.requests.bookings import Booking
from storage.store import Store
from storage.tables import BOOKING_SLOT, HOLDING, RequestState
from storage.trail import standing
from tests.storage.conftest import NOW, TODAY
from tests.storage.staff_town import BODY, FILES, bring, case, complaints, looked_at, named
from tests.storage.staff_town import told as told_of

DAY = TODAY + timedelta(days=3)
HEAD = "matricola;giorno;parte;modalita;stato"


def days(*rows: str) -> dict[str, str]:
    lines = "\n".join(f"0043;{row}" for row in rows)
    return {"giornate.csv": f"{HEAD}\n{lines}"}


def booked(store: Store, day: date = DAY) -> list[Booking]:
    with store.reading() as uow:
        person = people.by_number(uow, BODY, "0043")
        assert person is not None
        return bookings.of_person(uow, person.id, since=day, until=day)


def taken_back(store: Store) -> None:
    """Ada takes her day back in chat."""
    (one,) = booked(store)
    with store.writing() as uow:
        bookings.cancel(uow, one.id, one.version, by=one.employee_id, at=NOW)
        uow.commit()


@pytest.fixture
def town(store: Store) -> Store:
    bring(store, FILES | days(f"{DAY};;;"))
    return store


@pytest.mark.parametrize("state", ["annullata", "rifiutata"])
@pytest.mark.parametrize("part", ["", "mattina"])
def test_a_day_that_stands_is_not_told_as_ended(town: Store, state: str, part: str) -> None:
    brought, _ = looked_at(town, days(f"{DAY};{part};;{state}"))

    (one,) = brought.changes.impossible
    assert (one.file, one.line, one.column, one.value) == ("giornate.csv", 2, "stato", state)
    assert one.expected.startswith(f"approvata: the day of {DAY} stands so")
    assert "take it back in chat, or leave this line out" in one.expected
    assert (brought.summary.days.new, told_of(brought)) == (0, [])
    assert [one.state for one in booked(town)] == [RequestState.APPROVED]


def test_the_other_half_of_a_day_may_have_ended(store: Store) -> None:
    bring(store, FILES | days(f"{DAY};mattina;;"))
    brought, _ = looked_at(store, days(f"{DAY};pomeriggio;;annullata"), last=True)

    assert brought.changes.impossible == []
    assert {one.half: one.state for one in booked(store)} == {
        Half.AM: RequestState.APPROVED,
        Half.PM: RequestState.CANCELLED,
    }


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ("", ("mattina;;annullata", "pomeriggio;;")),
        ("mattina", ("mattina;;annullata", "pomeriggio;;")),
        ("mattina", ("mattina;;rifiutata", "intera;;")),
        ("pomeriggio", ("intera;;annullata", "mattina;;")),
    ],
    ids=["half-of-whole", "moved-to-the-afternoon", "made-whole", "moved-to-the-morning"],
)
def test_a_part_that_stands_is_not_freed_by_telling_of_another(
    store: Store, held: str, told: tuple[str, str]
) -> None:
    bring(store, FILES | days(f"{DAY};{held};;"))
    brought, _ = looked_at(store, days(*(f"{DAY};{row}" for row in told)))

    assert [(one.line, one.column) for one in brought.changes.impossible] == [(2, "stato")]
    assert not [one for one in told_of(brought) if "cancelled" in one or "refused" in one]


@pytest.mark.parametrize("ended", ["", "mattina", "pomeriggio"])
@pytest.mark.parametrize("held", ["", "mattina"])
def test_what_ended_before_the_very_part_that_stands_is_told_again_and_again(
    store: Store, ended: str, held: str
) -> None:
    twice = days(f"{DAY};{ended};;annullata", f"{DAY};{held};;")
    counts = [bring(store, FILES | twice).summary.days for _ in range(2)]

    assert [(one.new, one.unchanged) for one in counts] == [(2, 0), (0, 2)]


def test_a_day_that_nobody_holds_is_entered_as_it_ended(town: Store) -> None:
    other = DAY + timedelta(days=1)
    brought, _ = looked_at(town, days(f"{other};;;annullata"), last=True)

    assert brought.summary.days.new == 1
    assert [one.state for one in booked(town, other)] == [RequestState.CANCELLED]


def test_a_file_that_tells_how_a_day_ended_and_came_again_is_read_every_time(
    store: Store,
) -> None:
    twice = days(f"{DAY};;;annullata", f"{DAY};;;")
    counts = [bring(store, FILES | twice).summary.days for _ in range(2)]

    assert [(one.new, one.unchanged) for one in counts] == [(2, 0), (0, 2)]


def test_a_day_taken_back_in_chat_does_not_come_again_with_its_file(town: Store) -> None:
    taken_back(town)
    brought = bring(town, days(f"{DAY};;;"))

    assert (brought.summary.days.new, brought.summary.days.unchanged) == (0, 1)
    assert [one.state for one in booked(town)] == [RequestState.CANCELLED]


def test_a_day_that_only_a_file_ended_may_come_again(store: Store) -> None:
    bring(store, FILES | days(f"{DAY};;;annullata"))
    brought = bring(store, days(f"{DAY};;;"))

    assert brought.summary.days.new == 1
    assert sorted(one.state in HOLDING for one in booked(store)) == [False, True]


def test_a_day_in_presence_is_taken_out_again(store: Store) -> None:
    bring(store, FILES | days(f"{DAY};;presenza;"))
    assert case(store, "0043").history.presence == {DAY}
    counts = [bring(store, days(f"{DAY};;presenza;annullata")).summary.days for _ in range(2)]

    assert [(one.updated, one.unchanged) for one in counts] == [(1, 0), (0, 1)]
    assert case(store, "0043").history.presence == set()


def test_nobody_decides_about_a_day_in_presence(town: Store) -> None:
    (one,) = complaints(town, days(f"{DAY};;presenza;in_attesa"))

    assert 'stato: "in_attesa": expected approvata or annullata' in one


def test_apply_refuses_it_too_and_writes_nothing(town: Store) -> None:
    with town.writing() as uow:
        data = {name: text.encode() for name, text in days(f"{DAY};;;annullata").items()}
        files = staff_file.read(data, known=staff_file.known(uow, BODY)).files
        with pytest.raises(ValueError, match=r"giornate.csv, line 2, stato"):
            staff_file.apply(uow, files, at=NOW, body_id=BODY)


def test_a_day_at_the_office_is_refused_where_a_day_away_is_held(town: Store) -> None:
    brought, _ = looked_at(town, days(f"{DAY};;presenza;"))

    (one,) = brought.changes.impossible
    assert (one.file, one.line, one.column, one.value) == (
        "giornate.csv",
        2,
        "modalita",
        "presenza",
    )
    assert f"on {DAY} a day of work elsewhere is approvata" in one.expected
    assert DAY not in case(town, "0043").history.presence


def test_a_day_at_the_office_is_taken_where_the_day_away_has_ended(town: Store) -> None:
    taken_back(town)
    bring(town, days(f"{DAY};;presenza;"))

    assert DAY in case(town, "0043").history.presence


@pytest.mark.parametrize("row", [";;", "mattina;;", ";remoto;in_attesa"])
def test_a_day_away_is_refused_where_the_person_is_noted_at_the_office(
    store: Store, row: str
) -> None:
    bring(store, FILES | days(f"{DAY};;presenza;"))
    brought, _ = looked_at(store, days(f"{DAY + timedelta(days=1)};;;", f"{DAY};{row}"))

    (one,) = brought.changes.impossible
    assert (one.file, one.line, one.column, one.value) == ("giornate.csv", 3, "giorno", f"{DAY}")
    assert f"on {DAY} Ada Finti is noted in presenza" in one.expected
    assert not [change for change in told_of(brought) if str(DAY) in change]


@pytest.mark.parametrize("turned", [False, True])
def test_a_day_away_takes_the_place_of_one_at_the_office_that_its_file_takes_out(
    store: Store, *, turned: bool
) -> None:
    bring(store, FILES | days(f"{DAY};;presenza;"))
    rows = [f"{DAY};;presenza;annullata", f"{DAY};;;"]
    file = days(*(rows[::-1] if turned else rows))
    first, again = bring(store, file), bring(store, file)

    assert (first.changes.impossible, told_of(again)) == ([], [])
    assert case(store, "0043").history.presence == set()
    assert [one.state for one in booked(store)] == [RequestState.APPROVED]


def test_a_day_away_that_ended_is_told_beside_one_at_the_office(store: Store) -> None:
    bring(store, FILES | days(f"{DAY};;presenza;"))
    brought, _ = looked_at(store, days(f"{DAY};;;annullata"))

    assert brought.changes.impossible == []


def test_a_day_away_in_an_absence_is_asked_about_by_person_and_row(store: Store) -> None:
    bring(store, FILES | {"assenze.csv": f"matricola;dal;tipo\n0043;{DAY};ferie"})
    _, found = looked_at(store, days(f"{DAY};mattina;;"))

    assert named(found.asked) == [f"against-the-act: 0043 Ada Finti, line 2: the day {DAY}"]
    assert [one.code for one in found.asked[0].reasons] == [ReasonCode.ABSENT]


def test_many_days_come_in_a_few_statements_each_with_its_entry_and_its_halves(
    store: Store,
) -> None:
    bring(store, FILES)
    first = date(2022, 1, 1)
    every = [first + timedelta(days=count) for count in range(1_201)]
    parts = ("", "mattina", "pomeriggio")
    files = days(*(f"{day};{parts[n % 3]};;" for n, day in enumerate(every)))
    statements: list[str] = []
    with store.writing() as uow:
        reading = staff_file.read(
            {name: text.encode() for name, text in files.items()},
            known=staff_file.known(uow, BODY),
        )
        event.listen(
            uow.connection, "before_cursor_execute", lambda *told: statements.append(told[2])
        )
        staff_file.bring_in(uow, reading.files, at=NOW, body_id=BODY)
        uow.commit()

    assert len(statements) < 40
    with store.reading() as uow:
        ada = people.by_number(uow, BODY, "0043")
        assert ada is not None
        held = bookings.of_person(uow, ada.id, since=every[0], until=every[-1])
        slots = uow.connection.execute(select(BOOKING_SLOT.c.request_id, BOOKING_SLOT.c.day))
        of_request = Counter((row.request_id, row.day) for row in slots)
        assert list(standing.unexplained(uow)) == []
    assert [one.day for one in held] == every
    assert of_request == {(one.id, one.day): 1 if one.half else 2 for one in held}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (";;approvata", "stays agile in_attesa, and is not made agile approvata"),
        (";remoto;in_attesa", "stays agile in_attesa, and is not made remoto in_attesa"),
        ("mattina;;in_attesa", "stays agile in_attesa, and is not made agile mattina in_attesa"),
        (";;in_attesa", None),
    ],
)
def test_a_row_that_says_something_else_of_a_known_day_is_named(
    store: Store, told: str, said: str | None
) -> None:
    bring(store, FILES)
    head = "matricola;giorno;parte;modalita;stato\n0043;2026-12-10;"
    bring(store, {"giornate.csv": f"{head};;in_attesa"})
    brought, _ = looked_at(store, {"giornate.csv": f"{head}{told}"})

    assert brought.summary.days.unchanged == 1
    assert [(one.line, one.who, one.what) for one in brought.changes.kept] == (
        [(2, "0043", f"the day 2026-12-10 {said}")] if said else []
    )


def test_a_day_that_is_known_by_its_halves_is_the_whole_one(store: Store) -> None:
    bring(store, FILES)
    head = "matricola;giorno;parte\n0043;2026-12-10;"
    bring(store, {"giornate.csv": f"{head}mattina\n0043;2026-12-10;pomeriggio"})
    brought, _ = looked_at(store, {"giornate.csv": head})

    assert (brought.summary.days.unchanged, brought.changes.kept) == (1, [])
