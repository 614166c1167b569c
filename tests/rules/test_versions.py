"""Each day has one version of each policy, from its first day on."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.policy.errors import PolicyError, PolicyNotInForceError
from rules.policy.library import Policy, read, shipped
from tests.rules.generate import repeatable
from tests.rules.texts import BODIES, shipped_text

every_body = pytest.mark.parametrize("body", BODIES)


def versions_on(policy: Policy, day: date) -> int:
    """How many versions hold on a day."""
    return sum(
        version.first_day <= day and (version.last_day is None or day <= version.last_day)
        for version in policy.versions
    )


@every_body
@given(later=st.integers(0, 365 * 200))
@repeatable(100)
def test_every_day_from_the_first_on_has_exactly_one_version(body: str, later: int) -> None:
    policy = shipped()[body]
    day = policy.versions[0].first_day + timedelta(later)

    assert versions_on(policy, day) == 1
    assert policy.on(day) in [version.tables for version in policy.versions]


@every_body
def test_the_first_and_last_day_of_each_version_are_its_own(body: str) -> None:
    policy = shipped()[body]

    for version in policy.versions:
        assert policy.on(version.first_day) is version.tables
        if version.last_day is not None:
            assert policy.on(version.last_day) is version.tables


@every_body
def test_the_day_before_the_first_version_says_from_when_on_it_holds(body: str) -> None:
    policy = shipped()[body]
    first = policy.versions[0].first_day

    with pytest.raises(PolicyNotInForceError, match=rf"{body}.*from {first}"):
        policy.on(first - timedelta(1))


starts = st.lists(
    st.dates(date(2024, 1, 1), date(2030, 12, 31)), min_size=1, max_size=5, unique=True
).map(sorted)


@given(starts=starts, ends=st.booleans(), probe=st.dates(date(2023, 1, 1), date(2031, 12, 31)))
@repeatable(15)
def test_added_versions_leave_neither_gap_nor_overlap(
    *, starts: list[date], ends: bool, probe: date
) -> None:
    last = starts[-1] + timedelta(30)
    versions = [f"[[version]]\nfrom = {start}\n" for start in starts]
    until = f"to = {last}\n" if ends else ""
    policy = read(shipped_text("arena-po") + "\n" + "\n".join(versions) + until, "arena-po.toml")

    first = policy.versions[0].first_day

    in_force = first <= probe and (not ends or probe <= last)
    assert versions_on(policy, probe) == in_force


def test_a_policy_that_ended_before_a_national_change_stays_ended() -> None:
    text = shipped_text("ferrara").replace(
        "from = 2022-01-01", "from = 2022-01-01\nto = 2022-06-30"
    )

    policy = read(text, "ferrara.toml")

    assert versions_on(policy, date(2022, 6, 30)) == 1
    assert versions_on(policy, date(2022, 7, 1)) == 0
    assert [one.first_day for one in policy.versions] == [date(2022, 1, 1)]
    with pytest.raises(PolicyNotInForceError):
        policy.on(date(2022, 12, 1))


def test_a_later_version_changes_one_number_and_keeps_the_rest() -> None:
    change = """
[[version]]
from = 2027-01-01

[[version.booking.quotas]]
per = "year"
max_days = 120
applies = "always"
agreement = "lowers"
modes = ["agile"]
source = "7"
quote = "made up for this test"
"""
    policy = read(shipped_text("arena-po") + change, "arena-po.toml")

    before, after = policy.on(date(2026, 12, 31)), policy.on(date(2027, 1, 1))

    assert [before.booking.quotas[0].max_days, after.booking.quotas[0].max_days] == [100, 120]
    assert before.eligibility == after.eligibility
    assert before.disconnection == after.disconnection


def test_the_worked_example_of_the_guide_does_what_it_says() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "policy.md").read_text("utf-8")
    example = guide.partition("```diff\n")[2].partition("```")[0]
    added = "\n".join(line.removeprefix("+") for line in example.splitlines())

    policy = read(shipped_text("arena-po") + added, "arena-po.toml")

    numbers = [policy.on(date(year, 12, 1)).booking.quotas[0].max_days for year in (2026, 2027)]
    assert numbers == [100, 110]


def test_a_repeal_takes_away_what_the_act_no_longer_says() -> None:
    change = '\n[[version]]\nfrom = 2027-01-01\nrepeals = ["booking.half_days"]\n'
    policy = read(shipped_text("arena-po") + change, "arena-po.toml")

    assert policy.on(date(2026, 12, 31)).booking.half_days is not None
    assert policy.on(date(2027, 1, 1)).booking.half_days is None


def test_a_repeal_holds_in_the_versions_that_come_after_it_too() -> None:
    repeal = '\n[[version]]\nfrom = 2027-01-01\nrepeals = ["booking.half_days"]\n'
    policy = read(
        shipped_text("arena-po") + repeal + "\n[[version]]\nfrom = 2027-07-01\n", "arena-po.toml"
    )

    assert policy.on(date(2026, 12, 31)).booking.half_days is not None
    assert policy.on(date(2027, 6, 30)).booking.half_days is None
    assert policy.on(date(2027, 7, 1)).booking.half_days is None


def test_a_repeal_of_what_is_needed_is_told_where_it_stands_and_once() -> None:
    repeal = '\n[[version]]\nfrom = 2027-01-01\nrepeals = ["approver"]\n'
    text = shipped_text("arena-po") + repeal + "\n[[version]]\nfrom = 2027-07-01\n"

    with pytest.raises(PolicyError) as found:
        read(text, "arena-po.toml")

    (problem,) = found.value.problems
    assert problem.key == "version[2].repeals"
    assert text.splitlines()[problem.line - 1] == 'repeals = ["approver"]'
