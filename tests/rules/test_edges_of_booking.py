"""Bookings at the edge: what hangs on one day, one half or one minute, on made-up lines too."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import pytest

from rules import questions as law
from rules.decision import Decision, Reason, Strength, Verdict
from rules.facts import (
    ROME,
    AbsenceKind,
    Agreement,
    Derogation,
    Employee,
    Mode,
    Period,
    Scheme,
    Slot,
)
from rules.history import History
from rules.policy.booking_tables import Quota, RaisedQuota
from rules.policy.day_limits import BookingNotice
from rules.policy.library import Policy, shipped
from rules.reasons import ReasonCode
from tests.policy import example
from tests.rules.mutations import changed

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, n) for n in range(23, 28))
NOW = datetime(2026, 11, 16, 10, 0, tzinfo=ROME)
CITED = {"source": "3", "quote": "words", "also": ("4.1",)}


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


def person(scheme: Scheme | None = None, **facts: Any) -> Employee:
    return Employee(agreement=Agreement(first_day=date(2026, 1, 1), scheme=scheme), **facts)


def history(*days: date, **given: Any) -> History:
    return History(slots=[Slot(day=day) for day in days], **given)


def ask(
    policy: Policy,
    who: Employee,
    day: date,
    past: History | None = None,
    *,
    at: datetime = NOW,
    mode: Mode = Mode.AGILE,
) -> Decision:
    return law.book(policy, who, past or History(), at=at, day=day, mode=mode)


def reasons(decision: Decision, code: ReasonCode) -> list[Reason]:
    return [reason for reason in decision.reasons if reason.code == code]


def figures(
    decision: Decision, codes: Iterable[ReasonCode], per: Period | None = None
) -> Mapping[str, Any]:
    found = [reason.figures for code in codes for reason in reasons(decision, code)]
    (one,) = [one for one in found if per in (None, one.get("per"))]
    return one


PRESENCE = (ReasonCode.PRESENCE_KEPT, ReasonCode.PRESENCE_SHORT)
QUOTA = (ReasonCode.WITHIN_QUOTA, ReasonCode.QUOTA_REACHED)
PREVALENCE = (ReasonCode.PREVALENCE_KEPT, ReasonCode.PREVALENCE_AT_RISK)


@pytest.mark.parametrize(
    ("days", "least", "article"), [(range(5), 3, "41.8.a"), (range(6), 4, "41.8.b")]
)
def test_who_works_on_saturdays_too_has_the_minimum_of_six_days(
    days: range, least: int, article: str
) -> None:
    decision = ask(shipped()["alonte"], person(workdays=frozenset(days)), THURSDAY)

    assert figures(decision, PRESENCE, Period.WEEK)["min_days"] == least
    assert article in decision.because


def test_the_day_of_hiring_counts_as_a_day_in_presence() -> None:
    decision = ask(shipped()["alonte"], person(hired=THURSDAY), FRIDAY)

    assert figures(decision, PRESENCE, Period.WEEK)["left"] == 1


@pytest.mark.parametrize(("part_time", "article"), [(100, "41.8.a"), (99, "41.8.c")])
def test_anything_less_than_full_time_is_part_time(part_time: float, article: str) -> None:
    decision = ask(shipped()["alonte"], person(part_time=part_time), FRIDAY)
    weekly = [one for code in PRESENCE for one in reasons(decision, code)]

    assert [r.source.article for r in weekly if r.figures["per"] is Period.WEEK] == [article]


def test_agile_weekdays_use_up_no_days_of_remote_work() -> None:
    who = person(Scheme(weekdays=frozenset({0, 1})))

    decision = ask(example.policy(), who, THURSDAY, mode=Mode.REMOTE)

    assert figures(decision, QUOTA, Period.WEEK)["booked"] == 0


def test_the_asked_weekday_of_an_agreement_is_counted_once() -> None:
    who = person(Scheme(weekdays=frozenset({0, 1})))

    told = figures(ask(example.policy(), who, TUESDAY), QUOTA, Period.WEEK)

    assert (told["booked"], told["asked"]) == (1, 1)


@pytest.mark.parametrize(("at", "found"), [("2026-02-28T23:59", 0), ("2026-03-01T00:00", 1)])
def test_a_bimester_without_prevalence_bars_the_next_from_its_first_day(
    at: str, found: int
) -> None:
    january = {date(2026, 1, n): AbsenceKind.LEAVE for n in range(1, 32)}
    past = history(*(date(2026, 2, n) for n in range(2, 28)), absences=january)

    decision = ask(shipped()["sorano"], person(), date(2026, 3, 3), past, at=rome(at))

    assert len(reasons(decision, ReasonCode.PREVALENCE_BROKEN)) == found


@pytest.mark.parametrize(("bars_next", "found"), [(True, 1), (False, 0)])
def test_a_period_without_prevalence_bars_the_next_only_where_the_act_says_so(
    *, bars_next: bool, found: int
) -> None:
    policy = changed(shipped()["sorano"], ("booking", "prevalence", "bars_next"), bars_next)
    january = {date(2026, 1, n): AbsenceKind.LEAVE for n in range(1, 32)}
    past = history(*(date(2026, 2, n) for n in range(2, 28)), absences=january)

    decision = ask(policy, person(), date(2026, 3, 3), past, at=rome("2026-03-01T00:00"))

    assert len(reasons(decision, ReasonCode.PREVALENCE_BROKEN)) == found


def test_a_day_that_nobody_works_leaves_the_balance_as_it_is() -> None:
    told = figures(ask(shipped()["sorano"], person(), date(2026, 11, 29)), PREVALENCE)

    assert told["agile"] == 0


DEROGATION = Derogation(first_day=MONDAY, last_day=FRIDAY, per_week=5)


@pytest.mark.parametrize(("per", "reached"), [("month", 0), ("year", 1)])
def test_a_derogation_lifts_the_days_a_month_of_an_agreement_and_not_those_a_year(
    per: str, reached: int
) -> None:
    policy = changed(shipped()["sorano"], ("booking", "quotas"), ())
    who = person(Scheme(per=Period(per), days=1))

    decision = ask(policy, who, TUESDAY, history(MONDAY, derogations=[DEROGATION]))

    assert len(reasons(decision, ReasonCode.QUOTA_REACHED)) == reached


def test_an_agreement_of_no_days_gives_none() -> None:
    decision = ask(example.policy(), person(Scheme(per=Period.MONTH, days=0)), TUESDAY)

    assert figures(decision, QUOTA, Period.MONTH)["max_days"] == 0
    assert decision.verdict is Verdict.REFUSED


def test_what_raises_the_number_of_the_act_does_not_raise_one_of_the_agreement_alone() -> None:
    raised = RaisedQuota.model_validate(
        {**CITED, "per": "year", "max_days": 9, "instead_of": "year", "for_any": [{"km_over": 1}]}
    )
    policy = changed(example.policy(), ("booking", "raised"), (raised,))
    who = person(Scheme(per=Period.YEAR, days=1), km=2)

    told = figures(ask(policy, who, TUESDAY, history(MONDAY)), QUOTA, Period.YEAR)

    assert (told["max_days"], told.get("personal")) == (1, None)


@pytest.mark.parametrize(
    ("part_time", "rounded", "most"),
    [
        (100, "down", 3),
        (99, "down", 2),
        (99, "up", 3),
        (66, "up", 2),
        (67, "up", 3),
        (34, "down", 1),
    ],
)
def test_a_quota_in_proportion_to_part_time_is_rounded_as_the_act_says(
    part_time: int, rounded: str, most: int
) -> None:
    quota = Quota.model_validate(
        {
            **CITED,
            "per": "week",
            "max_days": 3,
            "part_time": rounded,
            "applies": "always",
            "agreement": "lowers",
        }
    )
    policy = changed(example.policy(), ("booking", "quotas"), (quota,))

    told = figures(ask(policy, person(part_time=part_time), TUESDAY), QUOTA, Period.WEEK)

    assert told["max_days"] == most


def noticed(at: datetime, day: date, **notice: Any) -> list[datetime]:
    rule = BookingNotice.model_validate({**CITED, **notice})
    policy = changed(example.policy(), ("booking", "notice"), (rule,))
    late = reasons(ask(policy, person(), day, at=at), ReasonCode.BOOKED_LATE)
    return [reason.figures["deadline"] for reason in late]


@pytest.mark.parametrize(
    ("day", "notice", "deadline"),
    [
        (TUESDAY, {"days_before": 0, "hour": "10:00"}, "2026-11-24T10:00"),
        (TUESDAY, {"days_before": 1, "hour": "10:00"}, "2026-11-23T10:00"),
        (MONDAY, {"days_before": 2, "hour": "12:00"}, "2026-11-21T12:00"),
        (THURSDAY, {"days_before": 1}, "2026-11-26T00:00"),
        (
            WEDNESDAY,
            {"days_before": 2, "hour": "12:00", "working": True},
            "2026-11-23T12:00",
        ),
        (
            MONDAY,
            {"days_before": 2, "hour": "12:00", "working": True},
            "2026-11-19T12:00",
        ),
        (MONDAY, {"month_before": 25, "hour": "14:00"}, "2026-10-25T14:00"),
        (date(2027, 3, 31), {"month_before": 31, "hour": "14:00"}, "2027-02-28T14:00"),
        (date(2027, 1, 4), {"month_before": 1}, "2026-12-02T00:00"),
        (MONDAY, {"week_before": "thu", "hour": "13:00"}, "2026-11-19T13:00"),
        (FRIDAY, {"week_before": "thu", "hour": "13:00"}, "2026-11-19T13:00"),
        (FRIDAY, {"week_before": "mon", "hour": "13:00"}, "2026-11-16T13:00"),
    ],
)
def test_a_day_is_asked_for_up_to_the_minute_of_its_deadline(
    day: date, notice: dict[str, Any], deadline: str
) -> None:
    last = rome(deadline)

    assert noticed(last, day, **notice) == []
    assert noticed(last.replace(second=1), day, **notice) == [last]


@pytest.mark.parametrize(
    "others", [(TUESDAY, WEDNESDAY), (date(2026, 11, 19), date(2026, 11, 20))], ids=str
)
def test_a_row_is_counted_in_both_directions_over_the_weekend(others: tuple[date, date]) -> None:
    decision = ask(example.policy(), person(), MONDAY, history(*others))

    assert figures(decision, [ReasonCode.TOO_MANY_IN_A_ROW])["days"] == 3


@pytest.mark.parametrize(
    ("body", "path", "codes", "day"),
    [
        ("borgo", ("booking", "presence_share", 0), ["presence_share_short"], MONDAY),
        ("borgo", ("booking", "horizon"), ["booked_early"], date(2027, 3, 1)),
        ("sorano", ("booking", "prevalence"), ["prevalence_at_risk"], MONDAY),
    ],
)
def test_a_limit_di_norma_leaves_it_to_the_manager_and_cites_all_its_articles(
    body: str, path: tuple[str | int, ...], codes: list[str], day: date
) -> None:
    policy = example.policy() if body == "borgo" else shipped()[body]
    policy = changed(policy, (*path, "strength"), Strength.ORDINARY)
    policy = changed(policy, (*path, "also"), ("99.1",))
    past = history(*(date(2026, 11, n) for n in range(2, 31) if n != MONDAY.day))

    (found,) = reasons(ask(policy, person(), day, past), ReasonCode(codes[0]))

    assert (found.strength, found.also) == (Strength.ORDINARY, ("99.1",))
