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
