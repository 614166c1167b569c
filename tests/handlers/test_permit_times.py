"""Hours and days as people write them; nothing is guessed."""

from datetime import date

import pytest

from handlers.desk.permits.times import Times, read_day, read_times

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "start", "minutes"),
    [
        ("10:30", 630, None),
        ("10.30", 630, None),
        ("alle 9", 540, None),
        ("dalle 9", 540, None),
        ("0:00", 0, None),
        ("23:59", 1439, None),
        ("dalle 10 alle 12", 600, 120),
        ("Dalle 10:30 alle 11.", 630, 30),
        ("10-12", 600, 120),
        ("from 9 to 10:15", 540, 75),
        ("2 ore", None, 120),
        ("due ore", None, 120),
        ("un'ora e mezza", None, 90),
        ("un’ora", None, 60),
        ("1 ora e 30 minuti", None, 90),
        ("2h", None, 120),
        ("45 min", None, 45),
        ("mezz'ora", None, 30),
        ("an hour and a half", None, 90),
        ("two hours", None, 120),
    ],
)
def test_times_are_understood(text: str, start: int | None, minutes: int | None) -> None:
    assert read_times(text) == Times(start=start, minutes=minutes)


@pytest.mark.parametrize(
    "text",
    ["", "ciao", "24:00", "25", "10:60", "dalle 12 alle 10", "dalle 10 alle 10", "e mezza",
     "0 ore", "ora", "25 ore", "10:30 o le 11", "due ore e mezza e 10 minuti"],
)  # fmt: skip
def test_what_is_not_a_time_is_not_guessed(text: str) -> None:
    assert read_times(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("oggi", MONDAY),
        ("domani", date(2026, 11, 24)),
        ("dopodomani", date(2026, 11, 25)),
        ("giovedì", date(2026, 11, 26)),
        ("Giovedi", date(2026, 11, 26)),
        ("lunedì", date(2026, 11, 30)),
        ("thursday", date(2026, 11, 26)),
        ("26/11", date(2026, 11, 26)),
        ("26-11-2027", date(2027, 11, 26)),
        ("23/11", MONDAY),
        ("22/11", date(2027, 11, 22)),
        ("26 novembre", date(2026, 11, 26)),
        ("giovedì 26 novembre", date(2026, 11, 26)),
        ("1° dicembre", date(2026, 12, 1)),
        ("26 november", date(2026, 11, 26)),
    ],
)
def test_days_are_understood(text: str, day: date) -> None:
    assert read_day(text, MONDAY) == day


@pytest.mark.parametrize(
    "text", ["", "ciao", "30/2", "32/1", "29/2/2027", "26/13", "venerdì 26 novembre", "26 brumaio"]
)
def test_days_that_do_not_exist_are_not_found(text: str) -> None:
    assert read_day(text, MONDAY) is None
