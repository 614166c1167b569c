"""What holds for disconnection whichever the body: versions in time, facts that cannot be."""

from datetime import date, datetime

import pytest

from rules.disconnection import NoMomentError, deliver
from rules.facts import ROME, Agreement, Band, Employee, Mode, Scheme
from rules.history import History
from rules.policy.library import Policy, read, shipped
from rules.questions import contact
from tests.rules.texts import shipped_text

MONDAY_EVENING = datetime(2027, 1, 4, 20, 0, tzinfo=ROME)
LONGER_NIGHT = """
[[version]]
from = 2027-01-05

[version.disconnection]
nights = [
    { hours = "19:00-09:00", source = "9.b", quote = "made up" },
]
"""


def test_a_longer_night_holds_from_the_morning_of_its_first_day() -> None:
    policy = read(shipped_text("arena-po") + LONGER_NIGHT, "arena-po.toml")

    answer = deliver(policy, Employee(), History(), at=MONDAY_EVENING)

    assert answer.values["when"] == datetime(2027, 1, 5, 9, 0, tzinfo=ROME)


def never_free(window: str) -> Employee:
    agreement = Agreement(first_day=date(2026, 1, 1), disconnection=Band.parse(window))
    return Employee(agreement=agreement)


@pytest.mark.parametrize(
    "person",
    [
        never_free("00:00-24:00"),
        never_free("07:00-20:00"),
        Employee(workdays=frozenset()),
        Employee(workdays=frozenset({6})),
    ],
    ids=["all day", "act and agreement together", "no workday", "Sundays alone"],
)
def test_somebody_who_can_never_be_reached_is_an_error_with_advice(person: Employee) -> None:
    with pytest.raises(NoMomentError, match=r"2027-01-04.*disconnection window.*days worked"):
        deliver(shipped()["tivoli"], person, History(), at=MONDAY_EVENING)


def test_bands_inside_the_night_are_an_error_not_an_invented_moment() -> None:
    agreement = Agreement(
        first_day=date(2026, 1, 1),
        mode=Mode.AGILE,
        bands=(Band.parse("21:00-22:00"),),
        scheme=Scheme(weekdays=frozenset(range(5))),
    )

    with pytest.raises(NoMomentError):
        contact(arena_po(), Employee(agreement=agreement), History(), at=MONDAY_EVENING)


def arena_po() -> Policy:
    return shipped()["arena-po"]
