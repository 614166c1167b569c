"""What is wrong with a policy file is told all at once: file, line, key, what to write."""

from datetime import date

import pytest
from pydantic import ValidationError

from rules.conditions import Condition
from rules.policy.booking_tables import Requirement
from rules.policy.check import problems
from rules.policy.errors import PolicyError
from rules.policy.lasting import AgreementLife
from rules.policy.library import read, shipped
from rules.policy.silences import silences, stale
from tests.policy import example
from tests.rules.texts import BODIES, shipped_text


def broken(*changes: tuple[str, str]) -> str:
    """The example with some words replaced; each must stand in it."""
    text = example.text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def told(text: str) -> list[str]:
    return [str(problem) for problem in problems(text, "borgo.toml", example.act())]


@pytest.mark.parametrize("body", BODIES)
def test_a_shipped_policy_is_in_order(body: str) -> None:
    assert problems(shipped_text(body), f"{body}.toml") == []


def test_the_example_is_in_order() -> None:
    assert told(example.text()) == []


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        pytest.param(
            "max_days = 20\n",
            "maxdays = 20\n",
            "borgo.toml:44: version[1].booking.quotas[2].maxdays: unknown key: write 'max_days'",
            id="misspelt",
        ),
        pytest.param(
            "minutes = 120\n",
            "minutes = 120\npercent = 50\n",
            "'percent' belongs in [[version.booking.presence_share]] or [version.bands.maximum]",
            id="misplaced",
        ),
        pytest.param(
            "[version.booking.half_days]",
            "[booking.half_days]",
            "booking: misplaced: write it inside a version, as [version.booking]",
            id="outside-a-version",
        ),
        pytest.param(
            "[version.booking.half_days]",
            "[version.half_days]",
            "version[1].half_days: misplaced: 'half_days' belongs in [version.booking]",
            id="table-one-level-up",
        ),
        pytest.param(
            "minutes = 120\n",
            "minutes = 120\nzzz = 1\n",
            "unknown key: remove it (known here are",
            id="unknown",
        ),
        pytest.param(
            "max_days = 20\n", "", "version[1].booking.quotas[2].max_days: missing", id="missing"
        ),
        pytest.param(
            "max_days = 20\n",
            'max_days = "venti"\n',
            "borgo.toml:44: version[1].booking.quotas[2].max_days: 'venti'",
            id="not-a-number",
        ),
        pytest.param(
            'weekdays = ["wed"]',
            'weekdays = ["mercoledì"]',
            "'mercoledì' is not a weekday: write one of mon, tue",
            id="not-a-weekday",
        ),
        pytest.param(
            'quote = "Le giornate non sono frazionabili"',
            'quote = ""',
            "the source '3.3' has no quote: add the act's own words",
            id="source-without-quote",
        ),
        pytest.param(
            'source = "3.3"',
            'source = ""',
            "the quote 'Le giornate non sono frazionabili' has no source: add the article",
            id="quote-without-source",
        ),
        pytest.param(
            'source = "3.3"',
            'source = "acc:3.3"',
            "'acc' is no act that [other_acts] names: add it there",
            id="act-without-name",
        ),
        pytest.param(
            'source = "3.3"',
            'source = "3.3"\nalso = ["acc:3.4"]',
            "'acc' is no act that [other_acts] names: add it there",
            id="further-act-without-name",
        ),
        pytest.param(
            'source = "3.3"', 'source = "3.3"\nalso = 07:32:00', "also", id="further-act-an-hour"
        ),
        pytest.param(
            "[[version]]\nfrom = 2025",
            "[[version]]\nalso = 5\nfrom = 2025",
            "also",
            id="further-act-a-number",
        ),
        pytest.param(
            "Le giornate non sono frazionabili",
            "Le giornate sono divisibili",
            "'Le giornate sono divisibili' does not stand in the act",
            id="words-not-in-the-act",
        ),
        pytest.param(
            "hours_before = 24", "hours_before = 24\ndays_before = 1", "either", id="two-notices"
        ),
        pytest.param("from = 2026-07-01", "from = 2024-07-01", "overlaps", id="versions-overlap"),
        pytest.param("[[version]]\nfrom = 2025", "[[version]\nfrom = 2025", "not TOML", id="toml"),
    ],
)
def test_a_mistake_is_told_with_its_place(old: str, new: str, wanted: str) -> None:
    assert any(wanted in line for line in told(broken((old, new)))), told(broken((old, new)))


def test_other_acts_that_are_no_table_are_told() -> None:
    assert any("other_acts" in line for line in told(f"other_acts = 5\n{example.text()}"))


def test_a_missing_table_names_the_question_that_it_leaves_without_answer() -> None:
    head, _, rest = example.text().partition("[version.eligibility]")
    without = head + rest[rest.index("[[version.booking.quotas]]") :]

    assert told(without)[0].endswith(
        "version[1].eligibility: missing: add [version.eligibility], with source and quote "
        "(the question `eligible` cannot be answered without it)"
    )


def test_several_mistakes_are_told_together_in_the_order_of_the_file() -> None:
    text = broken(
        ('name = "Comune', 'nome = "Comune'),
        ("max_days = 20\n", "maxdays = 20\n"),
        ("minutes = 120", "minutes = 0"),
        ("hours_before = 24", "hours_before = 0"),
    )
    lines = [int(line.split(":")[1]) for line in told(text)]
    keys = {line.split(": ")[1] for line in told(text)}

    assert lines == sorted(lines)
    assert keys >= {
        "nome",
        "version[1].booking.quotas[2].maxdays",
        "version[1].bands.minimum.minutes",
        "version[2].booking.notice[1].hours_before",
    }


def test_a_mistake_of_an_early_version_is_told_once() -> None:
    text = broken(("minutes = 120", "minutes = 0"))

    assert len(told(text)) == 1


def test_a_row_of_a_list_is_named_by_its_own_line() -> None:
    text = broken(("{ notice_days = 20,", "{ notice_day = 20,"))
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "notice_day = 20" in one)

    assert told(text)[0].startswith(f"borgo.toml:{line}: version[1].agreement.withdrawal[2]")


def test_reading_a_wrong_file_tells_everything_too() -> None:
    text = broken(('name = "Comune', 'nome = "Comune'), ("minutes = 120", "minutes = 0"))

    with pytest.raises(PolicyError) as caught:
        read(text, "borgo.toml")
    assert len(caught.value.problems) == 3


def test_silent_points_are_told_by_version_and_question() -> None:
    found = [str(one) for one in silences(example.policy())]

    assert (
        "from 2025-02-01: `on_call`: nothing on on-call weeks: each may be assigned, save by law"
        in found
    )
    assert not any("remote days" in one for one in found)


def test_a_policy_that_speaks_is_not_called_silent() -> None:
    asked = {one.question for one in silences(shipped()["sorano"])}

    assert "rank" not in asked


@pytest.mark.parametrize(
    ("today", "warned"),
    [(date(2026, 7, 1), False), (date(2027, 7, 1), False), (date(2027, 7, 2), True)],
)
def test_a_check_older_than_a_year_is_warned_of(today: date, warned: bool) -> None:  # noqa: FBT001 (a column of the table)
    warning = stale(example.policy(), today)

    assert (warning is not None) == warned
    assert warning is None or "last held against its act on 2026-07-01" in warning


def test_a_withdrawal_must_end_with_a_row_that_fits_everybody() -> None:
    with pytest.raises(ValueError, match="the last row must fit everybody"):
        AgreementLife.model_validate(
            {
                "withdrawal": [{"by": ["employee"], "source": "1", "quote": "q"}],
                "expiry": {"tacit": False, "source": "1", "quote": "q"},
            }
        )


def test_a_condition_that_asks_for_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="says nothing"):
        Condition.model_validate({})


def test_a_way_out_must_stand_in_the_quote_of_its_requirement() -> None:
    quote = "sia collocato in part-time, fatta salva la possibilità di rinunciarvi"
    fields = {"excluded_if": {"part_time": True}, "source": "4.3", "quote": quote}

    kept = Requirement.model_validate({**fields, "way_out": "la possibilità di rinunciarvi"})
    assert kept.way_out == "la possibilità di rinunciarvi"
    with pytest.raises(ValidationError, match="does not stand in the quote"):
        Requirement.model_validate({**fields, "way_out": "una promessa"})
