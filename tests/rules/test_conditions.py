"""What a condition of a policy file asks of a person, on both sides of each word and number."""

from datetime import date
from typing import Any

import pytest

from rules.conditions import Condition
from rules.facts import Child, Employee

ON = date(2026, 11, 24)


def holds(person: Employee, **asked: Any) -> bool:
    return Condition.model_validate(asked).holds(person, ON)


@pytest.mark.parametrize(("contract", "held"), [("fixed_term", True), ("permanent", False)])
def test_a_contract_is_one_of_those_named(contract: str, *, held: bool) -> None:
    assert holds(Employee(contract=contract), contracts=["fixed_term"]) is held


@pytest.mark.parametrize(("appointment", "held"), [("art_90", True), ("art_110", False)])
def test_an_appointment_is_one_of_those_named(appointment: str, *, held: bool) -> None:
    assert holds(Employee(appointment=appointment), appointments=["art_90"]) is held
    assert not holds(Employee(), appointments=["art_90"])


@pytest.mark.parametrize(
    ("born", "held"),
    [
        (date(2012, 11, 25), False),  # thirteen until tomorrow
        (date(2012, 11, 24), True),
        (date(2010, 11, 25), True),  # fifteen until tomorrow
        (date(2010, 11, 24), False),
    ],
)
def test_a_child_is_of_the_ages_between_both_keys(born: date, *, held: bool) -> None:
    person = Employee(children=(Child(born=born),))

    assert holds(person, child_from=14, child_under=16) is held


def test_one_child_is_all_that_is_asked_together() -> None:
    small, grown = Child(born=date(2020, 1, 1)), Child(born=date(2008, 1, 1), disabled=True)
    asked = {"child_under": 14, "disabled_child": True}

    assert not holds(Employee(children=(small, grown)), **asked)
    assert holds(Employee(children=(Child(born=small.born, disabled=True),)), **asked)


@pytest.mark.parametrize(("kilometres", "held"), [(30.0, False), (30.1, True)])
def test_a_distance_is_over_a_number_and_not_at_it(kilometres: float, *, held: bool) -> None:
    assert holds(Employee(km=kilometres), km_over=30) is held


@pytest.mark.parametrize(("percent", "held"), [(50, False), (51, True), (99, True), (100, False)])
def test_part_time_is_over_a_share_and_below_full_time(percent: float, *, held: bool) -> None:
    assert holds(Employee(part_time=percent), part_time_over=50) is held


@pytest.mark.parametrize(("percent", "held"), [(99, True), (100, False)])
def test_full_time_is_no_part_time(percent: float, *, held: bool) -> None:
    assert holds(Employee(part_time=percent), part_time=True) is held
    assert holds(Employee(part_time=percent), part_time=False) is not held


@pytest.mark.parametrize(("minutes", "held"), [(None, False), (30, False), (31, True)])
def test_who_is_further_than_some_minutes_is_so_where_it_was_told(
    minutes: int | None, *, held: bool
) -> None:
    assert holds(Employee(reach_minutes=minutes), reach_minutes_over=30) is held


@pytest.mark.parametrize(
    ("ended", "held"),
    [
        (date(2026, 5, 24), True),
        (date(2026, 5, 23), False),
        (date(2026, 11, 24), True),
        (date(2026, 11, 25), False),
        (None, False),
    ],
)
def test_maternity_ended_within_so_many_months_and_not_in_days_to_come(
    ended: date | None, *, held: bool
) -> None:
    assert holds(Employee(maternity_leave_ended=ended), maternity_within_months=6) is held


@pytest.mark.parametrize(
    ("facts", "held"),
    [
        ({"sex": "female"}, True),
        ({"sex": "male", "maternity_leave_ended": date(2026, 1, 1)}, False),
        ({"maternity_leave_ended": date(2026, 1, 1)}, True),
        ({}, False),
    ],
)
def test_a_mother_is_told_by_sex_or_else_by_her_leave(
    facts: dict[str, Any], *, held: bool
) -> None:
    assert holds(Employee(**facts), mother=True) is held


@pytest.mark.parametrize("key", ["uses_104_permits", "uses_parental_leave"])
def test_a_leave_of_which_nobody_told_is_as_all_of_them(key: str) -> None:
    for of_all in (True, False):
        for told in (True, False):
            own: dict[str, Any] = {key: told}
            assert holds(Employee(uses_family_leave=of_all, **own), **own)
        assert holds(Employee(uses_family_leave=of_all), **{key: of_all})


@pytest.mark.parametrize(
    ("born", "held"),
    [(date(2012, 11, 24), True), (date(2012, 11, 25), False), (date(2008, 11, 24), False)],
)
def test_children_from_an_age_on_are_minors(born: date, *, held: bool) -> None:
    assert holds(Employee(children=(Child(born=born),)), child_from=14) is held


@pytest.mark.parametrize(("percent", "held"), [(66, False), (67, True)])
def test_an_invalidity_counts_from_its_percentage_on(percent: int, *, held: bool) -> None:
    assert holds(Employee(invalidity=percent), invalidity_from=67) is held


@pytest.mark.parametrize(
    ("born", "held"), [(date(1966, 11, 24), True), (date(1966, 11, 25), False)]
)
def test_an_age_counts_from_the_birthday_on(born: date, *, held: bool) -> None:
    assert holds(Employee(born=born), age_from=60) is held


@pytest.mark.parametrize(
    ("hired", "held"), [(date(2024, 11, 24), True), (date(2024, 11, 25), False)]
)
def test_years_of_service_count_from_their_day_on(hired: date, *, held: bool) -> None:
    assert holds(Employee(hired=hired), service_years_from=2) is held


def test_a_copy_with_other_values_works_everything_out_anew() -> None:
    near = Condition(km_over=10)
    assert near.holds(Employee(km=20), ON)

    far = near.model_copy(update={"km_over": 30})

    assert not far.holds(Employee(km=20), ON)
    assert far.holds(Employee(km=31), ON)
