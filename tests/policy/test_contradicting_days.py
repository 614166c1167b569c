"""Numbers of days that contradict each other, on both sides of each number."""

from typing import Any

import pytest

from rules.conditions import Condition
from rules.facts import WEEKDAYS, Period
from rules.policy.booking_tables import (
    DerogationCeiling,
    HalfDays,
    LeastDays,
    Quota,
    RaisedQuota,
    Unused,
)
from rules.policy.contradicting_days import contradicting_days, worked_days
from rules.policy.day_limits import AnchorDays, BookingHorizon, BookingNotice, ExtraDays, Recovery
from rules.policy.presence import PresenceMinimum, PresenceShare
from rules.policy.schema import Tables
from rules.policy.values import May
from tests.policy import example

SAID: dict[str, Any] = {"source": "3.1", "quote": "words of the act"}
FRAGILE = Condition(conditions_any=frozenset({"fragile"}))
EMPTY: dict[str, Any] = {
    "quotas": (),
    "raised": (),
    "extra": (),
    "presence": (),
    "presence_share": (),
    "anchor": (),
    "notice": (),
    "derogation_ceilings": (),
    "least": None,
    "horizon": None,
    "recovery": None,
    "unused": None,
    "half_days": None,
}


def tables(week: int = 5, given_back: bool | None = None, **booking: Any) -> Tables:  # noqa: FBT001 (a fact by name)
    """Give the example's tables with these rules on days alone."""
    found = example.policy().versions[0].tables
    back = None if given_back is None else May(allowed=given_back, **SAID)
    return found.model_copy(
        update={
            "booking": found.booking.model_copy(update=EMPTY | booking),
            "week": found.week.model_copy(update={"days": week}),
            "recall": found.recall.model_copy(update={"given_back": back}),
        }
    )


def quota(per: Period, days: float, **row: Any) -> Quota:
    return Quota(per=per, max_days=days, applies="always", agreement="lowers", **SAID, **row)


def raised(per: Period, days: float, instead_of: Period = Period.WEEK) -> RaisedQuota:
    return RaisedQuota(per=per, max_days=days, instead_of=instead_of, for_any=(FRAGILE,), **SAID)


def extra(per: Period, days: float, beyond: Period = Period.WEEK) -> ExtraDays:
    return ExtraDays(beyond=beyond, per=per, max_days=days, granted="with_reasons", **SAID)


def presence(per: Period, days: int, **row: Any) -> PresenceMinimum:
    return PresenceMinimum(per=per, min_days=days, **SAID, **row)


def wrong(found: Tables) -> dict[str, str]:
    """Give what is said against tables, by key."""
    return {".".join(map(str, path)): str(words) for path, words in contradicting_days(found)}


TWO_A_WEEK = quota(Period.WEEK, 2)


@pytest.mark.parametrize(
    ("per", "week", "days"),
    [
        # The longest month has 31 days: four weeks and three days more, all of them worked.
        (Period.MONTH, 5, 23),
        (Period.MONTH, 6, 27),
        (Period.MONTH, 2, 10),
        (Period.WEEK, 5, 5),
        (Period.WEEK, 6, 6),
        (Period.FORTNIGHT, 5, 10),
    ],
)
def test_the_most_days_of_work_of_a_period(per: Period, week: int, days: int) -> None:
    assert worked_days(per, week) == days


def test_no_more_days_at_the_office_are_asked_for_than_are_worked() -> None:
    assert wrong(tables(presence=(presence(Period.MONTH, 23),))) == {}
    found = wrong(tables(presence=(presence(Period.MONTH, 24),)))
    assert "24: at most 23 days are worked" in found["booking.presence.0.min_days"]


def test_days_at_the_office_of_a_week_of_six_are_held_against_six() -> None:
    six = presence(Period.MONTH, 27, week=6)

    assert wrong(tables(presence=(six,))) == {}
    assert list(wrong(tables(presence=(presence(Period.MONTH, 28, week=6),)))) != []
    assert wrong(tables(6, presence=(presence(Period.MONTH, 27),))) == {}


def test_no_more_days_away_are_asked_for_than_are_worked_or_given() -> None:
    def least(per: Period, days: int) -> LeastDays:
        return LeastDays(per=per, min_days=days, **SAID)

    assert wrong(tables(least=least(Period.MONTH, 23))) == {}
    assert "at most 23 days" in str(wrong(tables(least=least(Period.MONTH, 24))))
    # A month touches six weeks at most, of two days each.
    assert wrong(tables(quotas=(TWO_A_WEEK,), least=least(Period.MONTH, 12))) == {}
    found = wrong(tables(quotas=(TWO_A_WEEK,), least=least(Period.MONTH, 13)))
    assert "13: with 2 a week nobody comes to more than 12" in str(found)


def test_days_away_are_not_held_against_a_number_of_others() -> None:
    least = LeastDays(per=Period.MONTH, min_days=13, **SAID)
    agile_alone = LeastDays(per=Period.MONTH, min_days=13, modes=frozenset({"agile"}), **SAID)
    remote = quota(Period.WEEK, 2, modes=frozenset({"remote"}))

    assert wrong(tables(quotas=(quota(Period.WEEK, 2, for_if=FRAGILE),), least=least)) == {}
    assert wrong(tables(quotas=(remote,), least=agile_alone)) == {}
    assert wrong(tables(quotas=(quota(Period.YEAR, 10),), least=least)) == {}


def test_a_week_of_five_leaves_somebody_away_up_to_four_days_at_the_office() -> None:
    assert wrong(tables(presence=(presence(Period.WEEK, 4),))) == {}
    found = wrong(tables(presence=(presence(Period.WEEK, 5),)))
    assert "no day of a week of 5 is left to be away" in found["booking.presence.0.min_days"]
    assert wrong(tables(presence=(presence(Period.WEEK, 5, exempt=FRAGILE),))) == {}


def test_the_week_is_that_of_the_row_or_else_that_of_the_act() -> None:
    of_six = presence(Period.WEEK, 6, week=6)

    assert "a week of 6" in str(wrong(tables(presence=(of_six,))))
    assert wrong(tables(presence=(presence(Period.WEEK, 5, week=6),))) == {}
    assert wrong(tables(6, presence=(presence(Period.WEEK, 5),))) == {}
    assert "a week of 6" in str(wrong(tables(6, presence=(presence(Period.WEEK, 6),))))


def test_a_share_of_all_days_leaves_nobody_away() -> None:
    def share(percent: float, **row: Any) -> PresenceShare:
        return PresenceShare(per=Period.MONTH, percent=percent, **SAID, **row)

    assert wrong(tables(presence_share=(share(99),))) == {}
    assert list(wrong(tables(presence_share=(share(100),)))) == [
        "booking.presence_share.0.percent"
    ]
    assert wrong(tables(presence_share=(share(100, exempt=FRAGILE),))) == {}


def test_weekdays_at_the_office_leave_one_of_those_worked() -> None:
    def anchor(count: int, **row: Any) -> AnchorDays:
        return AnchorDays(weekdays=frozenset(WEEKDAYS[:count]), **SAID, **row)

    assert wrong(tables(anchor=(anchor(4),))) == {}
    assert list(wrong(tables(anchor=(anchor(5),)))) == ["booking.anchor.0.weekdays"]
    assert wrong(tables(6, anchor=(anchor(5),))) == {}
    assert wrong(tables(anchor=(anchor(5, except_if=FRAGILE),))) == {}


def test_what_goes_beyond_a_number_needs_the_number() -> None:
    of_the_month = tables(quotas=(quota(Period.MONTH, 8),), raised=(raised(Period.WEEK, 3),))
    beyond = tables(quotas=(quota(Period.MONTH, 8),), extra=(extra(Period.YEAR, 3),))

    assert "(it has: month)" in wrong(of_the_month)["booking.raised.0.instead_of"]
    assert "(it has: month)" in wrong(beyond)["booking.extra.0.beyond"]
    assert wrong(tables(quotas=(TWO_A_WEEK,), raised=(raised(Period.WEEK, 3),))) == {}
    assert "(it has: -)" in str(wrong(tables(raised=(raised(Period.WEEK, 3),))))


def test_a_raised_number_is_more_than_that_of_everybody() -> None:
    def found(*quotas: Quota, days: float, per: Period = Period.WEEK) -> dict[str, str]:
        return wrong(tables(quotas=quotas, raised=(raised(per, days),)))

    assert found(TWO_A_WEEK, days=2.5) == {}
    assert "2: no more than the 2 that everybody has" in str(found(TWO_A_WEEK, days=2))
    # Of two numbers the smaller one is what everybody has; that of some people is not.
    assert found(quota(Period.WEEK, 4), TWO_A_WEEK, days=3) == {}
    assert found(quota(Period.WEEK, 4, for_if=FRAGILE), TWO_A_WEEK, days=3) == {}
    # Counted by another period it may give more with the same figure.
    month = (TWO_A_WEEK, quota(Period.MONTH, 10))
    assert found(*month, days=10, per=Period.MONTH) == {}


def test_a_derogation_gives_no_less_than_everybody_has() -> None:
    def found(days: int, *quotas: Quota) -> dict[str, str]:
        ceiling = DerogationCeiling(article="20.5", per_week=days, **SAID)
        return wrong(tables(quotas=quotas, derogation_ceilings=(ceiling,)))

    assert found(2, TWO_A_WEEK) == {}
    assert list(found(1, TWO_A_WEEK)) == ["booking.derogation_ceilings.0.per_week"]
    assert found(1, quota(Period.MONTH, 8)) == {}


def test_days_beyond_a_number_are_counted_by_a_period_as_long_at_least() -> None:
    month = quota(Period.MONTH, 8)

    assert wrong(tables(quotas=(month,), extra=(extra(Period.MONTH, 2, Period.MONTH),))) == {}
    found = wrong(tables(quotas=(month,), extra=(extra(Period.WEEK, 2, Period.MONTH),)))
    assert list(found) == ["booking.extra.0.per"]


def test_days_beyond_a_number_are_no_more_than_the_period_has() -> None:
    assert wrong(tables(quotas=(TWO_A_WEEK,), extra=(extra(Period.MONTH, 31),))) == {}
    found = wrong(tables(quotas=(TWO_A_WEEK,), extra=(extra(Period.MONTH, 31.5),)))
    assert "31.5: a month has at most 31 days" in found["booking.extra.0.max_days"]


@pytest.mark.parametrize(
    ("days", "half_days", "error"),
    [
        (2.5, None, ""),
        (2.5, True, ""),
        (2.5, False, "forbids half days"),
        (3, False, ""),
        (2.25, None, "no smaller parts"),
        (2.25, False, "no smaller parts"),
    ],
)
def test_days_have_halves_where_the_act_does_not_forbid_them(
    days: float,
    half_days: bool | None,  # noqa: FBT001 (a row of the table)
    error: str,
) -> None:
    split = None if half_days is None else HalfDays(allowed=half_days, **SAID)

    found = wrong(tables(quotas=(quota(Period.WEEK, days),), half_days=split))

    assert list(found) == (["booking.quotas.0.max_days"] if error else [])
    assert error in str(found)


@pytest.mark.parametrize(
    ("notice", "ahead", "key"),
    [
        ({"days_before": 15}, 15, ""),
        ({"days_before": 16}, 15, "days_before"),
        ({"days_before": 0}, 1, ""),
        ({"hours_before": 48}, 2, ""),
        ({"hours_before": 49}, 2, "hours_before"),
        # February has 28 days: who asks by the 20th and nine days ahead reaches the 1st of March.
        ({"month_before": 20}, 9, ""),
        ({"month_before": 20}, 8, "month_before"),
        ({"week_before": "fri"}, 1, ""),
    ],
)
def test_days_can_still_be_asked_for_between_the_notice_and_the_most_ahead(
    notice: dict[str, Any], ahead: int, key: str
) -> None:
    row, horizon = BookingNotice(**notice, **SAID), BookingHorizon(days=ahead, **SAID)

    assert list(wrong(tables(notice=(row,), horizon=horizon))) == (
        [f"booking.notice.0.{key}"] if key else []
    )
    assert wrong(tables(notice=(row,))) == {}


def recovery(*causes: str) -> Recovery:
    return Recovery(causes=frozenset(causes), per=Period.MONTH, **SAID)


def unused(within: Period | None = None, *, allowed: bool = False) -> Unused:
    return Unused(allowed=allowed, within=within, **SAID)


def test_a_day_that_may_be_had_at_any_time_needs_no_period() -> None:
    assert list(wrong(tables(unused=unused(Period.MONTH, allowed=True)))) == [
        "booking.unused.within"
    ]
    assert wrong(tables(unused=unused(allowed=True))) == {}
    assert wrong(tables(unused=unused(Period.MONTH))) == {}


def test_a_lost_day_is_not_given_back_by_another_rule() -> None:
    lost = unused()

    assert list(wrong(tables(recovery=recovery("sick"), unused=lost))) == [
        "booking.unused.allowed"
    ]
    assert wrong(tables(recovery=recovery("recall"), unused=lost)) == {}
    assert wrong(tables(recovery=recovery("sick"), unused=unused(Period.MONTH))) == {}
    assert wrong(tables(recovery=recovery("sick"), unused=unused(allowed=True))) == {}
    assert wrong(tables(recovery=recovery("sick"))) == {}
    assert wrong(tables(unused=lost)) == {}


def test_a_day_lost_to_a_recall_is_given_back_by_both_rules_or_by_none() -> None:
    both = recovery("recall", "sick")

    assert list(wrong(tables(given_back=False, recovery=both))) == ["recall.given_back.allowed"]
    assert wrong(tables(given_back=True, recovery=both)) == {}
    assert wrong(tables(given_back=False, recovery=recovery("sick"))) == {}
    assert wrong(tables(given_back=False)) == {}
