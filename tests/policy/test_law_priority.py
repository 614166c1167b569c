"""Whom the law puts before all applicants comes first, unless an act puts them there itself."""

from datetime import date, datetime

import pytest

from rules.decision import Decision
from rules.facts import ROME, Child, Employee, Mode
from rules.policy.errors import PolicyError
from rules.policy.library import Policy, read, shipped, shipped_texts
from rules.ranking import Applicant, Round, rank

AT = datetime(2026, 11, 20, 9, tzinfo=ROME)
BY_LAW = "L81:18.3-bis"
PARENT = Applicant("parent", Employee(children=(Child(born=date(2015, 1, 1), disabled=False),)))
FAR = Applicant("far", Employee(km=80, conditions=frozenset({"hardship_health"}), assists=2))
RUNGS = """[[version.ranking.precedence]]
for_any = [
    { conditions_any = ["fragile", "severe_disability", "caregiver"] },
    { child_under = 13 },
    { disabled_child = true },
]"""
ABOVE_THEM = f"""[[version.ranking.precedence]]
for_any = [{{ lives_outside = true }}]
source = "22"
quote = "chi abita fuori dal Comune"

{RUNGS}"""


def kept(policy: Policy) -> list[str]:
    return [row.source for row in policy.on(AT.date()).priority]


def ranked(policy: Policy, *asking: Applicant, mode: Mode = Mode.AGILE) -> Decision:
    return rank(policy, Round(asking, 1, mode), at=AT)


@pytest.mark.parametrize("body", ["alonte", "arena-po", "tivoli"])
def test_an_act_that_puts_the_same_people_first_is_followed_alone(body: str) -> None:
    assert kept(shipped()[body]) == []


@pytest.mark.parametrize("body", ["ferrara", "sorano"])
def test_an_act_that_is_silent_or_gives_them_points_stands_below_the_law(body: str) -> None:
    assert kept(shipped()[body]) == [BY_LAW] * 3


def test_an_act_that_leaves_out_one_ground_stands_below_the_law_for_all_of_them() -> None:
    text = shipped_texts()["arena-po"].replace("    { child_under = 13 },\n", "")

    assert kept(read(text, "own.toml")) == [BY_LAW] * 3


def test_an_act_that_puts_others_on_a_rung_above_them_stands_below_the_law() -> None:
    text = shipped_texts()["arena-po"]
    assert RUNGS in text
    policy = read(text.replace(RUNGS, ABOVE_THEM), "own.toml")
    outside = Applicant("outside", Employee(lives_outside=True))

    assert kept(policy) == [BY_LAW] * 3
    assert ranked(policy, outside, PARENT).values["order"] == ("parent", "outside")


def test_the_law_comes_before_any_number_of_points_and_is_cited() -> None:
    found = ranked(shipped()["sorano"], FAR, PARENT)

    assert found.values["points"] == {"far": 10, "parent": 2}
    assert found.values["admitted"] == ("parent",)
    of_parent = [one.articles for one in found.reasons if one.figures["name"] == "parent"]
    assert of_parent == [(BY_LAW, "3.5"), ("8.3.c",)]


def test_the_law_speaks_of_agile_work_so_remote_work_keeps_the_order_of_the_act() -> None:
    said = 'mode = "remote", regulated = '
    text = shipped_texts()["sorano"].replace(f"{said}false", f"{said}true")
    policy = read(text, "own.toml")

    assert ranked(policy, FAR, PARENT, mode=Mode.REMOTE).values["order"] == ("far", "parent")
    assert ranked(policy, FAR, PARENT).values["order"] == ("parent", "far")


@pytest.mark.parametrize(
    ("day", "grounds"),
    [(date(2022, 8, 12), ["mother", "disabled_child"]), (date(2022, 8, 13), ["child_under"])],
)
def test_until_12_august_2022_the_law_named_mothers_and_disabled_children_alone(
    day: date, grounds: list[str]
) -> None:
    rows = shipped()["ferrara"].on(day).priority
    asked = [one.model_fields_set for row in rows for one in row.for_any]

    assert [name for name in grounds if not any(name in keys for keys in asked)] == []
    assert any("child_under" in keys for keys in asked) is (day.day == 13)


def test_a_wrong_precedence_is_told_at_its_line_though_the_law_is_laid_beside_it() -> None:
    text = shipped_texts()["sorano"].replace("{ maternity_within_months = 36 }", "{ months = 36 }")
    wrong = next(n for n, line in enumerate(text.splitlines(), 1) if "{ months = 36 }" in line)

    with pytest.raises(PolicyError, match=f"own.toml:{wrong}") as told:
        read(text, "own.toml")
    assert "months" in str(told.value)
