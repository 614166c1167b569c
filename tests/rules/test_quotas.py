"""Days that a period gives: what the acts say of numbers, derogations and days lost."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from rules.conditions import Condition
from rules.decision import Decision, Verdict
from rules.facts import (
    ROME,
    AbsenceKind,
    Agreement,
    Derogation,
    Employee,
    Half,
    Mode,
    Period,
    Scheme,
    Slot,
)
from rules.history import History
from rules.policy.library import shipped
from rules.questions import book
from rules.quotas import is_unchosen
from rules.reasons import ReasonCode
from tests.policy import example
from tests.rules.build import working_days
from tests.rules.mutations import changed

NOVEMBER_2 = datetime(2026, 11, 2, 9, 0, tzinfo=ROME)
"""A Monday."""
TUESDAY = date(2026, 11, 24)


def person(scheme: Scheme | None) -> Employee:
    return Employee(agreement=Agreement(first_day=date(2026, 1, 1), scheme=scheme))


def days(*names: str) -> list[Slot]:
    return [Slot(day=date.fromisoformat(name)) for name in names]


def ask(
    body: str, booked: list[Slot], *, scheme: Scheme | None = None, on: date = TUESDAY, **past: Any
) -> Decision:
    history = History(slots=booked, **past)
    return book(shipped()[body], person(scheme), history, at=NOVEMBER_2, day=on, half=None)


def said(found: Decision, *codes: ReasonCode) -> list[tuple[str, str, bool]]:
    """Give code, article and whether it speaks against, of some reasons."""
    return [(r.code, r.source.article, r.against) for r in found.reasons if r.code in codes]


OF_A_QUOTA = (ReasonCode.WITHIN_QUOTA, ReasonCode.QUOTA_REACHED)
WEEK = ["2026-11-25", "2026-11-26"]
MONTH = working_days("2026-11-03", 8)


@pytest.mark.parametrize(
    ("booked", "expected"),
    [
        ([], [("within_quota", "20.4.a", False), ("within_quota", "20.4.b", False)]),
        (WEEK, [("within_quota", "20.4.a", False)]),
        (MONTH, [("within_quota", "20.4.b", False)]),
        (
            [*MONTH, *WEEK],
            [("quota_reached", "20.4.a", True), ("quota_reached", "20.4.b", True)],
        ),
    ],
    ids=["none", "the week", "the month", "both"],
)
def test_without_a_number_in_the_agreement_either_measure_of_the_act_may_give_a_day(
    booked: list[str], expected: list[tuple[str, str, bool]]
) -> None:
    # Tivoli 20.4: eight a month or two a week, as the agreement chooses; this one did not.
    found = ask("tivoli", days(*booked))

    assert said(found, *OF_A_QUOTA) == expected


def test_a_measure_is_unchosen_where_the_agreement_says_no_number() -> None:
    rules = shipped()["tivoli"].on(TUESDAY).booking
    (month, week) = [r for r in ask("tivoli", []).reasons if r.code == ReasonCode.WITHIN_QUOTA]
    (of_others,) = [r for r in ask("arena-po", []).reasons if r.code == ReasonCode.WITHIN_QUOTA]
    silent = Agreement(first_day=date(2026, 1, 1))
    weekly = Agreement(first_day=date(2026, 1, 1), scheme=Scheme(per=Period.WEEK, days=2))
    fixed = Agreement(first_day=date(2026, 1, 1), scheme=Scheme(weekdays=frozenset({1})))

    assert is_unchosen(rules, silent, month)
    assert is_unchosen(rules, silent, week)
    assert not is_unchosen(rules, silent, of_others)
    assert not is_unchosen(rules, weekly, month)
    assert not is_unchosen(rules, fixed, month)


def test_a_derogation_tells_the_days_of_its_week_and_its_own_number() -> None:
    # Tivoli 20.5: for a time more days than letters a) and b) give.
    given = Derogation(first_day=date(2026, 11, 1), last_day=date(2026, 11, 30), per_week=3)

    for booked, against in ((WEEK, False), ([*WEEK, "2026-11-27"], True)):
        found = ask("tivoli", days(*booked), derogations=[given])
        (reason,) = [r for r in found.reasons if r.code.startswith("derogation")]
        assert reason.figures["booked"] == len(booked)
        assert reason.figures["per_week"] == 3
        assert reason.against is against


@pytest.mark.parametrize(
    ("article", "per_week"), [("6.3", 5), ("6.1", 6)], ids=["with a ceiling", "without"]
)
def test_a_derogation_under_an_article_with_a_ceiling_gives_no_more(
    article: str, per_week: int
) -> None:
    # Tivoli 6.3: up to five days a week.
    given = Derogation(
        first_day=date(2026, 11, 1), last_day=date(2026, 11, 30), per_week=6, article=article
    )

    found = ask("tivoli", [], derogations=[given])

    (reason,) = [r for r in found.reasons if r.code.startswith("derogation")]
    assert reason.figures["per_week"] == per_week


LOST = [("day_lost", "13", False)]
HUNDRED = working_days("2026-01-07", 100)
"""As many days as Arena Po 7 gives a year."""


@pytest.mark.parametrize(
    ("booked", "absent", "expected"),
    [
        (100, HUNDRED[0], LOST),
        (100, None, []),
        (99, HUNDRED[0], []),
        (99, "2026-11-26", []),
        (100, "2026-11-26", []),
    ],
    ids=["an agile day", "no absence", "below the cap", "neither", "a day at the office"],
)
def test_a_day_of_absence_is_named_where_it_fills_the_year_and_is_lost(
    booked: int, absent: str | None, expected: list[tuple[str, str, bool]]
) -> None:
    # Arena Po 13: days not used are not carried over; 7: a hundred a year.
    absences = {} if absent is None else {date.fromisoformat(absent): AbsenceKind.SICK}

    found = ask("arena-po", days(*HUNDRED[:booked]), absences=absences)

    assert said(found, ReasonCode.DAY_LOST) == expected
    assert (ReasonCode.QUOTA_REACHED in {r.code for r in found.reasons}) is (booked == 100)


@pytest.mark.parametrize(
    ("agreed", "booked", "article"),
    [(9, 9, "20.4.a"), (3, 3, "20.4.a"), (8, 8, "20.4.a")],
)
def test_the_number_of_the_agreement_takes_the_place_of_the_act_s(
    agreed: int, booked: int, article: str
) -> None:
    month = Scheme(per=Period.MONTH, days=agreed)
    taken = working_days("2026-11-02", booked)

    full = ask("tivoli", days(*taken), scheme=month)
    one_left = ask("tivoli", days(*taken[1:]), scheme=month)

    assert said(full, *OF_A_QUOTA) == [("quota_reached", article, True)]
    assert said(one_left, *OF_A_QUOTA) == [("within_quota", article, False)]
    assert full.verdict is Verdict.REFUSED


@pytest.mark.parametrize(("agreed", "limit"), [(99, 99), (100, 100), (101, 100)])
def test_where_the_act_s_number_is_the_most_the_agreement_only_lowers_it(
    agreed: int, limit: int
) -> None:
    # Arena Po 7: a hundred a year at most.
    found = ask("arena-po", [], scheme=Scheme(per=Period.YEAR, days=agreed))

    (reason,) = [r for r in found.reasons if r.code == ReasonCode.WITHIN_QUOTA]
    assert reason.figures["max_days"] == limit


def test_a_number_for_a_period_of_which_the_act_says_nothing_binds_as_the_act_s() -> None:
    # Arena Po 7 speaks of the year; the agreement of two a week.
    week = Scheme(per=Period.WEEK, days=2)

    full = ask("arena-po", days(*WEEK), scheme=week)
    one_left = ask("arena-po", days(*WEEK[:1]), scheme=week)

    assert [(r.figures["per"], r.against) for r in full.reasons if r.code in OF_A_QUOTA] == [
        (Period.YEAR, False),
        (Period.WEEK, True),
    ]
    assert not [r for r in one_left.reasons if r.code == ReasonCode.QUOTA_REACHED]


@pytest.mark.parametrize(
    ("scheme", "is_open"),
    [
        (None, True),
        (Scheme(), True),
        (Scheme(per=Period.MONTH, days=8), False),
        (Scheme(per=Period.WEEK, days=2), False),
        (Scheme(weekdays=frozenset({1})), False),
    ],
)
def test_that_the_agreement_chose_no_measure_is_told_of_those_that_did_not(
    scheme: Scheme | None, *, is_open: bool
) -> None:
    # docs/readings.md, Tivoli 20.4: one of the measures is enough.
    found = ask("tivoli", [], scheme=scheme, on=date(2026, 11, 24))

    told = [words.en for reason in found.reasons for words in reason.readings]
    assert any("does not choose between eight days" in one for one in told) is is_open


def test_a_number_of_some_people_is_theirs_alone() -> None:
    fragile = Condition(conditions_any=frozenset({"fragile"}))
    (hundred,) = shipped()["arena-po"].on(TUESDAY).booking.quotas
    theirs = hundred.model_copy(update={"for_if": fragile})
    policy = changed(shipped()["arena-po"], ("booking", "quotas"), (theirs,))
    history = History(slots=days(*HUNDRED))

    for conditions, reached in ((frozenset({"fragile"}), True), (frozenset[str](), False)):
        who = replace(person(None), conditions=conditions)
        found = book(policy, who, history, at=NOVEMBER_2, day=TUESDAY, half=None)
        assert (ReasonCode.QUOTA_REACHED in {r.code for r in found.reasons}) is reached


@pytest.mark.parametrize(("mode", "is_asked"), [(Mode.AGILE, True), (Mode.REMOTE, False)])
def test_prevalence_of_presence_is_asked_of_agile_days_alone(
    mode: Mode, *, is_asked: bool
) -> None:
    # Sorano 5.1.c speaks of agile work.
    held = Agreement(first_day=date(2026, 1, 1), mode=mode)

    found = book(
        shipped()["sorano"],
        Employee(agreement=held),
        History(),
        at=NOVEMBER_2,
        day=TUESDAY,
        half=None,
        mode=mode,
    )

    assert any("prevalence" in one.code for one in found.reasons) is is_asked


@pytest.mark.parametrize(
    ("day", "half", "is_refused"),
    [
        (date(2027, 2, 9), Half.AM, True),
        (date(2027, 2, 9), None, False),
        (date(2027, 2, 11), Half.AM, False),
    ],
)
def test_a_fixed_weekday_is_not_split_where_the_act_sets_it_apart(
    day: date, half: Half | None, *, is_refused: bool
) -> None:
    # Borgo Esempio 3.3 since 2027: halves, save of the days that the agreement fixes.
    tuesdays = person(Scheme(weekdays=frozenset({1})))
    at = datetime(2027, 2, 1, 9, 0, tzinfo=ROME)
    office = History(presence=[day])

    found = book(example.policy(), tuesdays, office, at=at, day=day, half=half)

    assert (
        any(one.code == "half_not_allowed" and one.against for one in found.reasons) is is_refused
    )
