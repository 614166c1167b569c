"""The end of a month in the calendar: the next month beneath it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.clock import MovableClock
from handlers.chat.replies import Button
from handlers.desk.cases.month import MOST_WEEKS
from rules.facts import Period, Scheme
from storage.tables import RequestState
from tests.handlers.asking import enter
from tests.handlers.talking import Talk
from tests.handlers.town import AGREED, NOW, Town, agreed

NOVEMBER_24, DECEMBER_24 = date(2026, 11, 24), date(2026, 12, 24)
NAMES = ["novembre 2026", "dicembre 2026"]


@pytest.fixture
def anna(tivoli: Town) -> Talk:
    tivoli.agree("anna")
    return Talk(tivoli, "anna")


def day_of(talk: Talk, day: date) -> Button:
    """The button of a day, by what it says to the desk."""
    return next(one for one in talk.buttons if f":{day:%Y%m%d}" in one.data)


def taps(talk: Talk, day: date) -> str:
    return talk.forges(day_of(talk, day).data)


def months(talk: Talk) -> list[str]:
    """The months whose names stand over days."""
    return [one.label for one in talk.buttons if one.label.endswith((" 2026", " 2027"))]


def weeks(talk: Talk) -> Iterator[list[str]]:
    for row in talk.shown.rows:
        labels = [one.label for one in row]
        if len(labels) == 7 and labels[0] != "lun":
            yield labels


def test_with_two_weeks_left_the_next_month_stands_under_its_name(anna: Talk) -> None:
    anna.says("/prenota")

    assert months(anna) == NAMES
    assert list(weeks(anna))[:4] == [
        ["23", "24", "25", "26", "27", "–28", "–29"],
        ["30", "·", "·", "·", "·", "·", "·"],
        ["·", "1", "2", "3", "4", "–5", "–6"],
        ["7", "✶8", "9", "10", "11", "–12", "–13"],
    ]


@pytest.mark.parametrize("day", [2, 10, 15])
def test_earlier_in_a_month_it_stands_alone(anna: Talk, clock: MovableClock, day: int) -> None:
    clock.set(NOW.replace(day=day))
    anna.says("/prenota")

    assert months(anna) == NAMES[:1]


def test_a_month_that_was_turned_to_stands_alone(anna: Talk) -> None:
    anna.says("/prenota")
    anna.presses("dicembre ›")
    december = months(anna)
    anna.presses("‹ novembre")

    assert december == NAMES[1:]
    assert months(anna) == NAMES


def test_a_month_with_its_quota_used_up_has_the_next_beneath_it(
    tivoli: Town, clock: MovableClock
) -> None:
    clock.set(NOW.replace(day=16))
    tivoli.agree("anna", agreed(Scheme(per=Period.MONTH, days=2)))
    enter(tivoli, "anna", date(2026, 11, 3), date(2026, 11, 4))
    anna = Talk(tivoli, "anna")
    anna.says("/prenota")

    assert months(anna) == NAMES


def test_a_next_month_without_a_day_to_ask_for_is_not_shown(tivoli: Town) -> None:
    tivoli.agree("anna", replace(AGREED, last_day=date(2026, 11, 30)))
    anna = Talk(tivoli, "anna")
    anna.says("/prenota")

    assert months(anna) == NAMES[:1]


@pytest.mark.parametrize("day", range(1, 31))
def test_two_months_never_grow_beyond_the_height_of_a_phone(
    anna: Talk, clock: MovableClock, day: int
) -> None:
    clock.set(NOW.replace(day=day))
    anna.says("/prenota")

    assert len(list(weeks(anna))) <= MOST_WEEKS
    assert len(anna.buttons) <= 100
    taps(anna, date(2026, 11, 30))
    assert "📨" in anna.shown.rows[0][0].label


def test_equal_numbers_of_two_months_are_two_days(anna: Talk) -> None:
    anna.says("/prenota")
    taps(anna, DECEMBER_24)
    text = taps(anna, NOVEMBER_24)

    assert "✅ martedì 24 novembre" in text
    assert "✅ giovedì 24 dicembre" in text
    assert day_of(anna, NOVEMBER_24).label == day_of(anna, DECEMBER_24).label == "✅24"


def test_a_tap_beneath_leaves_both_months_where_they_are(anna: Talk) -> None:
    anna.says("/prenota")
    taps(anna, DECEMBER_24)
    ticked = months(anna)
    taps(anna, DECEMBER_24)
    taps(anna, date(2026, 12, 8))
    told = str(anna.shown.text)
    anna.presses("Perché?")
    anna.presses("Il calendario")

    assert ticked == months(anna) == NAMES
    assert "martedì 8 dicembre è festa" in told


def test_signs_of_both_months_are_explained(tivoli: Town, anna: Talk) -> None:
    enter(tivoli, "anna", DECEMBER_24, state=RequestState.PENDING)

    assert "⏳ in attesa" in anna.says("/prenota")


def test_a_button_of_a_month_that_is_over_shows_the_month_of_its_day(
    anna: Talk, clock: MovableClock
) -> None:
    anna.says("/prenota")
    clock.set(NOW.replace(month=12, day=1))
    text = taps(anna, DECEMBER_24)

    assert "✅ giovedì 24 dicembre" in text
    assert months(anna) == NAMES[1:]
