"""Whose agreement gives fixed weekdays and loses some by a file reads which, and so do others."""

from datetime import date

import pytest

from handlers import texts
from handlers.desk.context import Desk
from handlers.desk.grounds.duties import look_again
from handlers.desk.grounds.weekdays import tell_weekdays_lost
from rules.policy import library
from storage import staff_file
from storage.store import Store
from tests import due_messages
from tests.handlers.test_agreements_that_grow import EVER, agreed
from tests.storage.conftest import NOW
from tests.storage.staff_town import BODY, FILES, bring, read


def told_of(store: Store, files: dict[str, str]) -> list[str]:
    """Bring files in for good; give what people read of it."""
    desk = Desk(store, library.shipped(), lambda: NOW)
    with store.writing() as uow:
        reading = read(files, staff_file.known(uow, BODY))
        brought = staff_file.bring_in(uow, reading.files, at=NOW, body_id=BODY)
        for one in brought.changes.amended:
            tell_weekdays_lost(uow, desk, one)
        uow.commit()
    while look_again(desk):
        pass
    with store.writing() as uow:
        posted = due_messages.due(uow, at=NOW, limit=100)
    return [texts.message(one.key, "it", **one.args) for one in posted]


THURSDAYS = agreed("gio", al="2026-12-31")
LOSES = {
    "sooner": (
        agreed("gio", al="2026-12-04"),
        "giovedì 10 dicembre, giovedì 17 dicembre, giovedì 24 dicembre, giovedì 31 dicembre",
        "è fuori dall'accordo",
    ),
    "other-weekday": (agreed("mar", al="2026-12-31"), "giovedì 31 dicembre", "art. "),
    "suspended": (
        agreed("gio", al="2026-12-31", first="2026-12-01", last="2026-12-11"),
        "giovedì 3 dicembre, giovedì 10 dicembre",
        "sospeso",
    ),
    "of-a-quota": (agreed("8/mese", al="2026-12-31"), "giovedì 31 dicembre", "Non vale più"),
}


@pytest.mark.parametrize(("now", "days", "why"), LOSES.values(), ids=LOSES)
def test_lost_weekdays_are_told_once_to_person_and_manager(
    store: Store, now: dict[str, str], days: str, why: str
) -> None:
    bring(store, FILES | THURSDAYS)

    first, again = told_of(store, now), told_of(store, now)

    to_ada, *others = sorted(first, key=lambda text: "Ada Finti" in text)
    assert days in to_ada
    assert why in to_ada or why in to_ada.casefold()
    assert len(others) == 1
    assert days in others[0]
    assert again == first


KEEPS = {
    "later": agreed("gio", al="2027-06-30"),
    "more": agreed("gio,ven", al="2026-12-31"),
    "over-before": agreed("gio", al="2026-12-31", first=EVER, last="2026-02-01"),
    "the-same": THURSDAYS,
}


@pytest.mark.parametrize("now", KEEPS.values(), ids=KEEPS)
def test_who_loses_no_day_to_come_is_told_nothing(store: Store, now: dict[str, str]) -> None:
    bring(store, FILES | THURSDAYS)

    assert told_of(store, now) == []


def test_days_on_which_nobody_works_are_none_that_are_lost(store: Store) -> None:
    bring(store, FILES | agreed("mar", al="2026-12-31"))

    (*texts_read,) = told_of(store, agreed("mar", al=f"{date(2026, 12, 7)}"))

    assert texts_read
    assert not any("8 dicembre" in text.replace("18 dicembre", "") for text in texts_read)
