"""The law below an act: its rows hold where the act's own leave somebody, and nowhere else."""

from datetime import date

import pytest

from rules.policy.lasting import WithdrawalRule
from rules.policy.layers import over, without
from rules.policy.library import read, shipped
from tests.policy import example

TODAY = date(2026, 11, 21)


def withdrawals(body: str) -> tuple[WithdrawalRule, ...]:
    return shipped()[body].on(TODAY).agreement.withdrawal


def of_the_law(rules: tuple[WithdrawalRule, ...]) -> list[WithdrawalRule]:
    return [rule for rule in rules if rule.source == "L81:19.2"]


def test_an_act_that_speaks_of_fixed_terms_alone_leaves_open_ones_to_the_law() -> None:
    found = of_the_law(withdrawals("alonte"))

    assert [(rule.term, rule.notice_days) for rule in found] == [(None, 0), (None, 90), (None, 30)]


def test_below_a_row_of_the_act_that_fits_everybody_there_is_no_more() -> None:
    rules = withdrawals("tivoli")

    assert rules[-1].source == "17.2"
    assert of_the_law(rules) == []


ONLY_68_99 = '{ conditions_any = ["disability_68_99"] }'


@pytest.mark.parametrize(
    ("own", "days"),
    [
        pytest.param('by = ["employee"]', [0, 0, 0, 90, 30], id="by one party"),
        pytest.param('causes = ["none"]', [0, 0, 0, 90, 30], id="for a cause"),
        pytest.param('term = "fixed"', [0, 90, 30], id="with an end"),
        pytest.param(
            f'by = ["administration"], for_if = {ONLY_68_99}', [0, 0, 0, 30], id="the same people"
        ),
        pytest.param(f"for_if = {ONLY_68_99}", [0, 0, 0, 30], id="the same people, both parties"),
        pytest.param("notice_days = 21", [], id="everybody"),
    ],
)
def test_a_row_of_the_law_stays_unless_one_of_the_act_fits_whomever_it_fits(
    own: str, days: list[int]
) -> None:
    before, _, rest = example.text().partition("withdrawal = [\n")
    after = rest.partition("]\n\n[version.agreement.expiry]")[2]
    row = f'    {{ {own}, source = "6.3", quote = "words" }},\n'
    text = f"{before}withdrawal = [\n{row}]\n\n[version.agreement.expiry]{after}"

    rules = read(text, "own.toml").on(date(2026, 6, 30)).agreement.withdrawal

    assert [rule.notice_days for rule in of_the_law(rules)] == days


VALUE = {"source": "1", "quote": "q"}


def test_a_group_of_tables_is_laid_over_key_by_key_and_a_value_is_replaced_whole() -> None:
    below = {"a": {"x": {**VALUE, "days": 1}, "y": {**VALUE, "most": 2}}, "b": {"z": VALUE}}
    above = {"a": {"x": {**VALUE, "hour": "12:00"}}, "c": [1]}

    assert over(below, above) == {
        "a": {"x": {**VALUE, "hour": "12:00"}, "y": {**VALUE, "most": 2}},
        "b": {"z": VALUE},
        "c": [1],
    }


def test_a_value_takes_the_place_of_a_group_and_a_group_that_of_a_value() -> None:
    group = {"x": {**VALUE, "days": 1}}

    assert over({"a": {**VALUE, "days": 3}}, {"a": group}) == {"a": group}
    assert over({"a": group}, {"a": VALUE}) == {"a": VALUE}
    assert over({}, {"a": group}) == {"a": group}


def test_what_is_laid_over_changes_nothing_below() -> None:
    below = {"a": {"x": {**VALUE, "days": 1}}}
    over(below, {"a": {"y": VALUE}})

    assert below == {"a": {"x": {**VALUE, "days": 1}}}


@pytest.mark.parametrize(
    ("names", "left"),
    [
        (["b"], {"a": {"x": 1, "y": 2}}),
        (["a", "x"], {"a": {"y": 2}, "b": 3}),
        (["c"], None),
        (["a", "z"], None),
        (["b", "x"], None),
    ],
)
def test_a_table_is_left_out_if_it_is_there(names: list[str], left: object) -> None:
    assert without({"a": {"x": 1, "y": 2}, "b": 3}, names) == left
