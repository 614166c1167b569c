"""What was judged is kept on the disk, and told with its share."""

from pathlib import Path

from tests.mutants.operators import Mutant
from tests.mutants.report import Kept, Outcome, report

SEEN = Mutant("rules/day.py", "day", 0, 71, "False -> True")
UNSEEN = Mutant("rules/day.py", "day", 1, 72, "True -> False")


def test_a_run_that_was_stopped_goes_on_with_what_it_has_judged(tmp_path: Path) -> None:
    Kept(tmp_path, "mark").add(SEEN, Outcome("case", "tivoli-1"))

    again = Kept(tmp_path, "mark")

    assert again.of(SEEN) == Outcome("case", "tivoli-1")
    assert again.of(UNSEEN) is None
    assert Kept(tmp_path, "another mark").of(SEEN) is None


def test_the_share_is_of_what_was_judged_and_survivors_are_named(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "mark")
    kept.add(SEEN, Outcome("case", "tivoli-1"))
    kept.add(UNSEEN, Outcome("nobody"))

    assert list(report([SEEN, UNSEEN], kept)) == [
        "rules/day.py:72: day: True -> False: survives",
        "rules/day.py: 1 of 2 noticed (50.0%): 1 case, 1 nobody",
        "all: 1 of 2 noticed (50.0%): 1 case, 1 nobody",
    ]
