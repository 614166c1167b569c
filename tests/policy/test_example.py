"""A sixth body is a policy file and its cases: no line of Python knows it."""

from datetime import date
from pathlib import Path

import pytest

import rules
from rules.casebook.answer import decide, written
from rules.casebook.compare import differences
from rules.casebook.read import Case
from rules.policy.act import missing_quotes
from rules.policy.errors import PolicyNotInForceError
from tests.policy import example
from tests.rules.corpus import answer
from tests.rules.mutations import changed, changes

A_SHARE_THAT_NO_MONTH_HAS = ("percent", 49)
"""Of at most 23 days worked none is between 49 and 50 percent."""


@pytest.mark.parametrize("case", example.cases(), ids=lambda c: c.id)
def test_its_case_is_answered_as_its_act_wants(case: Case) -> None:
    decision = decide(case, {example.ID: example.policy()})
    answer = written(case, decision, lambda reason: reason.code)

    assert differences(case.expect, answer) == []


def test_every_question_has_a_case() -> None:
    asked = {name for case in example.cases() for name in case.ask.model_fields_set}

    assert asked == set(type(example.cases()[0].ask).model_fields)


def test_its_quotes_stand_in_its_act() -> None:
    found = missing_quotes(example.text(), example.ID, example.policy(), example.act())

    assert found == []


def test_no_module_knows_it() -> None:
    package = Path(rules.__file__).parent

    assert [p for p in package.rglob("*.py") if "borgo" in p.read_text("utf-8")] == []


def test_each_day_has_its_version() -> None:
    policy = example.policy()
    weekly = [
        policy.on(day).booking.quotas[0].max_days for day in (date(2026, 6, 30), date(2026, 7, 1))
    ]

    assert weekly == [2, 3]


def test_a_day_before_the_first_version_has_no_answer() -> None:
    with pytest.raises(PolicyNotInForceError, match="says nothing for 2025-01-31"):
        example.policy().on(date(2025, 1, 31))


def test_each_value_of_days_and_places_changes_an_answer() -> None:
    """What only this body has is data too: changed by the least, a case notices."""
    policy, cases = example.policy(), example.cases()
    before = [(case, answer(case, policy)) for case in cases]
    own = [
        (path, value)
        for version in policy.versions
        for path, value in changes(version.tables)
        if path[0] in {"booking", "ranking"} or path[:2] == ("bands", "weekday")
        if (path[-1], value) != A_SHARE_THAT_NO_MONTH_HAS
    ]

    assert [
        (path, value)
        for path, value in own
        if all(answer(case, changed(policy, path, value)) == was for case, was in before)
    ] == []
