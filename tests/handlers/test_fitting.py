"""Whatever lists a message says, it stays within one of Telegram and counts what is left out."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.texts import LONGEST, Line, message, message_within, visible_length

KEY = "grounds.fallen.person"
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def named(name: str) -> Line:
    return "approvals.by", {"name": name}


def lines(count: int, length: int = 40) -> list[Line]:
    return [named("x" * length) for _ in range(count)]


@pytest.mark.parametrize(
    ("text", "length"),
    [("ciao", 4), ("<b>ciao</b>", 4), ("a &lt; b &amp; c", 9), ("😀", 2), ("", 0)],
)
def test_what_telegram_counts_is_what_is_seen(text: str, length: int) -> None:
    assert visible_length(text) == length


def test_what_fits_is_said_whole() -> None:
    arguments = {"days": lines(3), "reasons": lines(2)}

    assert message_within(KEY, "it", arguments, LONGEST) == message(KEY, "it", **arguments)


def test_the_longest_list_gives_way_and_says_how_much_is_missing() -> None:
    arguments = {"days": lines(5), "reasons": lines(200)}
    said = message_within(KEY, "it", arguments, LONGEST)

    assert LONGEST - 100 < visible_length(said) <= LONGEST
    kept = said.count("\n") - 2
    assert f"… e altre {200 - kept} voci che qui non entrano" in said
    assert "È fuori da calendario e conteggi." in said


def test_a_list_within_a_single_line_gives_way_too() -> None:
    inner: Line = (KEY, {"days": lines(400), "reasons": lines(1)})
    said = message_within(KEY, "it", {"days": [inner], "reasons": []}, LONGEST)

    assert visible_length(said) <= LONGEST
    assert "voci che qui non entrano" in said


def test_days_that_are_no_lines_are_cut_at_last() -> None:
    days = [date(2026, 12, 1) + timedelta(days=number) for number in range(400)]
    arguments = {"first": days[0], "last": days[-1], "days": days, "reasons": []}
    said = message_within("absences.told.span", "it", arguments, LONGEST)

    assert visible_length(said) == LONGEST
    assert said.endswith("…")


@given(
    days=st.lists(NAMES.map(named), max_size=60),
    reasons=st.lists(NAMES.map(named), max_size=60),
    limit=st.integers(200, 1500),
)
def test_it_never_is_longer(days: list[Line], reasons: list[Line], limit: int) -> None:
    arguments: dict[str, Any] = {"days": days, "reasons": reasons}
    said = message_within(KEY, "it", arguments, limit)

    assert visible_length(said) <= limit
    whole = message(KEY, "it", **arguments)
    assert (said == whole) is (visible_length(whole) <= limit)


@given(count=st.integers(2, 300))
def test_what_is_said_and_what_is_counted_is_all(count: int) -> None:
    arguments = {"days": [], "reasons": lines(count)}
    whole = message(KEY, "en", **arguments)
    said = message_within(KEY, "en", arguments, LONGEST)

    kept = said.count("x" * 40)
    assert (kept == count) is (said == whole)
    if kept < count - 1:
        assert f"… and {count - kept} more items" in said
