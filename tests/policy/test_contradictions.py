"""Rows of a policy that contradict, repeat or hide each other, and those that do not."""

from typing import Any

import pytest
from pydantic import ValidationError

from rules.conditions import Condition
from rules.facts import Period, Rank
from rules.policy.booking_tables import LeastDays, Quota
from rules.policy.contradicting_permits import contradicting_permits
from rules.policy.contradicting_rows import contradicting_rows
from rules.policy.contradictions import contradictions
from rules.policy.lasting import AgreementLife, Clause, Duration, Expiry, WithdrawalRule
from rules.policy.presence import PresenceMinimum
from rules.policy.ranking_tables import Points
from rules.policy.schema import ApproverRule, Tables
from rules.policy.working_day import OnCallHours, PermitRule, WorkHours
from tests.policy import example

SAID: dict[str, Any] = {"source": "3.1", "quote": "words of the act"}
FRAGILE = Condition(conditions_any=frozenset({"fragile"}))
BOTH = Condition(conditions_any=frozenset({"fragile", "disability"}))
FIRST = example.policy().versions[0].tables


def with_tables(name: str, **update: Any) -> Tables:
    """Give the example's tables with one of them changed."""
    return FIRST.model_copy(update={name: getattr(FIRST, name).model_copy(update=update)})


def wrong(found: Tables) -> dict[str, str]:
    """Give what is said against tables, by key."""
    return {".".join(map(str, path)): str(words) for path, words in contradictions(found)}


def test_the_example_contradicts_itself_nowhere() -> None:
    assert wrong(FIRST) == {}


TOO_MANY = "booking.quotas.0.max_days"


def quota(per: Period, days: float, **row: Any) -> Quota:
    return Quota(per=per, max_days=days, applies="always", agreement="lowers", **SAID, **row)


def of_quotas(*quotas: Quota, **more: Any) -> dict[str, str]:
    bare = {"quotas": quotas, "extra": (), "recovery": None} | more
    return wrong(with_tables("booking", **bare))


@pytest.mark.parametrize(
    ("quotas", "keys"),
    [
        ((quota(Period.WEEK, 3), quota(Period.MONTH, 3)), []),
        ((quota(Period.WEEK, 3.5), quota(Period.MONTH, 3)), [TOO_MANY]),
        ((quota(Period.MONTH, 3), quota(Period.WEEK, 3.5)), ["booking.quotas.1.max_days"]),
        ((quota(Period.WEEK, 4, for_if=FRAGILE), quota(Period.MONTH, 3)), [TOO_MANY]),
        ((quota(Period.WEEK, 4), quota(Period.MONTH, 3, for_if=FRAGILE)), []),
        (
            (quota(Period.WEEK, 4, for_if=FRAGILE), quota(Period.MONTH, 3, for_if=FRAGILE)),
            [TOO_MANY],
        ),
        (
            (
                quota(Period.WEEK, 4, modes=frozenset({"agile"})),
                quota(Period.MONTH, 3, modes=frozenset({"remote"})),
            ),
            [],
        ),
    ],
)
def test_a_shorter_period_gives_no_more_than_a_longer_one(
    quotas: tuple[Quota, ...], keys: list[str]
) -> None:
    found = of_quotas(*quotas, half_days=None)

    assert list(found) == keys


@pytest.mark.parametrize(
    ("per", "days", "error"),
    [
        (Period.WEEK, 7, ""),
        (Period.WEEK, 8, "8: a week has at most 7 days"),
        (Period.BIMESTER, 62, ""),
        (Period.BIMESTER, 63, "63: a bimester has at most 62 days"),
        (Period.YEAR, 366, ""),
        (Period.YEAR, 367, "367: a year has at most 366 days"),
    ],
)
def test_a_number_of_days_is_no_more_than_its_period_has(
    per: Period, days: float, error: str
) -> None:
    assert (
        (error in str(of_quotas(quota(per, days)))) if error else of_quotas(quota(per, days)) == {}
    )


def test_of_two_numbers_for_the_same_one_is_left() -> None:
    two = quota(Period.WEEK, 2)

    assert "row 1 of this list" in of_quotas(two, quota(Period.WEEK, 3))["booking.quotas.1"]
    assert "row 2 of this list" in of_quotas(quota(Period.MONTH, 9), two, two)["booking.quotas.2"]
    assert of_quotas(two, quota(Period.WEEK, 3, for_if=FRAGILE)) == {}


def test_no_more_days_are_wanted_than_allowed() -> None:
    def least(days: int, *quotas: Quota) -> dict[str, str]:
        return of_quotas(*quotas, least=LeastDays(per=Period.MONTH, min_days=days, **SAID))

    assert least(8, quota(Period.MONTH, 8)) == {}
    assert "9: at most 8 are allowed" in str(least(9, quota(Period.MONTH, 8)))
    assert least(9, quota(Period.MONTH, 8, for_if=FRAGILE)) == {}


def test_no_more_days_at_the_office_are_wanted_than_a_week_has() -> None:
    def office(days: int, **row: Any) -> dict[str, str]:
        rule = PresenceMinimum(per=Period.WEEK, min_days=days, exempt=FRAGILE, **SAID, **row)
        return wrong(with_tables("booking", presence=(rule,)))

    assert office(5) == {}
    assert "only 5 days a week are worked" in str(office(6))
    assert office(6, week=6) == {}


def leaving(*rows: WithdrawalRule) -> list[str]:
    return list(wrong(with_tables("agreement", withdrawal=rows)))


def row(**keys: Any) -> WithdrawalRule:
    return WithdrawalRule(**{"notice_days": 30, **SAID, **keys})


@pytest.mark.parametrize(
    ("first", "second", "hides"),
    [
        (row(), row(notice_days=10), True),
        (row(by=frozenset({"employee"})), row(), False),
        (row(), row(by=frozenset({"employee"})), True),
        (row(causes=frozenset({"none"})), row(), False),
        (row(term="fixed"), row(term="fixed"), True),
        (row(term="fixed"), row(term="open"), False),
        (row(term="fixed"), row(), False),
        (row(first_days=30), row(), False),
        (row(first_days=30), row(first_days=30), True),
        (row(first_days=29), row(first_days=30), False),
        (row(first_days=31), row(first_days=30), True),
        (row(for_if=FRAGILE), row(for_if=BOTH), False),
        (row(for_if=BOTH), row(for_if=FRAGILE), True),
        (row(for_if=FRAGILE), row(), False),
        (row(modes=frozenset({"agile"})), row(), False),
    ],
)
def test_a_row_on_leaving_hides_those_that_it_fits_too(
    first: WithdrawalRule, second: WithdrawalRule, *, hides: bool
) -> None:
    everybody = row(notice_days=5)
    hidden = [key for key in leaving(first, second, everybody) if key.endswith(".1")]

    assert bool(hidden) is hides


@pytest.mark.parametrize(
    "last",
    [
        row(by=frozenset({"employee"})),
        row(causes=frozenset({"none"})),
        row(term="open"),
        row(for_if=FRAGILE),
        row(first_days=30),
        row(modes=frozenset({"agile"})),
    ],
)
def test_the_last_row_on_leaving_fits_everybody(last: WithdrawalRule) -> None:
    life = {"expiry": Expiry(tacit=False, **SAID)}

    with pytest.raises(ValidationError, match="the last row must fit everybody"):
        AgreementLife(withdrawal=(row(), last), **life)
    assert AgreementLife(withdrawal=(last, row()), **life).withdrawal[-1] == row()


@pytest.mark.parametrize(
    ("keys", "error"),
    [
        ({"ends": True}, ""),
        ({"min_months": 6}, ""),
        ({"max_months": 6}, ""),
        ({}, "says nothing"),
        ({"min_months": 6, "max_months": 6}, ""),
        ({"min_months": 7, "max_months": 6}, "7: an agreement lasts at most 6 months"),
    ],
)
def test_a_duration_says_something_that_can_be(keys: dict[str, Any], error: str) -> None:
    found = wrong(with_tables("agreement", duration=(Duration(**keys, **SAID),)))

    assert (error in str(found)) if error else found == {}


@pytest.mark.parametrize(
    ("expiry", "is_wrong"),
    [
        (Expiry(tacit=True, reply_days=15, **SAID), False),
        (Expiry(tacit=False, reply_days=15, **SAID), True),
        (Expiry(tacit=False, **SAID), False),
    ],
)
def test_a_day_to_refuse_by_is_of_an_agreement_that_silence_extends(
    expiry: Expiry, *, is_wrong: bool
) -> None:
    found = wrong(with_tables("agreement", expiry=expiry))

    assert list(found) == (["agreement.expiry.reply_days"] if is_wrong else [])


def test_an_approver_of_some_appointments_stands_before_the_one_of_all() -> None:
    def approving(*rows: ApproverRule) -> list[str]:
        return list(wrong(FIRST.model_copy(update={"approver": rows})))

    def rule(*ranks: Rank, appointments: frozenset[str] = frozenset()) -> ApproverRule:
        return ApproverRule(
            ranks=frozenset(ranks), roles=("sindaco",), appointments=appointments, **SAID
        )

    staff, everybody = rule(Rank.STAFF), rule(*Rank)
    special = rule(Rank.STAFF, Rank.EQ, appointments=frozenset({"art_90"}))

    assert approving(everybody, special) == ["approver.1"]
    assert approving(special, everybody) == []
    assert approving(staff, special) == []


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ({"child_from": 3, "child_under": 4}, ""),
        ({"child_from": 3, "child_under": 3}, "child_under"),
        ({"at_most": 2}, ""),
        ({"at_most": 1.5}, "at_most"),
    ],
)
def test_points_can_be_had(keys: dict[str, Any], key: str) -> None:
    points = Points(points=2, each="child", **keys, **SAID)
    found = wrong(with_tables("ranking", points=(points,)))

    assert list(found) == ([f"ranking.points.0.{key}"] if key else [])


def of_rows(found: Tables) -> list[str]:
    return [".".join(map(str, path)) for path, _ in contradicting_rows(found)]


def test_a_row_that_says_the_same_as_another_is_one_too_many() -> None:
    goals = Clause(clauses=frozenset({"goals"}), **SAID)
    elsewhere = goals.model_copy(update={"source": "9.9"})
    duration = Clause(clauses=frozenset({"duration"}), **SAID)

    assert of_rows(FIRST.model_copy(update={"clauses": (goals, duration)})) == []
    assert of_rows(FIRST.model_copy(update={"clauses": (goals, duration, elsewhere)})) == [
        "clauses.2"
    ]


def test_a_clause_may_be_demanded_in_two_places_of_an_act() -> None:
    goals = Clause(clauses=frozenset({"goals"}), **SAID)
    both = Clause(clauses=frozenset({"goals", "duration"}), **SAID)
    of_some = Clause(clauses=frozenset({"goals", "duration"}), for_if=FRAGILE, **SAID)

    assert of_rows(FIRST.model_copy(update={"clauses": (goals, both)})) == []
    assert of_rows(FIRST.model_copy(update={"clauses": (goals, of_some)})) == []


@pytest.mark.parametrize(
    ("until", "weekday", "afternoon", "keys"),
    [
        ("13:30", "13:30", "13:30", []),
        ("13:31", "13:30", "16:30", ["on_call.hours.until"]),
        ("07:30", "13:30", "13:29", ["on_call.hours.afternoon_from"]),
    ],
)
def test_turns_of_two_days_do_not_overlap(
    until: str, weekday: str, afternoon: str, keys: list[str]
) -> None:
    hours = OnCallHours.model_validate(
        {
            **SAID,
            "turn_begins": "08:00",
            "weekday_from": weekday,
            "afternoon_from": afternoon,
            "until": until,
        }
    )

    assert of_rows(with_tables("on_call", hours=hours)) == keys


@pytest.mark.parametrize(
    ("keys", "wrong_ones"),
    [
        ({"day_minutes": 360, "day_hours": ["08:00-14:00"]}, []),
        ({"day_minutes": 361, "day_hours": ["08:00-14:00"]}, ["hours.day_minutes"]),
        ({"day_hours": ["08:30-14:00"]}, ["hours.start"]),
        ({"day_minutes": 360, "afternoon_day_minutes": 360}, []),
        ({"day_minutes": 360, "afternoon_day_minutes": 359}, ["hours.afternoon_day_minutes"]),
        (
            {"afternoon_day_minutes": 541, "afternoon_day_hours": ["08:00-14:00", "15:00-18:00"]},
            ["hours.afternoon_day_minutes"],
        ),
    ],
)
def test_the_hours_of_a_day_add_up(keys: dict[str, Any], wrong_ones: list[str]) -> None:
    hours = WorkHours.model_validate({**SAID, "start": "08:00", **keys})

    assert of_rows(FIRST.model_copy(update={"hours": hours})) == wrong_ones


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ({"per": "year", "max_days": 3}, ""),
        ({"max_days": 3}, "max_days"),
        ({"max_minutes": 60}, "max_minutes"),
        ({"per": "year", "part_time": True}, "part_time"),
        ({"per": "year", "max_minutes": 60, "part_time": True}, ""),
        ({"per": "event", "max_days": 3, "within_days": 45}, ""),
        ({"per": "year", "max_days": 3, "within_days": 45}, "within_days"),
        ({"per": "event", "within_days": 45, "begins_within_days": 45}, ""),
        ({"per": "event", "within_days": 45, "begins_within_days": 46}, "begins_within_days"),
        ({"per": "year", "never_with": ["exam"]}, "never_with"),
        ({"per": "year", "never_with": ["medical"]}, ""),
        ({"per": "week", "max_minutes": 7 * 1440 - 1}, ""),
        ({"per": "week", "max_minutes": 7 * 1440}, "max_minutes"),
    ],
)
def test_a_kind_of_permit_says_what_can_be(keys: dict[str, Any], key: str) -> None:
    rule = PermitRule.model_validate({**SAID, **keys})
    found = contradicting_permits(FIRST.model_copy(update={"permits": {"exam": rule}}))

    assert [path[-1] for path, _ in found] == ([key] if key else [])
