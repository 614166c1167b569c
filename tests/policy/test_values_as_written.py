"""Numbers, yes or no, days and lists of a policy are written as such: nothing is guessed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from rules.facts import Employee
from rules.policy.booking_tables import HalfDays, Quota
from rules.policy.day_limits import BookingHorizon, BookingNotice
from rules.policy.schema import Head
from rules.policy.time_tables import MaximumOfAverage, WeekdayBands
from rules.policy.values import Season

SAID: dict[str, Any] = {"source": "3.1", "quote": "words of the act"}


def told(table: Any, **keys: Any) -> str:
    """Give what is said against a table, nothing if it is read."""
    try:
        table.model_validate(SAID | keys)
    except ValidationError as error:
        return " ".join(one["msg"] for one in error.errors())
    return ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, ""),
        (3 * 366, ""),
        (0, "greater than or equal to 1"),
        (3 * 366 + 1, "less than or equal to 1098"),
        ("60", "write a number, without quotation marks"),
        (True, "write a number, without quotation marks"),
        (60.0, "write a whole number, without a point"),
        (float("inf"), "write a number that ends"),
        ([60], "write a number"),
    ],
)
def test_a_number_of_days_is_a_whole_number_within_bounds(days: Any, words: str) -> None:
    found = told(BookingHorizon, days=days)

    assert (words in found) if words else (found == "")


@pytest.mark.parametrize(
    ("percent", "words"),
    [(1, ""), (33.3, ""), (200, ""), (0.9, "or equal to 1"), (201, "or equal to 200")],
)
def test_a_share_may_have_a_point(percent: float, words: str) -> None:
    found = told(MaximumOfAverage, percent=percent)

    assert (words in found) if words else (found == "")


@pytest.mark.parametrize("value", ["true", "no", 1, 0, 1.0])
def test_yes_or_no_is_true_or_false(value: Any) -> None:
    assert "write true or false" in told(HalfDays, allowed=value)
    for plain in (True, False):
        assert told(HalfDays, allowed=plain) == ""


@pytest.mark.parametrize("value", ["2026-07-01", datetime(2026, 7, 1, 8, 0, tzinfo=UTC), 2026])
def test_a_day_is_a_day_without_an_hour(value: Any) -> None:
    head = {"id": "x", "name": "X", "act": "Act", "contract": "none"}

    assert "write a day as 2026-12-31" in told_of_head(head | {"verified_on": value})
    assert told_of_head(head | {"verified_on": date(2026, 7, 1)}) == ""


def told_of_head(head: dict[str, Any]) -> str:
    try:
        Head.model_validate(head)
    except ValidationError as error:
        return " ".join(one["msg"] for one in error.errors())
    return ""


@pytest.mark.parametrize("key", ["id", "name", "act"])
def test_the_head_of_a_file_has_no_blank_words(key: str) -> None:
    head = {"id": "x", "name": "X", "act": "Act", "contract": "none"}
    full: dict[str, Any] = head | {"verified_on": date(2026, 7, 1)}

    assert told_of_head(full | {key: "  "}) != ""


def test_a_list_names_each_word_once_and_something() -> None:
    bands = {"bands": ["09:00-11:00"]}

    assert told(WeekdayBands, weekdays=["mon", "fri"], **bands) == ""
    assert "'mon' stands twice" in told(WeekdayBands, weekdays=["mon", "fri", "mon"], **bands)
    assert "give at least one" in told(WeekdayBands, weekdays=[], **bands)


@pytest.mark.parametrize(("hours", "is_read"), [(31 * 24, True), (31 * 24 + 1, False), (0, False)])
def test_a_notice_in_hours_is_of_a_month_at_most(hours: int, *, is_read: bool) -> None:
    assert (told(BookingNotice, hours_before=hours) == "") is is_read


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"days_before": 2}, ""),
        ({"days_before": 2, "hour": "12:00", "working": True}, ""),
        ({}, "one of them"),
        ({"days_before": 2, "hours_before": 24}, "one of them"),
        ({"week_before": "fri", "working": True}, "working goes with days_before"),
        ({"hours_before": 24, "hour": "12:00"}, "hour and working go with days_before"),
        ({"week_before": "fri", "hour": "12:00"}, ""),
    ],
)
def test_a_notice_is_counted_in_one_way(keys: dict[str, Any], words: str) -> None:
    found = told(BookingNotice, **keys)

    assert (words in found) if words else (found == "")


def test_what_has_a_place_in_the_act_has_its_words() -> None:
    def read(source: str, quote: str) -> str:
        try:
            HalfDays.model_validate({"allowed": True, "source": source, "quote": quote})
        except ValidationError as error:
            return error.errors()[0]["msg"]
        return ""

    assert "'3.1' has no quote" in read("3.1", "")
    assert "'3.1' has no quote" in read("3.1", "  ")
    assert read("3.1", "words") == ""
    assert read("", "") == ""


@pytest.mark.parametrize(
    ("part_time", "rounding", "days"),
    [(100, "up", 8), (50, "up", 4), (51, "up", 5), (51, "down", 4), (30, None, 8)],
)
def test_a_number_in_proportion_to_part_time_is_rounded_as_the_act_says(
    part_time: float, rounding: str | None, days: int
) -> None:
    person = Employee(part_time=part_time)
    quota = Quota(
        per="month",
        max_days=8,
        applies="always",
        agreement="lowers",
        part_time=rounding,
        **SAID,
    )

    assert quota.days_of(person) == days


def test_a_row_of_bands_hides_those_that_it_fits_too() -> None:
    def row(*weekdays: str, **keys: Any) -> WeekdayBands:
        return WeekdayBands.model_validate(
            {**SAID, "bands": ["09:00-11:00"], "weekdays": list(weekdays), **keys}
        )

    week, friday = row("mon", "tue", "wed", "thu", "fri"), row("fri")
    summer = row("fri", season="06-15/09-15")
    fragile = row("fri", for_if={"conditions_any": ["fragile"]})

    assert week.covers(friday)
    assert not friday.covers(week)
    assert friday.covers(summer)
    assert not summer.covers(friday)
    assert friday.covers(fragile)
    assert not fragile.covers(friday)
    assert summer.covers(summer)
    assert not summer.covers(fragile)


@pytest.mark.parametrize(
    ("first", "last", "day", "inside"),
    [
        ((6, 15), (9, 15), date(2026, 6, 14), False),
        ((6, 15), (9, 15), date(2026, 6, 15), True),
        ((6, 15), (9, 15), date(2026, 9, 15), True),
        ((6, 15), (9, 15), date(2026, 9, 16), False),
        ((12, 1), (2, 29), date(2026, 11, 30), False),
        ((12, 1), (2, 29), date(2026, 12, 1), True),
        ((12, 1), (2, 29), date(2028, 2, 29), True),
        ((12, 1), (2, 29), date(2028, 3, 1), False),
    ],
)
def test_a_season_holds_on_its_first_and_last_day_over_new_year_too(
    first: tuple[int, int], last: tuple[int, int], day: date, *, inside: bool
) -> None:
    assert (day in Season(first, last)) is inside
