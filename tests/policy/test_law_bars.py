"""Whom the law keeps from the night stays out of on-call weeks, whatever an act says or leaves."""

from datetime import date, datetime

import pytest

from rules.decision import Verdict
from rules.facts import ROME, Child, Employee
from rules.history import History
from rules.on_call import on_call
from rules.policy.library import Policy, read
from tests.policy import example

AT, WEEK = datetime(2026, 12, 1, 9, tzinfo=ROME), date(2026, 12, 14)
MAY_BE_LEFT_OUT = """
[[version.on_call.bars]]
for_if = { pregnant = true }
strength = "ordinary"
source = "9"
quote = "Possono essere escluse le lavoratrici in gravidanza"

[[version.on_call.bars]]
for_if = { part_time = true }
strength = "ordinary"
source = "9"
quote = "Può essere escluso chi lavora a tempo parziale"
"""


def policy(added: str = "") -> Policy:
    text = (example.FOLDER / "ateneo-esempio.toml").read_text("utf-8")
    return read(text + added, "ateneo.toml")


@pytest.mark.parametrize("act", ["", MAY_BE_LEFT_OUT], ids=["silent", "leaves a choice"])
def test_an_expectant_mother_is_out_by_law(act: str) -> None:
    found = on_call(policy(act), Employee(pregnant=True), History(), at=AT, week=WEEK)

    assert (found.verdict, [one.source.article for one in found.reasons]) == (
        Verdict.REFUSED,
        ["T151:53.1"],
    )


@pytest.mark.parametrize(
    "keys", ["mother = true, child_under = 1", "child_under = 1, mother = true"]
)
def test_a_mother_is_out_by_law_in_whatever_order_an_act_writes_of_her(keys: str) -> None:
    act = MAY_BE_LEFT_OUT.replace("pregnant = true", keys)
    mother = Employee(sex="female", children=(Child(born=date(2026, 6, 1)),))

    found = on_call(policy(act), mother, History(), at=AT, week=WEEK)

    assert (found.verdict, [one.source.article for one in found.reasons]) == (
        Verdict.REFUSED,
        ["T151:53.1"],
    )


def test_what_the_act_itself_leaves_to_choice_stays_so() -> None:
    half = Employee(part_time=50)

    found = on_call(policy(MAY_BE_LEFT_OUT), half, History(), at=AT, week=WEEK)

    assert (found.verdict, [one.source.article for one in found.reasons]) == (
        Verdict.DISCRETION,
        ["9"],
    )


def test_an_act_without_a_word_on_turns_is_told_as_silent_to_others() -> None:
    found = on_call(policy(), Employee(), History(), at=AT, week=WEEK)

    assert found.verdict is Verdict.ALLOWED
    assert [dict(one.figures) for one in found.reasons] == [{"topic": "on_call"}]
