"""Facts at the edge: ages, years and months, minutes, conditions on the day they begin to hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from rules.conditions import Condition, Evaluation, lowest_evaluation, months_after, years_before
from rules.facts import (
    Band,
    Child,
    Derogation,
    Employee,
    Half,
    Mode,
    Slot,
    clock_text,
    minute_of,
    moment,
)
from rules.history import History

ON = date(2026, 11, 16)
OF_AGE_DISABLED = Child(born=date(2008, 11, 16), disabled=True)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 29), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 1, 30), 3, date(2026, 4, 30)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_end_on_their_last_day(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_the_years_before_a_leap_day_begin_on_the_28th() -> None:
    assert years_before(date(2028, 2, 29), 2) == date(2026, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("asked", "facts", "holds"),
    [
        ({"conditions_all": ["fragile"]}, {"conditions": {"fragile"}}, 1),
        ({"conditions_all": ["fragile"]}, {"conditions": {"fragile", "caregiver"}}, 1),
        ({"conditions_all": ["fragile", "caregiver"]}, {"conditions": {"fragile"}}, 0),
        ({"service_years_from": 5}, {"hired": date(2021, 11, 16)}, 1),
        ({"service_years_from": 5}, {"hired": date(2021, 11, 17)}, 0),
        ({"service_years_from": 5}, {}, 0),
        ({"age_from": 60}, {"born": date(1966, 11, 16)}, 1),
        ({"age_from": 60}, {"born": date(1966, 11, 17)}, 0),
        ({"age_from": 60}, {}, 0),
        ({"child_from": 13}, {"children": (Child(born=date(2013, 11, 16)),)}, 1),
        ({"child_from": 13}, {"children": (Child(born=date(2013, 11, 17)),)}, 0),
        ({"child_from": 13}, {"children": (Child(born=date(2008, 11, 17)),)}, 1),
        ({"child_from": 13}, {"children": (Child(born=date(2008, 11, 16)),)}, 0),
        ({"child_from": 13, "disabled_child": True}, {"children": (OF_AGE_DISABLED,)}, 0),
        ({"child_from": 13, "child_under": 19}, {"children": (OF_AGE_DISABLED,)}, 1),
        ({"child_from": 18, "child_under": 19}, {"children": (OF_AGE_DISABLED,)}, 1),
        ({"child_from": 13, "child_under": 18}, {"children": (OF_AGE_DISABLED,)}, 0),
        ({"child_under": 13}, {"children": (Child(born=date(2013, 11, 17)),)}, 1),
        ({"child_under": 13}, {"children": (Child(born=date(2013, 11, 16)),)}, 0),
        ({"maternity_within_months": 36}, {"maternity_leave_ended": ON}, 1),
        ({"maternity_within_months": 36}, {"maternity_leave_ended": date(2026, 11, 17)}, 0),
        ({"maternity_within_months": 36}, {"maternity_leave_ended": date(2023, 11, 16)}, 1),
        ({"maternity_within_months": 36}, {"maternity_leave_ended": date(2023, 11, 15)}, 0),
        ({"km_over": 30}, {"km": 30}, 0),
        ({"km_over": 30}, {"km": 30.5}, 1),
        ({"assists_at_least": 2}, {"assists": 2}, 1),
        ({"assists_at_least": 2}, {"assists": 1}, 0),
        ({"part_time": True}, {"part_time": 99}, 1),
        ({"part_time": False}, {"part_time": 100}, 1),
    ],
)
def test_a_condition_holds_from_its_first_day_and_number_on(
    asked: Mapping[str, Any], facts: Mapping[str, Any], holds: int
) -> None:
    condition = Condition.model_validate(asked)

    assert condition.holds(Employee(**facts), ON) == bool(holds)


@pytest.mark.parametrize(
    ("key", "word"),
    [
        *(("equipment", word) for word in ("administration", "own", "none")),
        *(("backlog", word) for word in ("none", "planned", "unplanned")),
        *(("contracts", word) for word in ("permanent", "fixed_term")),
    ],
)
def test_every_word_of_a_fact_can_be_asked_for(key: str, word: str) -> None:
    assert getattr(Condition.model_validate({key: [word]}), key) == {word}


def test_the_lowest_evaluation_is_the_one_with_the_fewest_points() -> None:
    rule = Evaluation(below=70, years=3)
    points = {2022: 10, 2023: 60, 2024: 50, 2025: 65, 2026: 5}

    assert lowest_evaluation(rule, Employee(evaluations=points), ON) == (2024, 50)


@pytest.mark.parametrize(
    ("text", "minute"), [("00:00", 0), ("09:05", 545), ("23:59", 1439), ("24:00", 1440)]
)
def test_a_time_of_day_is_read_in_minutes(text: str, minute: int) -> None:
    assert minute_of(text) == minute


@pytest.mark.parametrize(
    "text", ["24:01", "25:00", "10:60", "1000", "10:0", "10:000", "aa:00", "10:bb", ":30", "10:"]
)
def test_anything_else_is_no_time_of_day(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time of day"):
        minute_of(text)


@pytest.mark.parametrize(("minute", "time"), [(0, "00:00"), (599, "09:59"), (1439, "23:59")])
def test_a_minute_of_a_day_is_a_moment_in_rome(minute: int, time: str) -> None:
    assert moment(ON, minute).isoformat() == f"2026-11-16T{time}:00+01:00"


def test_the_end_of_a_day_is_the_beginning_of_the_next() -> None:
    assert moment(ON, 1440) == moment(date(2026, 11, 17), 0)
    assert moment(ON, 1500) == moment(date(2026, 11, 17), 60)


@pytest.mark.parametrize(
    ("band", "minute", "inside"),
    [
        (Band(600, 720), 600, 1),
        (Band(600, 720), 720, 0),
        (Band(600, 720), 599, 0),
        (Band(600, 600), 600, 0),
        (Band(600, 600), 0, 0),
        (Band(1200, 420), 1200, 1),
        (Band(1200, 420), 1199, 0),
        (Band(1200, 420), 419, 1),
        (Band(1200, 420), 420, 0),
    ],
)
def test_a_band_includes_its_beginning_and_not_its_end(
    band: Band, minute: int, inside: int
) -> None:
    assert (minute in band) == bool(inside)


def derogation(first: int, last: int, per_week: int) -> Derogation:
    return Derogation(
        first_day=date(2026, 11, first), last_day=date(2026, 11, last), per_week=per_week
    )


@pytest.mark.parametrize(
    ("day", "per_week"), [(15, None), (16, 3), (18, 5), (20, 5), (21, 3), (22, 3), (23, None)]
)
def test_a_derogation_holds_on_its_first_and_last_day_and_the_widest_counts(
    day: int, per_week: int | None
) -> None:
    history = History(derogations=[derogation(16, 22, 3), derogation(18, 20, 5)])

    found = history.derogation_on(date(2026, 11, day))

    assert (found.per_week if found else None) == per_week


def test_two_halves_of_a_day_stand_beside_each_other() -> None:
    slots = [Slot(day=ON, half=Half.AM), Slot(day=ON, half=Half.PM, mode=Mode.REMOTE)]

    assert History(slots=slots).halves(ON) == (Mode.AGILE, Mode.REMOTE)


@pytest.mark.parametrize(
    ("minute", "text"),
    [(0, "00:00"), (59, "00:59"), (60, "01:00"), (599, "09:59"), (1440, "24:00")],
)
def test_a_minute_of_the_day_is_written_as_a_clock_shows_it(minute: int, text: str) -> None:
    assert clock_text(minute) == text


def test_a_timetable_says_weekdays_hours_and_returns() -> None:
    short, long = Band.parse("08:00-14:00"), (Band.parse("08:00-13:00"), Band.parse("14:00-18:00"))
    person = Employee(timetable=((0, (short,)), (1, long), (5, (short,))))

    assert person.workdays == frozenset({0, 1, 5})
    assert person.weekly_hours == 21
    assert person.afternoons == {1}
    assert person.hours_on(1) == long
    assert person.hours_on(2) == ()


def test_without_a_timetable_a_person_has_what_is_said_or_usual() -> None:
    person = Employee(workdays=frozenset({0, 1}), weekly_hours=12)

    assert (person.workdays, person.weekly_hours) == (frozenset({0, 1}), 12)
    assert person.afternoons == {0, 2}
    assert person.hours_on(0) == ()
