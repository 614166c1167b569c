"""Our own casebook: what the published one leaves out."""

from pathlib import Path

import pytest

from rules.casebook.answer import decide, written
from rules.casebook.compare import differences
from rules.casebook.read import Case, read
from rules.policy.library import shipped

FOLDER = Path(__file__).parent.parent / "casebook" / "own"


def cases() -> list[Case]:
    bodies = frozenset(shipped())
    files = sorted(FOLDER.glob("*.yaml"))
    return [case for file in files for case in read(file.read_text("utf-8"), file.name, bodies)]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_answer_is_the_one_that_the_act_gives(case: Case) -> None:
    answer = written(case, decide(case, shipped()), lambda reason: reason.code)

    assert differences(case.expect, answer) == []


def test_ids_stand_once_in_all_casebooks() -> None:
    bodies = frozenset(shipped())
    files = sorted(FOLDER.parent.rglob("*.yaml"))
    ids = [one.id for f in files for one in read(f.read_text("utf-8"), f.name, bodies)]

    assert len(ids) == len(set(ids))
