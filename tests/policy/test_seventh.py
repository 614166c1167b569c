"""A seventh body, over the law alone: what its act says needs no line of Python."""

from pathlib import Path

import pytest

import rules
from rules.casebook.answer import decide, written
from rules.casebook.compare import differences
from rules.casebook.read import Case, CaseFileError, read
from rules.policy import library
from rules.policy.check import problems

FOLDER = Path(__file__).parent
ID = "ateneo-esempio"
TEXT = (FOLDER / f"{ID}.toml").read_text("utf-8")
ACT = (FOLDER / f"{ID}.txt").read_text("utf-8")
CASES = (FOLDER / f"{ID}.yaml").read_text("utf-8")
POLICY = library.read(TEXT, f"{ID}.toml")
BODIES = frozenset({ID})


@pytest.mark.parametrize(
    "case", read(CASES, f"{ID}.yaml", BODIES, {ID: POLICY.head.kinds}), ids=lambda case: case.id
)
def test_its_case_is_answered_as_its_act_wants(case: Case) -> None:
    answer = written(case, decide(case, {ID: POLICY}), lambda reason: reason.code)

    assert differences(case.expect, answer) == []


def test_its_file_is_in_order_against_its_act() -> None:
    assert [str(one) for one in problems(TEXT, f"{ID}.toml", ACT)] == []


def test_no_article_of_a_contract_is_below_it() -> None:
    assert POLICY.head.contract == "none"
    assert "CCNL" not in repr(POLICY.versions)


def test_no_module_knows_it() -> None:
    package = Path(rules.__file__).parent

    assert [p for p in package.rglob("*.py") if "ateneo" in p.read_text("utf-8")] == []


def test_a_kind_of_work_that_its_head_does_not_declare_is_an_error() -> None:
    (found,) = problems(TEXT.replace("hall_keeping =", "hall_keeper ="), f"{ID}.toml")

    assert "'hall_keeping' is not a kind of work" in found.message
    assert "hall_keeper" in found.message


def test_a_kind_of_work_of_another_body_is_an_error_in_a_case() -> None:
    with pytest.raises(CaseFileError, match="'lab_duty' is not a kind of work"):
        read(CASES, f"{ID}.yaml", BODIES)


def test_a_kind_that_every_body_knows_cannot_be_declared() -> None:
    (found,) = problems(TEXT.replace("lab_duty =", "driving ="), f"{ID}.toml")[:1]

    assert "every body knows driving" in found.message
