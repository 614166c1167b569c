"""A file imported again changes nothing, whatever the desk made of it in the meantime."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select

from handlers.desk.context import Desk
from handlers.desk.grounds.duties import look_again
from rules.policy import library
from storage.store import Store
from storage.tables import (
    ABSENCE,
    BOOKING_REQUEST,
    BOOKING_SLOT,
    CLOSURE,
    OUTBOX,
    PERMIT,
    PERMIT_SLOT,
    PRESENCE_DAY,
)
from tests.storage.conftest import NOW
from tests.storage.staff_town import FILES, PEOPLE, bring, looked_at
from tests.storage.staff_town import told as told_of

MONDAY = date(2026, 11, 30)
DAY = timedelta(days=1)
Files = Mapping[str, str]


def leaving(last_day: date | None) -> dict[str, str]:
    row = f"0043;Finti;Ada;anagrafe;{last_day or ''}"
    return {"dipendenti.csv": f"{PEOPLE};cessato_il\n{row}"}


def whole(count: int, first: date = MONDAY) -> dict[str, str]:
    row = f"0043;lutto;{first};{count}"
    return {"permessi.csv": f"matricola;tipo;giorno;giorni\n{row}"}


def desk_of(store: Store) -> Desk:
    return Desk(store, library.shipped(), lambda: NOW)


def as_it_is(store: Store) -> list[Any]:
    """Days, permits and their time as the store has them, and how much was posted."""
    columns = (
        [BOOKING_REQUEST.c[name] for name in ("day", "half", "state", "version")],
        [PERMIT.c[name] for name in ("on_day", "days", "minutes", "start_minute", "state")],
        [PERMIT_SLOT.c[name] for name in ("day", "minute")],
        [func.count(OUTBOX.c.id)],
    )
    with store.reading() as uow:
        return [sorted(uow.connection.execute(select(*some)), key=repr) for some in columns]


def brought(store: Store, files: Files) -> list[str]:
    """Bring files in, let the desk look at what stands on them; give what the files changed."""
    changed = told_of(bring(store, files))
    while look_again(desk_of(store)):
        pass
    return changed


def lengths(store: Store) -> list[int | None]:
    with store.reading() as uow:
        wanted = select(PERMIT.c.days).where(PERMIT.c.state == "granted")
        return list(uow.connection.execute(wanted.order_by(PERMIT.c.on_day)).scalars())


def test_a_permit_that_ends_with_the_service_stays_so_when_its_file_comes_again(
    store: Store,
) -> None:
    files = FILES | leaving(MONDAY + DAY) | whole(5)
    brought(store, files)
    once = as_it_is(store)

    assert lengths(store) == [2]
    assert brought(store, whole(5)) == []
    assert brought(store, files) == []
    assert as_it_is(store) == once


@pytest.mark.parametrize(("last_day", "left"), [(None, [5]), (MONDAY + 2 * DAY, [3])])
def test_it_regains_what_a_later_leaving_gives_back(
    store: Store, last_day: date | None, left: list[int]
) -> None:
    brought(store, FILES | leaving(MONDAY + DAY) | whole(5))

    brought(store, leaving(last_day) | whole(5))

    assert lengths(store) == left


def test_a_file_that_tells_fewer_days_than_the_service_leaves_makes_it_so(store: Store) -> None:
    brought(store, FILES | leaving(MONDAY + 2 * DAY) | whole(5))
    brought(store, whole(2))

    assert lengths(store) == [2]


december = some.integers(0, 20).map(lambda count: MONDAY + count * DAY)
hours = some.tuples(some.just("breve"), december, some.integers(8, 16), some.just(""))
bereaved = some.tuples(some.just("lutto"), december, some.just(""), some.integers(1, 9))
few = some.lists(december, max_size=3, unique=True)
stories = some.fixed_dictionaries(
    {
        "permits": some.lists(
            some.one_of(bereaved, hours), max_size=3, unique_by=lambda row: row[:2]
        ),
        "left": some.one_of(december, some.none()),
        **dict.fromkeys(("closed", "ill", "there", "away"), few),
    }
)
EMPTIED = (PERMIT_SLOT, PERMIT, BOOKING_SLOT, BOOKING_REQUEST, PRESENCE_DAY, ABSENCE, CLOSURE)


def permessi(kind: str, day: date, hour: int | str, count: int | str) -> str:
    length = f"{hour}:00;60;" if hour != "" else f";;{count}"
    return f"0043;{kind};{day};{length}"


def told_in(story: Mapping[str, Any]) -> dict[str, str]:
    """Lay a story out as files."""
    rows = {
        "permessi.csv": [
            "matricola;tipo;giorno;dalle;minuti;giorni",
            *(permessi(*row) for row in story["permits"]),
        ],
        "chiusure.csv": ["giorno", *map(str, story["closed"])],
        "assenze.csv": ["matricola;dal;tipo", *(f"0043;{day};ferie" for day in story["ill"])],
        "giornate.csv": [
            "matricola;giorno;modalita",
            *(f"0043;{day};presenza" for day in story["there"]),
            *(f"0043;{day};agile" for day in story["away"] if day not in story["there"]),
        ],
    }
    return leaving(story["left"]) | {name: "\n".join(lines) for name, lines in rows.items()}


@settings(max_examples=60)
@given(story=stories)
def test_any_files_twice_are_those_of_once_however_the_desk_cut_what_they_told(
    sqlite_store: Store, story: Mapping[str, Any]
) -> None:
    files = told_in(story)
    with sqlite_store.writing() as uow:
        for table in EMPTIED:
            uow.connection.execute(table.delete())
        uow.commit()
    brought(sqlite_store, FILES | leaving(None))
    looked, found = looked_at(sqlite_store, files)
    if looked.changes.impossible or found.impossible:
        return  # refused as a whole
    brought(sqlite_store, files)
    once = as_it_is(sqlite_store)

    assert brought(sqlite_store, files) == []
    assert as_it_is(sqlite_store) == once
