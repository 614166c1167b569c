"""What becomes of an agile day on which the person is absent."""

from datetime import date

import pytest

from rules.facts import AbsenceKind
from rules.policy import library
from rules.reasons import ReasonCode
from rules.unused import unused
from tests.policy import example

DAY = date(2026, 11, 26)


@pytest.mark.parametrize("kind", list(AbsenceKind))
@pytest.mark.parametrize(("body", "article"), [("arena-po", "13"), ("alonte", "B1:4.3")])
def test_two_acts_say_that_it_is_lost(body: str, article: str, kind: AbsenceKind) -> None:
    found = unused(library.shipped()[body], on=DAY, kind=kind)

    assert (found.reasons[0].code, found.because) == (ReasonCode.DAY_LOST, (article,))


@pytest.mark.parametrize("body", ["ferrara", "sorano", "tivoli"])
def test_a_silent_act_is_said_to_be_silent(body: str) -> None:
    found = unused(library.shipped()[body], on=DAY, kind=AbsenceKind.SICK)

    assert (found.reasons[0].code, found.because) == (ReasonCode.SILENT, ())


def test_an_act_that_lets_it_be_recovered_says_for_which_causes() -> None:
    policy = example.policy()

    sick = unused(policy, on=DAY, kind=AbsenceKind.SICK)
    leave = unused(policy, on=DAY, kind=AbsenceKind.LEAVE)

    assert sick.reasons[0].code == ReasonCode.DAY_GIVEN_BACK
    assert leave.reasons[0].code == ReasonCode.SILENT
