"""What differs between two policies is said in words, with the articles of both."""

from datetime import date

import pytest

from rules.policy.diff import differences
from rules.policy.entries import entries
from rules.policy.library import read, shipped
from tests.policy import example
from tests.rules.texts import BODIES

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
TODAY = date(2026, 11, 21)
QUARTER = "Most days (quarter): max days: 20; applies: always; agreement: lowers"


def changed(old: str, new: str) -> list[str]:
    """What differs from the example's first version when some of its words are others."""
    text = example.text()
    assert old in text
    other = read(text.replace(old, new, 1), "other.toml")
    return list(differences(example.policy().on(BEFORE), other.on(BEFORE), names=("A", "B")))


def test_the_two_versions_of_the_example_differ_in_what_was_changed() -> None:
    policy = example.policy()
    found = list(differences(policy.on(BEFORE), policy.on(AFTER), names=("2025", "2026")))

    when, recall = "By when a day is asked for", "Recall to the office"
    notice = "(art. 3.7), not said in 2026 (art. 3.7)"
    assert found == [
        "Most days (week): max days is 2 in 2025 (art. 3.1), 3 in 2026 (art. 3.1)",
        f"{QUARTER}: only in 2025 (art. 3.2), not in 2026",
        f"{when}: days before is 2 in 2025 {notice}",
        f"{when}: hour is 12:00 in 2025 {notice}",
        f"{when}: working is yes in 2025 {notice}",
        f"{when}: hours before is not said in 2025 (art. 3.7), 24 in 2026 (art. 3.7)",
        f"{recall} (service): days before is 2 in 2025 (art. 5.1), 1 in 2026 (art. 5.1)",
        f"{recall} (technical): days before is 2 in 2025 (art. 5.1), 1 in 2026 (art. 5.1)",
        f"{recall} (urgent): days before is 2 in 2025 (art. 5.1), 1 in 2026 (art. 5.1)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            'strength = "ordinary"\n',
            "",
            "Requirement (contracts fixed_term): strength is ordinary in A (art. 2.3), "
            "hard in B (art. 2.3)",
            id="strength",
        ),
        pytest.param(
            'weekdays = ["wed"]',
            'weekdays = ["wed", "thu"]',
            "Weekdays of everybody at the office: weekdays is wed in A (art. 3.6), "
            "wed, thu in B (art. 3.6)",
            id="weekdays",
        ),
        pytest.param(
            'ranks = ["segretario"]\nroles = ["sindaco", "vice_sindaco"]',
            'ranks = ["segretario"]\nroles = ["vice_sindaco"]',
            "Who authorises (segretario): roles is sindaco, vice_sindaco in A "
            "(the act is silent), vice_sindaco in B (the act is silent)",
            id="silent",
        ),
        pytest.param(
            '"goals", ',
            "",
            "Clause of the agreement (goals): only in A (art. 6.2), not in B",
            id="clause",
        ),
    ],
)
def test_one_change_is_one_sentence(old: str, new: str, said: str) -> None:
    assert changed(old, new) == [said]


def test_other_words_for_the_same_rule_are_no_difference() -> None:
    assert changed("Le giornate non sono frazionabili", "Non frazionabili") == []


@pytest.mark.parametrize("body", BODIES)
def test_a_policy_does_not_differ_from_itself(body: str) -> None:
    tables = shipped()[body].on(TODAY)

    assert list(differences(tables, tables, names=("A", "B"))) == []


@pytest.mark.parametrize("body", BODIES)
def test_no_entry_is_called_like_another(body: str) -> None:
    titles = [entry.title for entry in entries(shipped()[body].on(TODAY))]

    assert sorted(title for title in titles if titles.count(title) > 1) == []


@pytest.mark.parametrize("body", BODIES)
def test_differences_are_the_same_seen_from_the_other_side(body: str) -> None:
    one, other = shipped()[body].on(TODAY), example.policy().on(TODAY)
    there = list(differences(one, other, names=("A", "B")))
    back = list(differences(other, one, names=("A", "B")))

    assert len(there) == len(back) > 0


def test_what_stands_only_in_the_second_is_told_as_such() -> None:
    policy = example.policy()
    found = list(differences(policy.on(AFTER), policy.on(BEFORE), names=("2026", "2025")))

    assert f"{QUARTER}: only in 2025 (art. 3.2), not in 2026" in found


def test_of_rows_that_are_alike_each_is_told() -> None:
    row = example.text().partition("[[version.booking.extra]]")[2].partition("[[")[0]
    once = "[[version.booking.extra]]" + row

    (found,) = changed(once, once + once.replace("max_days = 4", "max_days = 6"))

    assert found.startswith("Extra days over a quota (week): max days: 6")
    assert found.endswith("only in B (art. 3.5), not in A")
