"""The published casebook: every case that the desk answers is answered as the act wants it."""

from pathlib import Path

import pytest

from rules.casebook.answer import decide, written
from rules.casebook.compare import differences
from rules.casebook.read import Case, read
from rules.policy.library import shipped

FOLDER = Path(__file__).parent.parent / "casebook"


def cases() -> list[Case]:
    bodies = frozenset(shipped())
    files = sorted(FOLDER.glob("*.yaml"))
    return [case for file in files for case in read(file.read_text("utf-8"), file.name, bodies)]


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.id)
def test_the_answer_is_the_one_that_the_act_gives(case: Case) -> None:
    answer = written(case, decide(case, shipped()), lambda reason: reason.code)

    assert differences(case.expect, answer) == []


def test_every_reason_against_something_has_a_place_in_an_act_or_says_none() -> None:
    uncited = {
        reason.code
        for case in cases()
        for reason in decide(case, shipped()).obstacles
        if not reason.articles
    }

    assert uncited <= {"not_worked", "closure", "absent", "already_booked", "patron", "day_past"}
