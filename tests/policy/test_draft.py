"""Where and how a policy file that is being read is said to be wrong, line by line."""

from datetime import date

import pytest

from rules.policy.draft import FIRST_DAY, LAST_DAY, Draft
from rules.policy.errors import PolicyError, Problem
from rules.policy.library import read
from tests.policy import example

HEAD = """id = "town"
name = "Town"
act = "Act"
contract = "none"
verified_on = 2026-07-01
"""


def versions(*heads: str) -> str:
    return HEAD + "".join(f"\n[[version]]\n{head}\n" for head in heads)


def wrong(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(PolicyError) as found:
        Draft(text, "town.toml")
    return [(one.line, one.key, one.message) for one in found.value.problems]


def test_a_text_that_is_no_toml_is_named_on_its_line() -> None:
    ((line, key, message),) = wrong("a = 1\nb = [1,\nc = 2\n")

    assert (line, key) == (3, "file")
    assert message.startswith("not TOML: ")


def test_a_text_that_ends_too_early_is_named_on_its_last_line() -> None:
    for text in ("a = 1\nb = [", "a = 1\nb = [\n"):
        ((line, _, _),) = wrong(text)
        assert line == 2


def test_a_key_that_stands_twice_is_named_where_it_stands_again() -> None:
    ((line, _, _),) = wrong("a = 1\nb = 2\na = 3\nc = 4\n")

    assert line == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD, "a policy has at least one [[version]]"),
        (HEAD + "version = []\n", "a policy has at least one [[version]]"),
        (HEAD + "version = [1]\n", "a policy has at least one [[version]]"),
        (HEAD + "\n[version]\nfrom = 2026-01-01\n", "with two brackets"),
    ],
)
def test_a_file_without_versions_is_told_so(text: str, words: str) -> None:
    ((_, key, message),) = wrong(text)

    assert key == "version"
    assert words in message


@pytest.mark.parametrize(
    ("head", "key", "words"),
    [
        ("to = 2026-12-31", "version[1].from", "missing: the day it holds from"),
        ('from = "2026-01-01"', "version[1].from", "without quotation marks"),
        ("from = 2026-01-01T08:00:00", "version[1].from", "without an hour"),
        ('from = 2026-01-01\nto = "2026-12-31"', "version[1].to", "not a day like 2026-12-31"),
        ("from = 2026-01-01\nto = 2025-12-31", "version[1].to", "before its first day"),
        ("from = 2026-01-01\nrepeals = 1", "version[1].repeals", "not a list of names"),
        ("from = 2026-01-01\nrepeals = [1]", "version[1].repeals", "not a list of names"),
        ("from = 2017-06-13", "version[1].from", "the law's first"),
        ("from = 2100-01-02", "version[1].from", "the law's first"),
        ("from = 2026-01-01\nto = 2100-01-02", "version[1].to", "the law's first"),
    ],
)
def test_days_of_a_version_that_cannot_be_are_named(head: str, key: str, words: str) -> None:
    found = wrong(versions(head))

    assert [one for one in found if one[1] == key and words in one[2]]


@pytest.mark.parametrize(
    "head",
    [
        f"from = {FIRST_DAY}",
        f"from = {LAST_DAY}",
        "from = 2026-01-01\nto = 2026-01-01",
        "from = 2026-01-01\nrepeals = []",
    ],
)
def test_days_that_reach_a_bound_are_read(head: str) -> None:
    assert len(Draft(versions(head), "town.toml").raw) == 1


def test_the_law_on_agile_work_is_of_the_first_day() -> None:
    # L. 81/2017 is in force since 14 June 2017.
    assert date(2017, 6, 14) == FIRST_DAY


@pytest.mark.parametrize(
    ("heads", "line", "words"),
    [
        (("from = 2026-01-01", "from = 2026-01-01"), 11, "overlaps the version from 2026-01-01"),
        (("from = 2026-01-02", "from = 2026-01-01"), 11, "overlaps the version from 2026-01-02"),
        (
            ("from = 2026-01-01\nto = 2026-06-29", "from = 2026-07-01"),
            9,
            "2026-06-29 leaves a gap or an overlap: the next version is from 2026-07-01",
        ),
        (
            ("from = 2026-01-01\nto = 2026-07-01", "from = 2026-07-01"),
            9,
            "leaves a gap or an overlap",
        ),
    ],
)
def test_versions_follow_each_other_to_the_day(
    heads: tuple[str, ...], line: int, words: str
) -> None:
    ((found, _, message),) = wrong(versions(*heads))

    assert found == line
    assert words in message


def test_a_version_that_ends_on_the_eve_of_the_next_is_read() -> None:
    text = versions("from = 2026-01-01\nto = 2026-06-30", "from = 2026-07-01\nto = 2026-12-31")
    draft = Draft(text, "town.toml")

    assert not draft.is_over(date(2026, 12, 31))
    assert draft.is_over(date(2027, 1, 1))


def test_an_act_without_an_end_is_never_over() -> None:
    assert not Draft(versions("from = 2026-01-01"), "town.toml").is_over(LAST_DAY)


def test_a_later_version_says_only_what_it_changes_from_its_day_on() -> None:
    text = versions(
        "from = 2026-01-01\n[version.a]\nx = 1\n[version.b]\ny = 1",
        "from = 2026-07-01\n[version.a]\nx = 2",
        'from = 2026-10-01\nrepeals = ["b"]',
    )
    draft = Draft(text, "town.toml")

    assert draft.in_force(date(2025, 12, 31)) == {}
    assert draft.in_force(date(2026, 6, 30)) == {"a": {"x": 1}, "b": {"y": 1}}
    assert draft.in_force(date(2026, 7, 1)) == {"a": {"x": 2}, "b": {"y": 1}}
    assert draft.in_force(date(2026, 10, 1)) == {"a": {"x": 2}}


def problems(*changes: tuple[str, str]) -> list[Problem]:
    text = example.text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(PolicyError) as found:
        read(text, "town.toml")
    return list(found.value.problems)


def line(words: str, text: str | None = None, *, nth: int = 1) -> int:
    """Give the line of the example in which words stand for the nth time."""
    lines = (text or example.text()).splitlines()
    return [n for n, one in enumerate(lines, start=1) if words in one][nth - 1]


def test_what_a_later_version_writes_wrongly_is_named_there() -> None:
    (found,) = problems(("hours_before = 24", "hours_before = 0"))

    assert found.key == "version[2].booking.notice[1].hours_before"
    assert found.line == line("hours_before = 24")


def test_what_contradicts_in_a_later_version_alone_is_named_where_it_is_written() -> None:
    # Two days ahead at most: two days before still fit, 49 hours do not.
    (found,) = problems(("days = 60", "days = 2"), ("hours_before = 24", "hours_before = 49"))

    assert found.key == "version[2].booking.notice[1].hours_before"
    assert found.line == line("hours_before = 24")


def test_a_list_that_is_wrong_inside_is_not_called_too_short() -> None:
    found = problems(('bands = ["09:30-12:30", "15:00-16:00"]', 'bands = ["9", "10"]'))

    assert {one.key for one in found} == {
        "version[1].bands.default.bands[1]",
        "version[1].bands.default.bands[2]",
    }


def test_an_empty_list_is_called_too_short() -> None:
    (found,) = problems(('bands = ["09:30-12:30", "15:00-16:00"]', "bands = []"))

    assert found.key == "version[1].bands.default.bands"


REMOTE = """
[version.remote_bands.minimum]
minutes = 120
source = "4.3"
quote = "words"

[version.disconnection]
"""


def test_what_is_wrong_with_the_bands_is_told_once_and_not_again_of_remote_work() -> None:
    regulated = (
        'mode = "remote", regulated = false',
        'mode = "remote", regulated = true',
    )
    found = problems(
        regulated,
        ('bands = ["09:00-11:00"]', 'bands = ["9"]'),
        ("\n[version.disconnection]\n", REMOTE),
    )

    assert {one.key.partition(".")[2].partition(".")[0] for one in found} == {"bands"}


def test_what_is_wrong_with_the_bands_of_remote_work_is_told_of_them() -> None:
    regulated = (
        'mode = "remote", regulated = false',
        'mode = "remote", regulated = true',
    )
    wrongly = REMOTE.replace("minutes = 120", "minutes = 0")

    found = problems(regulated, ("\n[version.disconnection]\n", wrongly))

    assert {one.key for one in found} == {"version[1].remote_bands.minimum.minutes"}
