"""The hours of a turn on call (Ferrara, protocol, 4), to the minute, on each sort of day."""

from datetime import date

import pytest

from rules.facts import Band, Employee
from rules.history import History
from rules.on_call_hours import duty_spans
from rules.policy.library import shipped

FERRARA = shipped()["ferrara"].on(date(2026, 11, 16))
TURN = date(2026, 11, 16)
"""A Monday; the turn ends on Monday the 23rd."""
IMMACOLATA = date(2026, 12, 8)
"""A Tuesday, on which nobody works."""


def hours(
    day: date,
    *turns: date,
    patron: frozenset[date] = frozenset(),
    afternoons: frozenset[int] = frozenset(),
) -> list[str]:
    history = History(on_call=turns, patron=patron)
    person = Employee(afternoons=afternoons)
    return [str(span) for span in duty_spans(FERRARA, person, history, day)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 15), []),
        (date(2026, 11, 16), ["13:30-24:00"]),
        (date(2026, 11, 17), ["00:00-07:30", "13:30-24:00"]),
        (date(2026, 11, 20), ["00:00-07:30", "13:30-24:00"]),
        (date(2026, 11, 21), ["00:00-24:00"]),
        (date(2026, 11, 22), ["00:00-24:00"]),
        (date(2026, 11, 23), ["00:00-07:30"]),
        (date(2026, 11, 24), []),
    ],
)
def test_a_turn_lasts_from_its_monday_to_the_next(day: date, expected: list[str]) -> None:
    assert hours(day, TURN) == expected


def test_on_days_of_afternoon_return_it_begins_after_the_return() -> None:
    tuesday, wednesday = date(2026, 11, 17), date(2026, 11, 18)

    assert hours(tuesday, TURN, afternoons=frozenset({1})) == ["00:00-07:30", "16:30-24:00"]
    assert hours(wednesday, TURN, afternoons=frozenset({1})) == ["00:00-07:30", "13:30-24:00"]


def test_a_public_holiday_and_the_patron_are_whole_days_of_the_turn() -> None:
    turn, thursday = date(2026, 12, 7), date(2026, 12, 10)

    assert "00:00-24:00" in hours(IMMACOLATA, turn)
    assert "00:00-24:00" in hours(thursday, turn, patron=frozenset({thursday}))
    assert "00:00-24:00" not in hours(thursday, turn)


def test_on_a_free_monday_one_turn_ends_and_the_next_begins_at_eight() -> None:
    monday = date(2026, 11, 23)
    free = frozenset({monday})

    assert hours(monday, TURN, patron=free) == ["00:00-08:00"]
    assert hours(monday, monday, patron=free) == ["08:00-24:00"]
    assert hours(monday, TURN, monday, patron=free) == ["00:00-24:00"]


def test_without_a_turn_or_without_hours_in_the_act_there_are_none() -> None:
    tivoli = shipped()["tivoli"].on(TURN)

    assert hours(TURN) == []
    assert duty_spans(tivoli, Employee(), History(on_call=[TURN]), TURN) == ()
    assert isinstance(duty_spans(FERRARA, Employee(), History(on_call=[TURN]), TURN)[0], Band)
