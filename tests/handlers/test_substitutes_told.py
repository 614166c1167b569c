"""When a substitute hears of a week on call: at once where it runs, else as of anything."""

from datetime import date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.delivery.gate import hold_for
from handlers.desk.team import substituting
from rules.facts import ROME
from tests import due_messages
from tests.handlers.asking import said
from tests.handlers.test_on_call import has_week, takes_over
from tests.handlers.town import Town

TUESDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 28)
"""On Tuesdays nobody returns in the afternoon: the turn goes on at 13:30."""
NEXT = date(2026, 11, 30)
SPAN = "da lunedì 23 novembre a lunedì 30 novembre, al posto di Anna Inventi."


def at(clock: MovableClock, hour: str, day: date) -> None:
    clock.set(datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ROME))


def waiting(town: Town, name: str) -> tuple[str, datetime | None]:
    """What somebody is told, and until when the gate holds it."""
    with town.store.writing() as uow:
        due = due_messages.due(uow, at=town.desk.clock(), limit=100)
        (message,) = [one for one in due if one.recipient_id == town.ids[name]]
        hold = hold_for(uow, town.desk, message, after=timedelta())
    return said(message), hold.until if hold is not None else None


@pytest.mark.parametrize(
    ("hour", "day", "hours"),
    [
        ("22:00", TUESDAY, "13:30–24:00"),
        ("03:00", TUESDAY, "13:30–24:00"),
        ("11:00", SATURDAY, "00:00–24:00"),
    ],
)
def test_whoever_serves_already_is_told_at_once_with_the_hours_and_the_article(
    ferrara: Town, clock: MovableClock, hour: str, day: date, hours: str
) -> None:
    has_week(ferrara, "anna")
    at(clock, hour, day)
    takes_over(ferrara, "bruno")
    words, until = waiting(ferrara, "bruno")

    assert until is None
    assert f"{hours}: per questo te lo scrivo adesso <i>(C art. 4)</i>." in words


def test_whom_they_replace_is_left_in_peace_until_the_morning(
    ferrara: Town, clock: MovableClock
) -> None:
    has_week(ferrara, "anna")
    at(clock, "22:00", TUESDAY)
    takes_over(ferrara, "bruno")
    words, until = waiting(ferrara, "anna")

    assert "ha tolto la tua reperibilità" in words
    assert until is not None
    assert until > clock()


def test_in_working_hours_it_is_a_message_as_any_other(ferrara: Town, clock: MovableClock) -> None:
    has_week(ferrara, "anna")
    at(clock, "10:00", TUESDAY)
    takes_over(ferrara, "bruno")
    words, until = waiting(ferrara, "bruno")

    assert words.endswith(SPAN)
    assert until is None


def test_a_turn_that_begins_later_wakes_nobody(ferrara: Town, clock: MovableClock) -> None:
    """Written on a Tuesday evening of the week that begins on Monday."""
    has_week(ferrara, "anna", NEXT)
    at(clock, "22:00", TUESDAY)
    ids = ferrara.ids["anna"], ferrara.ids["bruno"]
    substituting.replace(ferrara.desk, ferrara.actor("carla"), *ids, NEXT)
    words, until = waiting(ferrara, "bruno")

    assert "per questo te lo scrivo adesso" not in words
    assert until is not None


@pytest.mark.parametrize("body", ["tivoli", "sorano"])
def test_where_the_act_gives_no_hours_of_a_turn_it_waits_for_the_morning(
    body: str, request: pytest.FixtureRequest, clock: MovableClock
) -> None:
    """No article lets a call through there, so nothing makes the notice one."""
    town: Town = request.getfixturevalue(body)
    has_week(town, "anna")
    at(clock, "22:00", TUESDAY)
    takes_over(town, "bruno")
    words, until = waiting(town, "bruno")

    assert "per questo te lo scrivo adesso" not in words
    assert until is not None


def test_the_week_after_ones_own_waits_for_the_morning(ferrara: Town, clock: MovableClock) -> None:
    """What lets a call through at night is another turn than the one that is given."""
    has_week(ferrara, "bruno")
    has_week(ferrara, "anna", NEXT)
    at(clock, "22:00", TUESDAY)
    ids = ferrara.ids["anna"], ferrara.ids["bruno"]
    given = substituting.replace(ferrara.desk, ferrara.actor("carla"), *ids, NEXT)
    words, until = waiting(ferrara, "bruno")

    assert given.judged.changed
    assert "in corso" not in words
    assert until is not None


def test_a_week_that_ended_in_the_morning_is_not_told_as_running(
    ferrara: Town, clock: MovableClock
) -> None:
    has_week(ferrara, "bruno", NEXT)
    has_week(ferrara, "anna")
    at(clock, "22:00", NEXT)
    takes_over(ferrara, "bruno")
    words, until = waiting(ferrara, "bruno")

    assert "in corso" not in words
    assert until is not None


def test_the_last_night_of_a_turn_is_told_with_its_own_hours(
    ferrara: Town, clock: MovableClock
) -> None:
    has_week(ferrara, "bruno", NEXT)
    has_week(ferrara, "anna")
    at(clock, "03:00", NEXT)
    takes_over(ferrara, "bruno")
    words, until = waiting(ferrara, "bruno")

    assert until is None
    assert "lunedì 30 novembre 00:00–07:30: per questo te lo scrivo adesso" in words
