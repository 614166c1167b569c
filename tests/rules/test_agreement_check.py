"""An agreement held against the act: duration, bands and window, on both sides of each."""

from datetime import date, datetime
from typing import Any

import pytest

from rules.decision import Decision
from rules.facts import ROME, Agreement, Band, Employee, Mode, Rank, Scheme
from rules.policy.lasting import Duration
from rules.policy.library import Policy, shipped
from rules.questions import check_agreement
from tests.policy import example
from tests.rules.mutations import changed

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=ROME)
SAID: dict[str, Any] = {"source": "6.1", "quote": "words of the act"}
JANUARY = date(2027, 1, 1)


def spans(*hours: str) -> tuple[Band, ...]:
    return tuple(Band.parse(one) for one in hours)


def check(
    policy: Policy | str, *, rank: Rank = Rank.STAFF, part_time: float = 100, **said: Any
) -> Decision:
    first = said.pop("first_day", JANUARY)
    held = Agreement(first_day=first, last_day=said.pop("last_day", date(2027, 12, 31)), **said)
    person = Employee(agreement=held, rank=rank, part_time=part_time)
    law = shipped()[policy] if isinstance(policy, str) else policy
    return check_agreement(law, person, at=NOW)


def found(*words: str, **said: Any) -> list[str]:
    """Give the defects whose code has one of some words, with their article."""
    policy = said.pop("policy")
    defects = [f"{one.code} {one.source.article}" for one in check(policy, **said).obstacles]
    return [one for one in defects if any(word in one for word in words)]


def lasting(**rule: Any) -> Policy:
    return changed(example.policy(), ("agreement", "duration"), (Duration(**rule, **SAID),))


@pytest.mark.parametrize(
    ("last_day", "code"),
    [
        (date(2027, 6, 29), "agreement_too_short"),
        (date(2027, 6, 30), ""),
        (date(2028, 12, 31), ""),
        (date(2029, 1, 1), "agreement_too_long"),
        (None, ""),
    ],
)
def test_an_agreement_lasts_between_the_months_of_the_act(
    last_day: date | None, code: str
) -> None:
    policy = lasting(min_months=6, max_months=24)

    assert found("too_", policy=policy, last_day=last_day) == ([f"{code} 6.1"] if code else [])


def test_an_agreement_without_end_is_a_defect_where_the_act_wants_one() -> None:
    ends, may_last = lasting(ends=True), lasting(max_months=24)

    assert found("without_end", policy=ends, last_day=None) == ["agreement_without_end 6.1"]
    assert found("without_end", policy=ends) == []
    assert found("without_end", policy=may_last, last_day=None) == []


@pytest.mark.parametrize(("motive", "stated_needs"), [("", True), ("lavori", False)])
def test_only_stated_needs_let_an_agreement_last_longer_where_the_act_says_so(
    motive: str, *, stated_needs: bool
) -> None:
    long = date(2029, 1, 1)
    policy = lasting(max_months=24, stated_needs=stated_needs)

    assert found("too_long", policy=policy, last_day=long, motive=motive) != []
    needs = lasting(max_months=24, stated_needs=True)
    assert found("too_long", policy=needs, last_day=long, motive="lavori") == []


@pytest.mark.parametrize(
    ("window", "defects"),
    [
        ("20:00-07:00", []),
        ("20:01-07:00", ["window_short 41.12.b"]),
        ("20:00-06:59", ["window_short 41.12.b"]),
        (None, []),
    ],
)
def test_the_window_of_an_agile_agreement_lasts_eleven_hours(
    window: str | None, defects: list[str]
) -> None:
    # Alonte 41.12.b: eleven hours of rest in a row.
    agreed = None if window is None else Band.parse(window)

    assert found("window", policy="alonte", disconnection=agreed) == defects


def test_the_window_of_remote_work_is_not_asked_for_them() -> None:
    short = Band.parse("22:00-06:00")

    assert found("window", policy="alonte", disconnection=short, mode=Mode.REMOTE) == []
    assert found("window", policy="alonte", disconnection=short) == ["window_short 41.12.b"]


@pytest.mark.parametrize(
    ("bands", "afternoon", "motive", "defects"),
    [
        ("09:00-13:00", "14:30-16:00", "", []),
        ("09:00-13:00", None, "", []),
        ("08:00-12:00", "14:30-16:00", "", ["bands_without_need 3.2"]),
        ("09:00-13:00", "14:00-16:00", "", ["bands_without_need 3.2"]),
        ("08:00-12:00", "14:30-16:00", "front office", []),
    ],
)
def test_other_bands_than_the_act_s_are_agreed_for_stated_needs(
    bands: str, afternoon: str | None, motive: str, defects: list[str]
) -> None:
    # Ferrara 3.2: 9-13, and 14:30-16 on days of return.
    later = () if afternoon is None else spans(afternoon)

    assert (
        found(
            "without_need",
            policy="ferrara",
            bands=spans(bands),
            afternoon_bands=later,
            motive=motive,
        )
        == defects
    )


def test_where_the_act_prints_no_bands_none_are_other_than_its_own() -> None:
    bare = changed(shipped()["ferrara"], ("bands", "default"), None)

    assert found("without_need", policy=bare, bands=spans("08:00-12:00")) == []


@pytest.mark.parametrize(
    ("bands", "rank", "motive", "defects"),
    [
        ("10:00-14:00", Rank.STAFF, "", []),
        ("10:00-14:01", Rank.STAFF, "", ["bands_longer_without_need 20.10"]),
        ("10:00-14:01", Rank.STAFF, "sportello", []),
        ("07:30-20:00", Rank.EQ, "", []),
    ],
)
def test_bands_of_more_than_four_hours_want_a_need(
    bands: str, rank: Rank, motive: str, defects: list[str]
) -> None:
    # Tivoli 20.10: «superiore a quella minima» for stated needs; 20.9 gives EQ their own.
    week = Scheme(weekdays=frozenset({1}))

    assert (
        found(
            "longer",
            policy="tivoli",
            bands=spans(bands),
            rank=rank,
            motive=motive,
            scheme=week,
        )
        == defects
    )


def test_longer_bands_of_a_single_weekday_want_a_need_too() -> None:
    long = ((1, spans("10:00-14:01")),)

    told = found("longer", policy="tivoli", bands=spans("10:00-14:00"), weekday_bands=long)

    assert told == ["bands_longer_without_need 20.10"]


def test_bands_of_more_than_the_least_are_told_and_stand_in_nobody_s_way() -> None:
    (told,) = [
        one
        for one in check("tivoli", bands=spans("10:00-14:01")).reasons
        if one.code == "bands_longer_without_need"
    ]

    assert told.figures == {"minutes": 241, "min_minutes": 240}
    assert told.against
    assert told.strength == "advice"


@pytest.mark.parametrize(("end", "is_long"), [("16:12", False), ("16:13", True)])
def test_bands_last_no_longer_than_the_average_day(end: str, *, is_long: bool) -> None:
    # CCNL art. 66.1.a: the average day of 36 hours over five days has 7 hours and 12 minutes.
    defects = found("bands_long ", policy="arena-po", bands=spans(f"09:00-{end}"))

    assert defects == (["bands_long CCNL:66.1.a"] if is_long else [])


def test_without_a_most_bands_may_last_all_day() -> None:
    without = changed(shipped()["arena-po"], ("bands", "maximum"), None)

    assert found("bands_long ", policy=without, bands=spans("08:00-19:00")) == []


@pytest.mark.parametrize(
    ("part_time", "end", "defects"),
    [
        (50, "13:35", ["bands_short_of_day 20.9"]),
        (50, "13:36", []),
        (100, "13:59", ["bands_short 20.9"]),
        (100, "14:00", []),
    ],
)
def test_who_works_less_than_four_hours_a_day_covers_the_whole_day(
    part_time: float, end: str, defects: list[str]
) -> None:
    # Tivoli 20.9 and 3.1: half of 36 hours over five days are 3 hours and 36 minutes.
    told = found("short", policy="tivoli", bands=spans(f"10:00-{end}"), part_time=part_time)

    assert told == defects


def test_an_agreement_without_a_defect_says_that_it_fits() -> None:
    week = Scheme(weekdays=frozenset({1}))

    fits = check("tivoli", bands=spans("10:00-14:00"), scheme=week)

    assert [(one.code, one.against) for one in fits.reasons] == [("agreement_fits", False)]
    assert fits.verdict == "valid"


@pytest.mark.parametrize(
    ("weekday", "assists", "except_if", "defects"),
    [
        (2, 0, True, ["days_on_anchor 3.6"]),
        (2, 1, True, []),
        (2, 1, False, ["days_on_anchor 3.6"]),
        (1, 0, True, []),
    ],
)
def test_no_weekday_is_fixed_on_which_everybody_is_at_the_office(
    weekday: int, assists: int, *, except_if: bool, defects: list[str]
) -> None:
    # Borgo Esempio 3.6: on Wednesdays, save who assists somebody.
    policy = example.policy()
    if not except_if:
        policy = changed(policy, ("booking", "anchor", 0, "except_if"), None)
    held = Agreement(first_day=JANUARY, scheme=Scheme(weekdays=frozenset({weekday})))
    person = Employee(agreement=held, assists=assists)

    told = check_agreement(policy, person, at=NOW).obstacles

    assert [f"{r.code} {r.source.article}" for r in told if "anchor" in r.code] == defects
