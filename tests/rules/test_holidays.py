"""
Italy's public holidays, year by year, as the law gives them.

The library that knows them changes every week and is pinned; this is what we want of it.
"""

from datetime import date, timedelta

import pytest

from rules.calendar import holiday_name
from tests.rules.oracle import easter

EVERY_YEAR = ["01-01", "01-06", "04-25", "05-01", "06-02", "08-15", "11-01", "12-08", "12-25"]
EVERY_YEAR += ["12-26"]
# Easter and its Monday; 4 October since 2026 (L. 151/2025); the first Sunday of November, on which
# 4 November is kept (L. 54/1977): a Sunday anyway, in 2026 All Saints'.
OTHERS = {
    2025: ["04-20", "04-21", "11-02"],
    2026: ["04-05", "04-06", "10-04"],
    2027: ["03-28", "03-29", "10-04", "11-07"],
    2028: ["04-16", "04-17", "10-04", "11-05"],
}


@pytest.mark.parametrize("year", OTHERS)
def test_the_days_of_a_year_are_these_and_no_others(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(n) for n in range(366))

    found = [day for day in days if day.year == year and holiday_name(day)]

    assert found == sorted(
        date.fromisoformat(f"{year}-{day}") for day in EVERY_YEAR + OTHERS[year]
    )


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-10-04", "Festa nazionale di San Francesco d'Assisi, patrono d'Italia"),
        ("2026-04-06", "Lunedì dell'Angelo"),
        ("2026-06-02", "Festa della Repubblica"),
        ("2026-12-08", "Immacolata Concezione"),
    ],
)
def test_they_are_named_in_italian(day: str, name: str) -> None:
    assert holiday_name(date.fromisoformat(day)) == name


@pytest.mark.parametrize("year", range(2017, 2041))
def test_easter_monday_follows_easter(year: int) -> None:
    assert holiday_name(easter(year) + timedelta(1)) == "Lunedì dell'Angelo"


@pytest.mark.parametrize("day", ["2025-10-04", "2024-10-04", "2026-10-03", "2026-04-03"])
def test_these_are_working_days(day: str) -> None:
    assert holiday_name(date.fromisoformat(day)) is None
