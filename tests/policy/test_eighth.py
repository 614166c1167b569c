"""An eighth body: terms by the month, hours of notice, seasons, windows by category, a trial."""

from datetime import date
from pathlib import Path

import pytest

from rules.casebook.answer import decide, written
from rules.casebook.compare import differences
from rules.casebook.read import Case, read
from rules.policy import library
from rules.policy.check import problems

FOLDER = Path(__file__).parent
ID = "regione-esempio"
TEXT = (FOLDER / f"{ID}.toml").read_text("utf-8")
ACT = (FOLDER / f"{ID}.txt").read_text("utf-8")
POLICY = library.read(TEXT, f"{ID}.toml")
CASES = read((FOLDER / f"{ID}.yaml").read_text("utf-8"), f"{ID}.yaml", frozenset({ID}))


def answered(case: Case, policy: library.Policy) -> list[str]:
    answer = written(case, decide(case, {ID: policy}), lambda reason: reason.code)
    return [str(one) for one in differences(case.expect, answer)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_its_case_is_answered_as_its_act_wants(case: Case) -> None:
    assert answered(case, POLICY) == []


def test_its_file_is_in_order_against_its_act() -> None:
    assert [str(one) for one in problems(TEXT, f"{ID}.toml", ACT)] == []


def told(old: str, new: str) -> list[tuple[str, str]]:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    found = problems(text, f"{ID}.toml", ACT, today=date(2026, 11, 30))
    return [(one.key, one.message) for one in found]


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        (
            "month_before = 25",
            "month_before = 32",
            "version[1].booking.notice[1].month_before",
            "32: write at most 31",
        ),
        (
            "month_before = 25",
            "month_before = 25\nweek_before = 'thu'",
            "version[1].booking.notice[1]",
            "one of them",
        ),
        (
            "month_before = 25",
            "week_before = 'giovedì'",
            "version[1].booking.notice[1].week_before",
            "is not a weekday",
        ),
        (
            "month_before = 25",
            "month_before = 25\nworking = true",
            "version[1].booking.notice[1]",
            "working goes with days_before",
        ),
        (
            '"06-15/09-15"',
            '"15/06-15/09"',
            "version[1].bands.weekday[2].season",
            "write month and day as 06-15/09-15",
        ),
        (
            '"06-15/09-15"',
            '"06-31/09-15"',
            "version[1].bands.weekday[2].season",
            "write month and day as 06-15/09-15",
        ),
        (
            'for_if = { ranks = ["dirigente"] }\nbands',
            "bands",
            "version[1].bands.weekday[2]",
            "never decides: row 1",
        ),
        (
            "hours_before = 24",
            "hours_before = 24, days_before = 1",
            "version[1].recall.rules[1]",
            "either days_before or hours_before",
        ),
        (
            "hours_before = 24",
            "hours_before = 1440",
            "version[1].recall.rules[1].hours_before",
            "1440: write at most 744",
        ),
        (
            "{ first_days = 30,",
            (
                '{ notice_days = 30, source = "6.4", quote = "si recede con un preavviso di '
                'trenta giorni" },\n    { first_days = 30,'
            ),
            "version[1].agreement.withdrawal[2]",
            "never decides: row 1",
        ),
        (
            "min_months = 3",
            "min_months = 13",
            "version[1].agreement.duration[1].min_months",
            "13: an agreement lasts at most 12 months",
        ),
        (
            '["children", "youth"]',
            '["figli", "youth"]',
            "version[1].ranking.ties.by[1]",
            "'figli': write one of km, reach_minutes",
        ),
        (
            '{ ranks = ["dirigente"] }, hours = "21:00-07:00"',
            '{ ranks = ["staff", "eq", "segretario"] }, hours = "21:00-07:00"',
            "version[1].disconnection.nights[2]",
            "21:00-07:00 overlaps 19:00-07:30",
        ),
    ],
)
def test_what_cannot_be_is_told(old: str, new: str, key: str, said: str) -> None:
    assert any(where == key and said in message for where, message in told(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("month_before = 25", "month_before = 31"),
        ("hours_before = 24", "hours_before = 744"),
        ("min_months = 3", "min_months = 12"),
        ('"06-15/09-15"', '"12-15/02-29"'),
    ],
)
def test_what_is_just_possible_is_no_error(old: str, new: str) -> None:
    assert told(old, new) == []
