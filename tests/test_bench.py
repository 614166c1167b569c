"""`python -m bench` runs what stands in its folder; the figures themselves are no test."""

import pytest

from bench import decisions, month, morning
from bench.__main__ import main, names
from rules.casebook.schema import Ask
from storage.trail.turns import APART


def test_every_module_of_the_folder_is_a_benchmark() -> None:
    assert {"decisions", "policies"} <= set(names())
    assert not {"measure", "__main__"} & set(names())


def test_a_benchmark_that_does_not_exist_is_refused_with_those_that_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["presses-of-wine"]) == 2
    assert "choose of decisions" in capsys.readouterr().out.replace(", ", " ")


def test_one_benchmark_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policies"]) == 0
    assert "MB while loading" in capsys.readouterr().out


def test_every_question_that_a_case_may_ask_is_measured() -> None:
    assert set(decisions.QUESTIONS) == set(Ask.model_fields)


def test_a_month_is_planned_day_by_day_for_everybody() -> None:
    figures = month.plan(employees=5)

    assert figures.verdicts.total() == 5 * 22
    assert figures.histories == figures.verdicts["allowed"] > 0


def test_a_morning_keeps_order_pace_and_disconnection() -> None:
    found = morning.morning(40)

    assert len({one.chat_id for one in found.sent}) == len(found.sent) == 40
    assert (found.inside, found.in_order) == (0, True)
    assert 25 <= found.most_in_a_second <= 26
    assert found.simulated == pytest.approx((35 + 3) * APART, abs=0.01)
