"""Hours of a policy file that contradict each other, at the minute: what is an error, what not."""

from typing import Any

import pytest

from rules.conditions import Condition
from rules.facts import MINUTES_OF_A_DAY, WEEKDAYS, Band, Rank
from rules.policy.contradicting_bands import contradicting_bands
from rules.policy.schema import Tables
from rules.policy.time_tables import (
    DefaultBands,
    FixedBands,
    MaximumOfAverage,
    MinimumMinutes,
    NightWindow,
    WeekdayBands,
    Window,
)
from rules.policy.values import Season
from tests.policy import example

SAID: dict[str, Any] = {"source": "4.1", "quote": "words of the act"}
FRAGILE = Condition(conditions_any=frozenset({"fragile"}))
SUMMER = Season((6, 15), (9, 15))
DISABLED = Condition(conditions_any=frozenset({"disability"}))
EMPTY = {
    "minimum": None,
    "maximum": None,
    "default": None,
    "weekday": (),
    "within": None,
    "never": None,
    "rest": None,
}


def spans(*hours: str) -> tuple[Band, ...]:
    return tuple(Band.parse(one) for one in hours)


def default(*hours: str, afternoon: tuple[str, ...] = ()) -> DefaultBands:
    return DefaultBands(bands=spans(*hours), afternoon_bands=spans(*afternoon), **SAID)


def weekday(*hours: str, **row: Any) -> WeekdayBands:
    return WeekdayBands(bands=spans(*hours), **SAID, **row)


def night(hours: str, *evenings: str, **row: Any) -> NightWindow:
    return NightWindow(
        hours=Band.parse(hours), evenings=frozenset(evenings or WEEKDAYS), **SAID, **row
    )


def window(hours: str) -> Window:
    return Window(hours=Band.parse(hours), **SAID)


def minutes(number: int) -> MinimumMinutes:
    return MinimumMinutes(minutes=number, **SAID)


def tables(nights: tuple[NightWindow, ...] = (), hours: Any = None, **bands: Any) -> Tables:
    """Give the example's tables with these bands and windows alone."""
    found = example.policy().versions[0].tables
    closed = found.disconnection.model_copy(update={"nights": nights, "rest": None})
    own = found.bands.model_copy(update=EMPTY | bands)
    times = found.hours.model_copy(update=hours or {})
    return found.model_copy(update={"bands": own, "disconnection": closed, "hours": times})


def wrong(found: Tables) -> dict[str, str]:
    """Give what is said against tables, by key."""
    return {".".join(map(str, path)): str(words) for path, words in contradicting_bands(found)}


def test_bands_that_touch_are_no_error_and_those_that_share_a_minute_are() -> None:
    assert wrong(tables(default=default("09:00-11:00", "11:00-12:00"))) == {}
    found = wrong(tables(default=default("09:00-11:01", "11:00-12:00")))
    assert list(found) == ["bands.default.bands"]
    assert "09:00-11:01 and 11:00-12:00 overlap" in found["bands.default.bands"]


def test_an_empty_band_is_told_from_one_that_runs_backwards() -> None:
    empty = wrong(tables(default=default("09:00-09:00")))
    backwards = wrong(tables(default=default("09:00-08:59")))

    assert "is empty" in empty["bands.default.bands"]
    assert "ends before it begins" in backwards["bands.default.bands"]


def test_bands_of_the_afternoon_are_held_against_those_of_every_day() -> None:
    apart = default("09:00-11:00", afternoon=("11:00-12:00",))
    inside = default("09:00-11:00", afternoon=("10:59-12:00",))
    assert wrong(tables(default=apart)) == {}
    assert list(wrong(tables(default=inside))) == ["bands.default.afternoon_bands"]


def test_an_afternoon_band_that_runs_backwards_is_told_as_that_alone() -> None:
    found = default("09:00-11:00", "13:00-14:00", afternoon=("15:00-14:30",))

    assert list(wrong(tables(default=found))) == ["bands.default.afternoon_bands"]


@pytest.mark.parametrize(
    ("hours", "error"),
    [
        ("12:01-12:00", ""),
        ("13:00-12:00", ""),
        ("08:00-20:00", "holds midday"),
        ("12:00-07:00", "holds midday"),
        ("12:01-07:00", ""),
        ("20:00-12:01", "holds midday"),
        ("20:00-12:00", ""),
        ("20:00-20:00", "is empty"),
    ],
)
def test_a_night_that_holds_midday_was_written_the_wrong_way_round(hours: str, error: str) -> None:
    found = wrong(tables(nights=(night(hours),)))

    assert list(found) == (["disconnection.nights.0"] if error else [])
    assert error in found.get("disconnection.nights.0", "")


def test_one_evening_may_begin_at_midday_but_not_all_of_them() -> None:
    friday = night("12:00-07:00", "fri")
    six = night("12:00-07:00", *WEEKDAYS[:6])
    by_day = night("08:00-20:00", "fri")

    assert wrong(tables(nights=(friday,))) == {}
    assert wrong(tables(nights=(six,))) == {}
    assert list(wrong(tables(nights=(night("12:00-07:00"),)))) == ["disconnection.nights.0"]
    assert list(wrong(tables(nights=(by_day,)))) == ["disconnection.nights.0"]


@pytest.mark.parametrize(
    ("second", "is_one_too_many"),
    [
        (night("19:00-06:00"), True),
        (night("06:59-06:00", "sun"), True),
        (night("07:00-11:00"), False),
        (night("19:00-06:00", urgent=True), False),
        (night("19:00-06:00", for_if=FRAGILE), False),
    ],
    ids=["the same hours", "one evening", "hours that follow", "urgent passes", "other people"],
)
def test_windows_of_the_same_evenings_and_people_do_not_overlap(
    second: NightWindow, *, is_one_too_many: bool
) -> None:
    found = wrong(tables(nights=(night("20:00-07:00"), second)))

    assert list(found) == (["disconnection.nights.1"] if is_one_too_many else [])


def test_windows_of_other_evenings_may_have_the_same_hours() -> None:
    week = night("20:00-07:00", *WEEKDAYS[:5])
    weekend = night("20:00-07:00", *WEEKDAYS[5:])

    assert wrong(tables(nights=(week, weekend))) == {}


def test_hours_without_bands_are_some() -> None:
    assert list(wrong(tables(never=window("22:00-22:00")))) == ["bands.never.hours"]
    assert wrong(tables(never=window("22:00-06:00"))) == {}


@pytest.mark.parametrize(
    ("key", "least", "most"),
    [("minimum", 15, 720), ("afternoon_minimum", 15, 720), ("rest", 60, MINUTES_OF_A_DAY)],
)
def test_minutes_that_are_hours_or_more_than_a_day_are_errors(
    key: str, least: int, most: int
) -> None:
    place = f"bands.{key}.minutes"
    for right in (least, most):
        bands: dict[str, Any] = {key: minutes(right)}
        assert place not in wrong(tables(**bands))
    for off in (least - 1, most + 1):
        bands = {key: minutes(off)}
        found = wrong(tables(**bands))
        assert f"{off} minutes: between {least} and {most}" in found[place]


@pytest.mark.parametrize("key", ["day_minutes", "afternoon_day_minutes"])
def test_a_day_of_work_lasts_an_hour_at_least(key: str) -> None:
    assert list(wrong(tables(hours={key: 59}))) == [f"hours.{key}"]
    assert wrong(tables(hours={key: 60})) == {}


def test_the_window_of_an_agreement_lasts_an_hour_at_least() -> None:
    for number, expected in ((59, ["disconnection.rest.minutes"]), (60, [])):
        found = tables()
        closed = found.disconnection.model_copy(update={"rest": minutes(number)})
        assert list(wrong(found.model_copy(update={"disconnection": closed}))) == expected


def test_the_least_contact_time_fits_into_the_hours_in_which_bands_may_lie() -> None:
    within = window("09:00-11:00")

    assert wrong(tables(minimum=minutes(120), within=within)) == {}
    assert list(wrong(tables(minimum=minutes(121), within=within))) == ["bands.minimum.minutes"]


def test_hours_written_backwards_are_told_once() -> None:
    found = wrong(tables(minimum=minutes(121), within=window("11:00-09:00")))

    assert list(found) == ["bands.within.hours"]


def test_the_least_contact_time_is_no_longer_than_the_most() -> None:
    # Full time is 36 hours (CCNL): over five days 432 minutes, of which half are 216.
    half = MaximumOfAverage(percent=50, **SAID)

    assert wrong(tables(minimum=minutes(216), maximum=half)) == {}
    found = wrong(tables(minimum=minutes(217), maximum=half))
    assert "217: bands may last 216 minutes at most" in found["bands.minimum.minutes"]


def test_an_average_day_of_the_act_that_is_longer_counts() -> None:
    half = MaximumOfAverage(percent=50, **SAID)

    assert wrong(tables(minimum=minutes(240), maximum=half, hours={"day_minutes": 480})) == {}
    assert wrong(tables(minimum=minutes(240), maximum=half, hours={"day_minutes": 479})) != {}


def test_the_acts_own_bands_reach_its_own_minimum() -> None:
    least = minutes(120)

    assert wrong(tables(minimum=least, default=default("09:00-11:00"))) == {}
    found = wrong(tables(minimum=least, default=default("09:00-10:59")))
    assert "less than the act's own minimum of 120" in found["bands.default.bands"]


@pytest.mark.parametrize(
    "row",
    [{"weekdays": frozenset({"fri"})}, {"season": SUMMER}, {"for_if": FRAGILE}],
    ids=["a weekday", "a season", "some people"],
)
def test_bands_of_some_days_or_people_go_before_the_minimum(row: dict[str, Any]) -> None:
    found = tables(minimum=minutes(120), weekday=(weekday("09:00-10:00", **row),))

    assert wrong(found) == {}


def test_bands_of_every_working_day_do_not_and_those_of_ranks_do() -> None:
    every = frozenset({"mon", "tue", "wed", "thu", "fri"})
    short = weekday("09:00-10:00", weekdays=every)
    ranks = FixedBands(bands=spans("09:00-10:00"), ranks=frozenset({Rank.EQ}), **SAID)

    assert list(wrong(tables(minimum=minutes(120), weekday=(short,)))) == ["bands.weekday.0.bands"]
    assert wrong(tables(minimum=minutes(120), fixed=ranks)) == {}


def test_the_acts_own_bands_keep_to_its_own_most_save_those_of_ranks() -> None:
    half = MaximumOfAverage(percent=50, **SAID)
    ranks = FixedBands(bands=spans("08:00-12:00"), ranks=frozenset({Rank.EQ}), **SAID)

    assert wrong(tables(maximum=half, default=default("09:00-12:36"))) == {}
    assert wrong(tables(maximum=half, fixed=ranks)) == {}
    found = wrong(tables(maximum=half, default=default("09:00-12:37")))
    assert "last 217 minutes, more than the act's own maximum of 216" in str(found)


def test_bands_of_the_afternoon_count_towards_the_most_and_not_towards_the_minimum() -> None:
    half = MaximumOfAverage(percent=50, **SAID)
    long = default("09:00-11:00", afternoon=("15:00-16:37",))
    short = default("09:00-10:00", afternoon=("15:00-16:00",))

    assert "last 217 minutes" in str(wrong(tables(maximum=half, default=long)))
    assert "minimum of 120" in str(wrong(tables(minimum=minutes(120), default=short)))


@pytest.mark.parametrize(
    ("hours", "is_outside"),
    [("09:00-11:00", False), ("08:59-11:00", True), ("09:00-11:01", True)],
)
def test_the_acts_own_bands_lie_where_bands_may_lie(hours: str, *, is_outside: bool) -> None:
    found = wrong(tables(within=window("09:00-11:00"), default=default(hours)))

    assert ("lies outside 09:00-11:00" in str(found)) is is_outside


@pytest.mark.parametrize(
    ("hours", "is_inside"),
    [("07:00-09:00", False), ("06:59-09:00", True), ("18:00-20:00", False), ("18:00-20:01", True)],
)
def test_the_acts_own_bands_lie_outside_the_nights_and_the_forbidden_hours(
    hours: str, *, is_inside: bool
) -> None:
    closed = "20:00-07:00"

    by_night = wrong(tables(nights=(night(closed),), default=default(hours)))
    forbidden = wrong(tables(never=window(closed), default=default(hours)))

    assert (f"lies in the disconnection of {closed}" in str(by_night)) is is_inside
    assert (f"lies in {closed}, in which no band may lie" in str(forbidden)) is is_inside


def test_a_night_of_some_evenings_leaves_the_bands_of_the_others() -> None:
    some = night("20:00-07:00", *WEEKDAYS[:6])

    assert wrong(tables(nights=(some,), default=default("06:00-08:00"))) == {}


def test_a_night_of_some_people_is_held_against_their_bands_alone() -> None:
    early, theirs = night("20:00-09:00", for_if=FRAGILE), weekday("08:00-10:00", for_if=FRAGILE)
    others = weekday("08:00-10:00", for_if=DISABLED)
    ranks = FixedBands(bands=spans("08:00-10:00"), ranks=frozenset({Rank.EQ}), **SAID)
    usual = default("08:00-10:00")

    assert list(wrong(tables(nights=(early,), weekday=(theirs,)))) == ["bands.weekday.0.bands"]
    assert wrong(tables(nights=(early,), weekday=(others,))) == {}
    assert wrong(tables(nights=(early,), fixed=ranks)) == {}
    # Who has no bands of their own has those of everybody, which then lie in their night.
    assert list(wrong(tables(nights=(early,), default=usual))) == ["bands.default.bands"]
    later = weekday("09:00-11:00", for_if=FRAGILE)
    assert wrong(tables(nights=(early,), weekday=(later,), default=usual)) == {}
