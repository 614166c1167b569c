"""Calling somebody within their turn on call: who may, when it passes, what arrives."""

from datetime import date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.delivery.gate import hold_for
from handlers.desk.contacts import actions
from handlers.desk.contacts.actions import PassedOn
from handlers.desk.contacts.drafts import How
from handlers.desk.contacts.judging import Reach
from rules.facts import ROME, AbsenceKind
from storage.days import absences
from tests import due_messages
from tests.handlers.asking import said
from tests.handlers.town import Phones, Town

MONDAY = date(2026, 11, 23)
TUESDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 28)
"""On Tuesdays nobody returns in the afternoon: the turn goes on at 13:30."""


@pytest.fixture
def town(ferrara: Town) -> Town:
    """Anna is on call this week."""
    with ferrara.store.writing() as uow:
        absences.put_on_call(uow, ferrara.ids["anna"], MONDAY)
        uow.commit()
    return ferrara


def at(clock: MovableClock, hour: str, day: date = TUESDAY) -> None:
    clock.set(datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ROME))


def look(town: Town, asker: str = "carla", name: str = "anna") -> Reach:
    return actions.look(town.desk, town.actor(asker), town.ids[name])


def calls(town: Town, asker: str = "carla", name: str = "anna") -> PassedOn:
    words = "Si è allagato il sottopasso."
    return actions.pass_on(town.desk, town.actor(asker), town.ids[name], words, how=How.ON_CALL)


@pytest.mark.parametrize(
    ("hour", "day"), [("22:00", TUESDAY), ("03:00", TUESDAY), ("11:00", SATURDAY)]
)
def test_within_the_turn_the_manager_may_call_where_a_message_would_wait(
    town: Town, clock: MovableClock, hour: str, day: date
) -> None:
    at(clock, hour, day)

    reach = look(town)

    assert not reach.now
    assert How.ON_CALL in reach.offers
    assert calls(town).now


def test_the_gate_lets_the_call_through_in_the_night(town: Town, clock: MovableClock) -> None:
    at(clock, "22:00")
    calls(town)

    with town.store.reading() as uow:
        due = due_messages.due(uow, at=clock(), limit=100)
        (call,) = [one for one in due if one.recipient_id == town.ids["anna"]]
        assert hold_for(uow, town.desk, call, after=timedelta(0)) is None
    assert said(call).startswith(
        "☎ <b>Carla Inventi</b> (Ufficio anagrafe) ti chiama in reperibilità. "
        "Ha scritto martedì 24 novembre alle 22:00:"
    )


@pytest.mark.parametrize(("asker", "name"), [("bruno", "anna"), ("carla", "vito")])
def test_no_colleague_calls_and_nobody_is_called_who_has_no_turn(
    town: Town, clock: MovableClock, asker: str, name: str
) -> None:
    at(clock, "22:00")

    assert How.ON_CALL not in look(town, asker, name).offers
    found = calls(town, asker, name)
    assert (found.how, found.now) == (How.PLAIN, False)


def test_who_is_ill_is_not_called_whatever_the_turn(town: Town, clock: MovableClock) -> None:
    with town.store.writing() as uow:
        absences.add(uow, town.ids["anna"], AbsenceKind.SICK, first_day=TUESDAY, last_day=TUESDAY)
        uow.commit()
    at(clock, "22:00")

    assert look(town).offers == ()
    assert calls(town).how is How.PLAIN


def test_in_the_week_after_the_turn_a_call_waits_like_a_message(
    town: Town, clock: MovableClock
) -> None:
    at(clock, "22:00", TUESDAY + timedelta(weeks=1))

    assert How.ON_CALL not in look(town).offers


@pytest.mark.parametrize(("hour", "offers"), [("07:29", (How.ON_CALL,)), ("07:30", ())])
def test_the_turn_ends_on_the_monday_after_in_the_morning(
    town: Town, clock: MovableClock, hour: str, offers: tuple[How, ...]
) -> None:
    at(clock, hour, MONDAY + timedelta(weeks=1))

    assert look(town).offers == offers


async def test_the_manager_calls_by_a_button(
    town: Town, phones: Phones, clock: MovableClock
) -> None:
    at(clock, "22:00")
    carla = await phones.of(town, "carla")
    await carla.asks("/contatta Anna")
    await carla.presses("☎ Chiamata in reperibilità")
    await carla.waits_for("Scrivi il messaggio")
    await carla.says("Si è allagato il sottopasso.")
    answer = await carla.waits_for("Chiamata in reperibilità per Anna Inventi")

    assert "Si è allagato il sottopasso." in answer.text
