"""Remote work with bands of its own: the day, the digest, contacts and the word at its start."""

from datetime import date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.contacts import actions
from handlers.desk.contacts.judging import Reach
from handlers.desk.digest.actions import switch_bands
from handlers.desk.digest.band_starts import tell_who_asked
from handlers.desk.digest.duties import tell_the_day
from rules.facts import ROME, Agreement, Band, Mode
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.store import Store
from storage.tables import RequestState
from tests.handlers.asking import messages_to, said
from tests.handlers.seventh import found_seventh
from tests.handlers.talking import Talk
from tests.handlers.town import NOW, Town

MONDAY = date(2026, 11, 23)
REMOTE = Agreement(
    mode=Mode.REMOTE,
    first_day=date(2026, 1, 1),
    last_day=date(2026, 12, 31),
    bands=(Band.parse("09:00-13:00"),),
)


@pytest.fixture
def town(store: Store, clock: MovableClock) -> Town:
    """Anna works from remote today, band 9-13 (4.2); on both databases."""
    found = found_seventh(store, clock)
    found.agree("anna", REMOTE)
    with found.store.writing() as uow:
        wish = Wish(employee_id=found.ids["anna"], day=MONDAY, mode=Mode.REMOTE)
        bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        uow.commit()
    return found


def at(clock: MovableClock, hour: str) -> None:
    clock.set(datetime.fromisoformat(f"{MONDAY}T{hour}").replace(tzinfo=ROME))


def look(town: Town) -> Reach:
    return actions.look(town.desk, town.actor("carla"), town.ids["anna"])


def test_the_day_tells_the_bands_with_the_article_of_remote_work(
    town: Town, clock: MovableClock
) -> None:
    at(clock, "08:00")
    shown = Talk(town, "anna").says("/oggi")

    assert "contattabile: 09:00–13:00 <i>(art. 4.2)</i>" in shown
    assert "4.1" not in shown


def test_the_digest_tells_them_too(town: Town, clock: MovableClock) -> None:
    for moment in (NOW - timedelta(days=1), NOW):  # who is new to the desk hears tomorrow
        clock.set(moment)
        while tell_the_day(town.desk):
            pass

    (digest,) = [said(one) for one in messages_to(town, "anna") if one.key == "digest"]
    assert "contattabile 09:00–13:00" in digest


@pytest.mark.parametrize(
    ("hour", "now"), [("08:59", False), ("09:00", True), ("12:59", True), ("13:00", False)]
)
def test_a_manager_reaches_her_within_them_alone(
    town: Town, clock: MovableClock, hour: str, *, now: bool
) -> None:
    at(clock, hour)
    reach = look(town)

    assert reach.now is now
    assert "4.2" in reach.articles


@pytest.mark.parametrize(("hour", "heard"), [("08:59", 0), ("09:00", 1), ("09:30", 0)])
def test_who_asked_hears_when_they_begin(
    town: Town, clock: MovableClock, hour: str, heard: int
) -> None:
    switch_bands(town.desk, town.actor("anna"), on=True)
    at(clock, hour)
    while tell_who_asked(town.desk):
        pass

    assert len([one for one in messages_to(town, "anna") if one.key == "digest.band"]) == heard
