"""What a case expects, against an answer: who meets it and who does not."""

from datetime import date, datetime
from typing import Any

import pytest

from rules.casebook.answer import decide, written
from rules.casebook.compare import differences
from rules.casebook.read import read
from rules.facts import ROME
from rules.policy.library import shipped


@pytest.mark.parametrize(
    ("expect", "answer", "lacking"),
    [
        ({"verdict": "allowed"}, {"verdict": "allowed", "more": 1}, 0),
        ({"verdict": "allowed"}, {"verdict": "refused"}, 1),
        ({"verdict": "allowed"}, {}, 1),
        ({"because": ["20.4"]}, {"because": ["3", "20.4.a"]}, 0),
        ({"because": ["20.4"]}, {"because": ["20.4"]}, 0),
        ({"because": ["20.4"]}, {"because": ["20.41"]}, 1),
        ({"because": ["20.4.a"]}, {"because": ["20.4"]}, 1),
        ({"because": ["3", "4"]}, {"because": ["3"]}, 1),
        ({"because": ["3"]}, {}, 1),
        ({"missing": ["a", "b"]}, {"missing": ["b", "a"]}, 0),
        ({"missing": ["a"]}, {"missing": ["b", "a"]}, 1),
        ({"missing": []}, {}, 0),
        ({"points": {"Anna": 3}}, {"points": {"Anna": 3, "Bea": 1}}, 0),
        ({"points": {"Anna": 3, "Bea": 2}}, {"points": {"Anna": 3, "Bea": 1}}, 1),
        ({"points": {"Anna": 3}}, {}, 1),
        ({"when": datetime(2026, 1, 2, 7, 30, tzinfo=ROME)}, {"when": "2026-01-02T07:30"}, 0),
        ({"effective": date(2026, 1, 2)}, {"effective": "2026-01-02"}, 0),
        ({"order": ["Anna", "Bea"]}, {"order": ["Bea", "Anna"]}, 1),
    ],
)
def test_an_answer_meets_an_expectation(
    expect: dict[str, Any], answer: dict[str, Any], lacking: int
) -> None:
    assert len(differences(expect, answer)) == lacking


CASES = """\
ente: tivoli
cases:
  - id: one
    at: 2026-11-16T10:15
    employee: {agreement: {from: 2026-01-01, to: 2026-12-31}}
    ask: {book: {day: 2026-12-08}}
  - id: two
    at: 2026-11-16T10:15
    ask: {book: {day: 2026-11-26}}
"""


def test_an_answer_is_written_with_its_reasons_and_their_words() -> None:
    (one, two) = read(CASES, "town.yaml", frozenset(shipped()))

    answer = written(one, decide(one, shipped()), lambda reason: f"<{reason.code}>")

    assert {key: answer[key] for key in ("id", "verdict", "because")} == {
        "id": "one",
        "verdict": "refused",
        "because": ["20.3", "20.4.a", "20.4.b"],
    }
    holiday, *measures = answer["reasons"]
    # An agreement without a number is held against the measures of the act, which speak for it.
    assert [reason["against"] for reason in measures] == [False, False]
    assert set(holiday) == {"source", "against", "text", "quote"}
    assert (holiday["source"], holiday["against"], holiday["text"]) == ("20.3", True, "<holiday>")
    assert holiday["quote"]
    # Without an agreement and a word on it, what is asked for is agile work.
    codes = [reason.code for reason in decide(two, shipped()).reasons]
    assert codes == ["no_agreement"]
