"""Which tests judge a change: short files as a whole, of long ones those that know most of it."""

import json
from dataclasses import asdict

from tests.mutants.judges import TESTS_EACH, Judged, chosen, known

LAW = "rules/day.py"
SHORT = Judged("tests/test_short.py", 1.0, [(LAW, 10)])
NAMED = Judged("tests/test_day.py", 2.0, [(LAW, 10)])
ELSEWHERE = Judged("tests/test_other.py", 1.0, [("rules/recall.py", 10)])
LONG = Judged(
    "tests/test_long.py",
    30.0,
    [(LAW, 10)],
    tests={
        "passes by": (0.1, [(LAW, 10)]),
        "goes deep": (0.2, [(LAW, 10), (LAW, 20)]),
        "elsewhere": (0.1, [(LAW, 40), ("rules/recall.py", 10)]),
        "of other law": (0.1, [("rules/recall.py", 10)]),
    },
)
FUNCTION = range(10, 15)


def test_a_file_named_for_the_module_comes_first_and_tests_of_long_ones_by_what_they_run() -> None:
    found = chosen([SHORT, NAMED, ELSEWHERE, LONG], LAW, FUNCTION)

    assert found == [NAMED.file, SHORT.file, "goes deep", "passes by"]


def test_a_file_that_runs_little_else_comes_before_one_that_runs_all_of_the_law() -> None:
    of_everything = Judged("tests/test_all.py", 0.5, [(LAW, 10), *((LAW, n) for n in range(99))])

    assert chosen([of_everything, SHORT], LAW, FUNCTION) == [SHORT.file, of_everything.file]


def test_a_constant_is_judged_by_whoever_runs_its_file() -> None:
    assert chosen([SHORT, ELSEWHERE, LONG], LAW, None) == [
        SHORT.file,
        "goes deep",
        "elsewhere",
        "passes by",
    ]


def test_what_was_watched_is_read_back_as_it_was_written() -> None:
    assert known(json.loads(json.dumps(asdict(LONG)))) == LONG


def test_beyond_the_seconds_of_a_change_no_more_is_run_but_something_always_is() -> None:
    slow = Judged("tests/test_day.py", TESTS_EACH + 1, [(LAW, 10)])

    assert chosen([SHORT, slow], LAW, FUNCTION) == [slow.file]
    assert chosen([SHORT, NAMED], LAW, FUNCTION) == [NAMED.file, SHORT.file]
