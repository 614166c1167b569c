"""Answers to one question of a form, as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.fragments import (
    read_clock,
    read_count,
    read_day,
    read_days,
    read_half,
    read_kind,
    read_month,
    read_span,
    read_times,
    read_weekdays,
)
from handlers.reading.hours import Hours
from handlers.reading.meanings import Edge, Question, Wish
from rules.facts import Half

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("domani", date(2026, 11, 24)),
        ("26/11/26", date(2026, 11, 26)),
        ("giovedi 26", date(2026, 11, 26)),
        ("giovedì", date(2026, 11, 26)),
        ("26", date(2026, 11, 26)),
        ("il nove dicembre, grazie", date(2026, 12, 9)),
        ("ventitré dicembre", date(2026, 12, 23)),
        ("tomorrow", date(2026, 11, 24)),
        ("3 December", date(2026, 12, 3)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    found = read_day(text, today=MONDAY)

    assert found.value == day
    assert found.whole


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ieri", Question.PAST),
        ("31 novembre", Question.NOT_A_DAY),
        ("3 dicembre 2029", Question.TOO_FAR),
        ("dal 7 al 9 dicembre", Question.ONE_DAY),
        ("mercoledì 26", Question.MISMATCH),
        ("boh", Question.NOT_CLEAR),
        ("", Question.NOTHING_SAID),
        ("x" * 4000, Question.TOO_LONG),
    ],
)
def test_what_is_no_day_is_told_why(text: str, why: Question) -> None:
    found = read_day(text, today=MONDAY)

    assert found.value is None
    assert found.why is why


def test_a_day_gone_by_is_read_where_it_may_be() -> None:
    assert read_day("3/11/2026", today=MONDAY, gone_by=True).value == date(2026, 11, 3)
    assert read_day("3 novembre", today=MONDAY, gone_by=True).value == date(2026, 11, 3)
    assert read_day("3/11/2026", today=MONDAY).why is Question.PAST


def test_a_weekday_of_today_leaves_two_days_to_choose() -> None:
    assert read_day("lunedì", today=MONDAY).choices == (MONDAY, date(2026, 11, 30))


def test_words_beside_the_day_are_told_by_the_fragment() -> None:
    found = read_day("facciamo domani se ti va", today=MONDAY)

    assert found.value == date(2026, 11, 24)
    assert not found.whole


def test_several_days_are_read() -> None:
    assert read_days("9 e 10 dicembre", today=MONDAY).value == (
        Wish(date(2026, 12, 9)),
        Wish(date(2026, 12, 10)),
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("dal 7 al 18 dicembre", date(2026, 12, 7), date(2026, 12, 18)),
        ("domani", date(2026, 11, 24), date(2026, 11, 24)),
        ("la settimana prossima", date(2026, 11, 30), date(2026, 12, 6)),
    ],
)
def test_a_span_has_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    assert read_span(text, today=MONDAY).value == (first, last)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("alle 7 e mezza", 450),
        ("7 e mezza", 450),
        ("7.30", 450),
        ("le sedici e trenta", 990),
        ("7", 420),
        ("le 9 meno dieci", 530),
        ("le 9 e tre quarti", 585),
        ("mezzogiorno", 720),
        ("3pm", 900),
    ],
)
def test_an_hour_is_a_minute_of_the_day(text: str, minute: int) -> None:
    assert read_clock(text).value == minute


def test_an_hour_that_nobody_works_is_asked() -> None:
    found = read_clock("le 3")

    assert found.why is Question.WHICH_HOUR
    assert found.choices == (900,)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("due ore", Hours(minutes=120)),
        ("2h30", Hours(minutes=150)),
        ("mezz'ora", Hours(minutes=30)),
        ("tre quarti d'ora", Hours(minutes=45)),
        ("dalle 10 alle 12", Hours(start=600, minutes=120)),
        ("10-12", Hours(start=600, minutes=120)),
        ("esco alle 12 e rientro alle 14", Hours(start=720, minutes=120)),
        ("alle 10", Hours(start=600)),
        ("10:00", Hours(start=600)),
        ("entro alle 10", Hours(until=600, edge=Edge.START)),
        ("fino alle 10", Hours(until=600, edge=Edge.START)),
        ("arrivo un'ora dopo", Hours(minutes=60, edge=Edge.START)),
        ("esco alle 12", Hours(start=720, edge=Edge.END)),
        ("esco un'ora prima", Hours(minutes=60, edge=Edge.END)),
        ("from 9 to 11", Hours(start=540, minutes=120)),
    ],
)
def test_hours_are_read(text: str, hours: Hours) -> None:
    assert read_times(text).value == hours


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("una visita", "medical"),
        ("per motivi personali", "personal"),
        ("104", "law_104"),
        ("dentist", "medical"),
    ],
)
def test_a_reason_is_a_kind(text: str, kind: str) -> None:
    assert read_kind(text).value == kind


def test_a_reason_of_two_kinds_leaves_the_choice() -> None:
    assert read_kind("per l'asilo").choices == ("personal", "short")


def test_counts_halves_weekdays_and_months_are_read() -> None:
    assert read_count("quindici giorni").value == 15
    assert read_half("di pomeriggio").value is Half.PM
    assert read_weekdays("martedì e giovedì").value == frozenset({1, 3})
    assert read_weekdays("mar gio").value == frozenset({1, 3})
    assert read_month("il mese prossimo", today=MONDAY).value == date(2026, 12, 1)


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    found = read_day(text, today=MONDAY)

    assert (found.value is None) != (found.why is None)
    assert found.value is None or found.value >= MONDAY
    assert read_times(text).why is not None or read_times(text).value is not None


@pytest.mark.parametrize("text", ["24/11 - 27/11", "24/11 – 27/11", "dal 24.11.2026 al 27.11.26"])
def test_a_dash_between_two_days_is_a_span(text: str) -> None:
    found = read_span(text, today=MONDAY)

    assert found.value == (date(2026, 11, 24), date(2026, 11, 27))
    assert found.whole


def test_an_hour_written_with_its_minutes_is_not_doubted() -> None:
    assert read_clock("6:00").value == 6 * 60
    assert read_clock("le 6").why is Question.WHICH_HOUR
    assert read_times("45 min").value == Hours(minutes=45)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("26-11-26", date(2026, 11, 26)),
        ("1° dicembre", date(2026, 12, 1)),
        ("30.06.27", date(2027, 6, 30)),
        ("2027-06-30", date(2027, 6, 30)),
        ("30 jun", date(2027, 6, 30)),
        ("dopodomani", date(2026, 11, 25)),
    ],
)
def test_days_as_forms_took_them_before_are_read(text: str, day: date) -> None:
    assert read_day(text, today=MONDAY).value == day


@pytest.mark.parametrize("text", ["24:00", "25", "10:60", "dalle 12 alle 10", "e mezza", "25 ore"])
def test_what_is_no_hour_is_not_guessed(text: str) -> None:
    assert read_times(text).value is None


@pytest.mark.parametrize("text", ["3 ore", "due ore", "90 minuti", "3 hours", "un'ora"])
def test_hours_are_no_number_of_days(text: str) -> None:
    assert not read_count(text).whole


@pytest.mark.parametrize(("text", "days"), [("3", 3), ("tre giorni", 3), ("3 days", 3)])
def test_days_are_counted_alone_or_by_name(text: str, days: int) -> None:
    assert read_count(text).value == days
