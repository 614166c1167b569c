"""An agreement that a file lets allow more: named by row, told to its person, nothing booked."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers import texts
from handlers.desk.context import Desk
from handlers.desk.grounds.grown import tell_grown
from rules.policy import library
from storage import staff_file
from storage.store import Store
from storage.tables import BOOKING_REQUEST
from tests import due_messages
from tests.storage.conftest import NOW, TODAY
from tests.storage.staff_town import BODY, FILES, bring, read

HEAD = "matricola;dal;al;schema;fasce;sospeso_dal;sospeso_al"
BANDS = "10:00-12:00 14:30-16:30"
YESTERDAY, SOON, LATER = (TODAY + timedelta(days=days) for days in (-1, 10, 20))
EVER = "2026-01-01"


def agreed(
    schema: str = "8/mese", al: str = "", first: str = "", last: str = ""
) -> dict[str, str]:
    row = f"0043;{EVER};{al};{schema};{BANDS};{first};{last}"
    return {"accordi.csv": f"{HEAD}\n{row}"}


def told_of(store: Store, files: dict[str, str]) -> tuple[list[str], list[str]]:
    """Bring files in for good; give what is said of each row, and what people read."""
    desk = Desk(store, library.shipped(), lambda: NOW)
    with store.writing() as uow:
        reading = read(files, staff_file.known(uow, BODY))
        brought = staff_file.bring_in(uow, reading.files, at=NOW, body_id=BODY)
        for one in brought.changes.grown:
            tell_grown(uow, desk, one)
        uow.commit()
    with store.writing() as uow:
        posted = due_messages.due(uow, at=NOW, limit=100)
        assert uow.connection.execute(select(BOOKING_REQUEST.c.id)).all() == []
    said = [f"{one.who} {one.name}, line {one.line}: {one.what}" for one in brought.changes.grown]
    return said, [texts.message(one.key, "it", **one.args) for one in posted]


GROWS = {
    "more-days": (
        agreed(),
        agreed("10/mese"),
        "schema: 8/mese -> 10/mese",
        "Giornate: 10 al mese",
    ),
    "another-weekday": (
        agreed("mar"),
        agreed("mar,gio"),
        "schema: mar -> mar,gio",
        "Giornate: ogni martedì e giovedì",
    ),
    "later": (
        agreed(al="2026-12-31"),
        agreed(al="2027-06-30"),
        "al: 2026-12-31 -> 2027-06-30",
        "Vale fino a mercoledì 30 giugno 2027",
    ),
    "open-ended": (
        agreed(al="2026-12-31"),
        agreed(),
        "al: 2026-12-31 -> -",
        "Non ha più una scadenza",
    ),
    "active-again": (
        agreed(first=EVER),
        agreed(),
        "sospeso_dal: 2026-01-01 / until it is said -> -",
        "Non è più sospeso",
    ),
    "sooner-active": (
        agreed(first=EVER, last=f"{LATER}"),
        agreed(first=EVER, last=f"{SOON}"),
        f"sospeso_dal: 2026-01-01 / {LATER} -> 2026-01-01 / {SOON}",
        "La sospensione finisce",
    ),
}


@pytest.mark.parametrize(("before", "now", "what", "words"), GROWS.values(), ids=GROWS)
def test_what_allows_more_is_named_by_row_and_told_once(
    store: Store, before: dict[str, str], now: dict[str, str], what: str, words: str
) -> None:
    bring(store, FILES | before)

    said, (read_by_ada,) = told_of(store, now)
    again, still = told_of(store, now)

    assert said == [f"0043 Ada Finti, line 2: the agreement from 2026-01-01: {what}"]
    assert words in read_by_ada
    assert "Non è stato prenotato nulla" in read_by_ada
    assert (again, still) == ([], [read_by_ada])


SAME = {
    "fewer-days": (agreed("10/mese"), agreed()),
    "another-period": (agreed("8/mese"), agreed("2/settimana")),
    "other-weekdays": (agreed("mar"), agreed("gio,ven")),
    "sooner": (agreed(), agreed(al="2026-12-31")),
    "suspended": (agreed(), agreed(first=EVER)),
    "a-suspension-that-was-over": (agreed(first=EVER, last=f"{YESTERDAY}"), agreed()),
    "over": (agreed(al="2026-03-31"), agreed(al="2026-04-30")),
}


@pytest.mark.parametrize(("before", "now"), SAME.values(), ids=SAME)
def test_what_allows_no_more_is_not_told(
    store: Store, before: dict[str, str], now: dict[str, str]
) -> None:
    bring(store, FILES | before)

    assert told_of(store, now) == ([], [])
