"""Weeks run from Monday to Sunday, bimesters are January-February and so on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.facts import Half, Mode, Period, Slot
from rules.history import History, days_of, first_day_of, last_day_of
from tests.rules.generate import repeatable

SPANS = {
    (Period.WEEK, "2026-12-31"): ("2026-12-28", "2027-01-03"),
    (Period.FORTNIGHT, "2025-12-29"): ("2025-12-29", "2026-01-11"),
    (Period.FORTNIGHT, "2025-12-28"): ("2025-12-15", "2025-12-28"),
    (Period.FORTNIGHT, "2027-01-11"): ("2027-01-11", "2027-01-24"),
    (Period.FORTNIGHT, "2027-01-24"): ("2027-01-11", "2027-01-24"),
    (Period.MONTH, "2028-02-29"): ("2028-02-01", "2028-02-29"),
    (Period.MONTH, "2026-12-31"): ("2026-12-01", "2026-12-31"),
    (Period.BIMESTER, "2026-02-28"): ("2026-01-01", "2026-02-28"),
    (Period.BIMESTER, "2026-03-01"): ("2026-03-01", "2026-04-30"),
    (Period.BIMESTER, "2026-12-31"): ("2026-11-01", "2026-12-31"),
    (Period.QUARTER, "2026-06-30"): ("2026-04-01", "2026-06-30"),
    (Period.YEAR, "2028-12-31"): ("2028-01-01", "2028-12-31"),
}


@pytest.mark.parametrize(("period", "day"), SPANS)
def test_a_period_has_these_ends(period: Period, day: str) -> None:
    one = date.fromisoformat(day)

    ends = first_day_of(period, one), last_day_of(period, one)

    assert ends == tuple(date.fromisoformat(end) for end in SPANS[period, day])


@pytest.mark.parametrize("period", Period)
@given(day=st.dates(date(2020, 1, 1), date(2040, 12, 31)))
@repeatable(200)
def test_days_of_a_period_are_those_with_its_key(period: Period, *, day: date) -> None:
    days = days_of(period, day)

    assert day in days
    assert {first_day_of(period, one) for one in days} == {first_day_of(period, day)}
    assert first_day_of(period, days[0] - timedelta(1)) != first_day_of(period, day)
    assert first_day_of(period, days[-1] + timedelta(1)) != first_day_of(period, day)


def test_two_halves_are_a_day_and_other_modes_and_periods_do_not_count() -> None:
    day = date(2026, 11, 30)
    history = History(
        slots=[
            Slot(day=day, half=Half.AM),
            Slot(day=day, half=Half.PM),
            Slot(day=date(2026, 11, 4), mode=Mode.REMOTE),
            Slot(day=date(2026, 12, 1)),
        ]
    )

    assert history.booked(Mode.AGILE, Period.MONTH, day) == 2
    assert history.booked(Mode.REMOTE, Period.MONTH, day) == 2
    assert history.booked(Mode.AGILE, Period.WEEK, day) == 4
    assert history.booked(Mode.AGILE, Period.YEAR, day) == 4
