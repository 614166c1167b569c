"""Days that the agreement itself makes agile, in the calendar: nobody asks for them."""

from datetime import date

import pytest

from rules.facts import Scheme
from storage.requests import bookings
from tests.handlers.asking import FRIDAY, THURSDAY, enter
from tests.handlers.talking import Talk
from tests.handlers.town import TODAY, Town, agreed

ALREADY = "giovedì 26 novembre: sei già fuori sede, dall'accordo. Non serve chiederlo."
AGREED = agreed(Scheme(weekdays=frozenset({THURSDAY.weekday(), FRIDAY.weekday()})))


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    """Anna is agile on Thursdays and Fridays by agreement."""
    tivoli.agree("anna", AGREED)
    talk = Talk(tivoli, "anna")
    talk.says("/prenota")
    return talk


def label_of(talk: Talk, day: date) -> str:
    return next(one.label for one in talk.buttons if f":{day:%Y%m%d}" in one.data)


def test_they_have_a_sign_of_their_own_and_the_legend_says_it(anna: Talk) -> None:
    assert [label_of(anna, day) for day in (THURSDAY, FRIDAY)] == ["📄26", "📄27"]
    assert "📄 fuori sede per accordo" in str(anna.shown.text)


def test_without_fixed_weekdays_the_legend_does_not_name_them(tivoli: Town) -> None:
    tivoli.agree("bruno")

    assert "📄" not in Talk(tivoli, "bruno").says("/prenota")


def test_a_tap_is_answered_at_once_and_ticks_nothing(anna: Talk) -> None:
    answer = anna.presses("📄26")

    assert answer.count(ALREADY) == 2
    assert label_of(anna, THURSDAY) == "📄26"
    assert not any("📨" in one.label for one in anna.buttons)


def test_the_answer_is_one_that_has_to_be_closed(anna: Talk) -> None:
    anna.presses("📄26")

    assert anna.came.alert
    assert ALREADY in str(anna.came.toast)


def test_an_older_button_that_would_tick_it_does_not(anna: Talk) -> None:
    anna.forges("v1:booking:set:20261126:day")

    assert anna.came.alert
    assert label_of(anna, THURSDAY) == "📄26"


def test_on_a_holiday_nobody_is_agile(anna: Talk) -> None:
    anna.presses("dicembre ›")

    assert [label_of(anna, date(2026, 12, day)) for day in (24, 25)] == ["📄24", "✶25"]


def test_of_a_day_gone_by_it_is_said_that_it_is_over(anna: Talk) -> None:
    answer = anna.forges("v1:booking:why:20261119")

    assert "è già passato" in answer
    assert "dall'accordo" not in answer


def test_what_was_booked_on_one_keeps_its_sign(tivoli: Town) -> None:
    tivoli.agree("anna", AGREED)
    enter(tivoli, "anna", THURSDAY)
    anna = Talk(tivoli, "anna")
    anna.says("/prenota")

    assert label_of(anna, THURSDAY) == "🏠26"
    with tivoli.store.reading() as uow:
        assert bookings.of_person(uow, tivoli.ids["anna"], since=TODAY, until=THURSDAY)
