"""Granted days that changed terms would end are named by person before anything is done."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from handlers.desk.grounds.foreseen import ended_days
from rules.policy import library
from storage import staff_file
from storage.staff_file import Asked
from storage.store import Store
from tests.storage.conftest import NOW, TODAY
from tests.storage.staff_town import BODY, FILES, PEOPLE, bring, named, read

WEEK = timedelta(days=7)
MONDAYS = [TODAY + WEEK * count for count in range(1, 5)]  # 30 November to 21 December
WEDNESDAYS = [day + timedelta(days=2) for day in MONDAYS]
BANDS = "10:00-12:00 14:30-16:30"


def agreed(*, al: str = "", schema: str = "8/mese", dal: str = "2026-01-01") -> dict[str, str]:
    row = f"0043;{dal};{al};{schema};{BANDS}"
    return {"accordi.csv": f"matricola;dal;al;schema;fasce\n{row}"}


def held(days: Iterable[date], state: str = "approvata") -> dict[str, str]:
    rows = "\n".join(f"0043;{day};{state}" for day in days)
    return {"giornate.csv": f"matricola;giorno;stato\n{rows}"}


def asked(store: Store, files: dict[str, str]) -> list[Asked]:
    with store.writing() as uow:
        reading = read(files, staff_file.known(uow, BODY))
        assert not reading.problems
        body_id = None if reading.files.body else BODY
        brought = staff_file.bring_in(uow, reading.files, at=NOW, body_id=body_id)
        return list(ended_days(uow, brought, library.shipped()["tivoli"], at=NOW))


@pytest.fixture
def town(store: Store) -> Store:
    bring(store, FILES | agreed() | held([*MONDAYS, *WEDNESDAYS]))
    return store


def test_days_outside_the_weekdays_of_a_changed_agreement_are_named(town: Store) -> None:
    (one,) = asked(town, agreed(schema="lun"))

    days = ", ".join(map(str, WEDNESDAYS))
    assert named([one]) == [
        f"end-agreements: 0043 Ada Finti, line 2: 4 granted days would fall, {days}"
    ]
    assert one.file == "accordi.csv"
    assert [reason.code for reason in one.reasons] == ["weekday_not_agreed"]


@pytest.mark.parametrize(("al", "fall"), [("2026-12-23", 0), ("2026-12-22", 1), ("2026-11-29", 8)])
def test_days_after_an_earlier_end_are_named(town: Store, al: str, fall: int) -> None:
    found = asked(town, agreed(al=al))

    assert [one.what.partition(",")[0] for one in found] == (
        [f"{fall} granted days would fall"] if fall else []
    )


def test_days_beyond_a_smaller_quota_are_named(town: Store) -> None:
    (one,) = asked(town, agreed(schema="2/mese"))

    assert one.what.startswith("5 granted days stand, but are looked at again, 2026-12-")
    assert [reason.code for reason in one.reasons] == ["quota_reached"]


def test_more_than_ten_days_are_counted(store: Store) -> None:
    days = [TODAY + timedelta(days=count) for count in range(1, 19)]
    bring(store, FILES | agreed(schema="") | held(day for day in days if day.weekday() < 4))
    (one,) = asked(store, agreed(schema="", al=f"{TODAY}"))

    assert one.what.startswith("11 granted days would fall, 2026-11-24, ")
    assert one.what.endswith(" and 1 more")


def test_days_on_which_somebody_no_longer_works_are_named_with_their_row(town: Store) -> None:
    row = f"{PEOPLE};part_time;giorni\n0043;Finti;Ada;anagrafe;80;lun mar gio ven"
    (one,) = asked(town, {"dipendenti.csv": row})

    assert (one.file, one.line) == ("dipendenti.csv", 2)
    assert one.what.startswith("4 granted days ")


@pytest.mark.parametrize("files", [agreed(), agreed(schema="9/mese"), agreed(schema="lun,mer")])
def test_what_leaves_every_day_its_ground_asks_for_nothing(
    town: Store, files: dict[str, str]
) -> None:
    assert asked(town, files) == []


def test_days_of_the_same_files_and_days_that_ended_are_not_named(store: Store) -> None:
    bring(store, FILES | agreed() | held(MONDAYS, "annullata"))

    assert asked(store, agreed(schema="gio") | held(WEDNESDAYS)) == []


def closed(*days: date) -> dict[str, str]:
    return {"chiusure.csv": "giorno;motivo\n" + "\n".join(f"{day};ponte" for day in days)}


def patron(day: date) -> dict[str, str]:
    row = f"valle;Comune di Valle Finta;tivoli;{day:%d/%m};San Lorenzo"
    return {"ente.csv": f"codice;nome;regolamento;patrono;nome_patrono\n{row}"}


def permit(day: date, begins: str = "9:00") -> dict[str, str]:
    head = "matricola;tipo;giorno;dalle;minuti"
    return {"permessi.csv": f"{head}\n0043;breve;{day};{begins};60"}


def test_days_and_permits_under_a_new_closure_are_named_by_person(town: Store) -> None:
    bring(town, permit(MONDAYS[1]))
    found = asked(town, closed(MONDAYS[0], MONDAYS[1], MONDAYS[1] + timedelta(days=1)))

    of_ada = "end-agreements: 0043 Ada Finti, line "
    assert named(found) == [
        f"{of_ada}2: 2 granted days stand, but are looked at again, {MONDAYS[0]}, {MONDAYS[1]}",
        f"{of_ada}3: 1 permits of hours would fall, {MONDAYS[1]}",
    ]
    assert {one.file for one in found} == {"chiusure.csv"}


@pytest.mark.parametrize(
    "files", [closed(MONDAYS[0] + timedelta(days=1)), {"chiusure.csv": "giorno;motivo\n"}]
)
def test_a_closure_under_which_nobody_holds_anything_asks_for_nothing(
    town: Store, files: dict[str, str]
) -> None:
    assert asked(town, files) == []


def test_a_closure_that_is_known_asks_for_nothing(town: Store) -> None:
    bring(town, closed(MONDAYS[0]))

    assert asked(town, closed(MONDAYS[0])) == []


def test_of_a_closure_only_its_own_days_are_named(town: Store) -> None:
    bring(town, agreed(schema="2/mese"))  # many days stand in doubt, and were told
    (one,) = asked(town, closed(MONDAYS[0]))

    assert one.what.endswith(f"looked at again, {MONDAYS[0]}")


def test_days_under_a_patron_saint_that_is_moved_are_named(town: Store) -> None:
    (one,) = asked(town, patron(MONDAYS[2]))

    assert one.what.startswith("1 granted days ")
    assert one.what.endswith(f", {MONDAYS[2]}")
    assert (one.file, one.line) == ("ente.csv", 2)


def test_a_patron_saint_of_another_name_asks_for_nothing(town: Store) -> None:
    files = patron(date(2026, 8, 10))
    assert asked(town, {"ente.csv": files["ente.csv"].replace("San Lorenzo", "San Rocco")}) == []
