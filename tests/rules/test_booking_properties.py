"""Bookings allowed one by one never add up to more than the act gives, in whatever order."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.decision import Decision, Verdict
from rules.facts import (
    ROME,
    AbsenceKind,
    Agreement,
    Derogation,
    Employee,
    Half,
    Period,
    Scheme,
    Slot,
)
from rules.history import History, days_of, first_day_of
from rules.policy.library import shipped
from rules.questions import book
from tests.rules.generate import agreements, derogations, histories, numbers, repeatable
from tests.rules.oracle import public_holiday

AT = datetime(2026, 11, 2, 9, 0, tzinfo=ROME)
BODIES = sorted(shipped())
every_body = pytest.mark.parametrize("body", BODIES)
asked_days = st.dates(date(2026, 11, 2), date(2027, 1, 10))
halves = st.sampled_from([None, None, Half.AM, Half.PM])
requests = st.lists(st.builds(Slot, day=asked_days, half=halves), min_size=10, max_size=60)
few = st.frozensets(asked_days, max_size=8)
# The quota that the act or the agreement sets, by scheme: (body, scheme, period, days).
QUOTAS = [
    ("arena-po", Scheme(per=Period.YEAR, days=7), Period.YEAR, 7),
    ("ferrara", Scheme(per=Period.WEEK, days=3), Period.WEEK, 3),
    ("ferrara", None, Period.WEEK, 5),
    ("tivoli", Scheme(per=Period.MONTH, days=8), Period.MONTH, 8),
    ("tivoli", Scheme(per=Period.WEEK, days=2), Period.WEEK, 2),
    ("tivoli", Scheme(per=Period.MONTH, days=5), Period.MONTH, 5),
    ("alonte", Scheme(per=Period.WEEK, days=1), Period.WEEK, 1),
    ("sorano", None, Period.MONTH, 8),
    ("sorano", Scheme(per=Period.MONTH, days=3), Period.MONTH, 3),
]


def somebody(scheme: Scheme | None) -> Employee:
    return Employee(agreement=Agreement(first_day=date(2026, 1, 1), scheme=scheme))


def ask(body: str, person: Employee, history: History, slot: Slot) -> Decision:
    return book(shipped()[body], person, history, at=AT, day=slot.day, half=slot.half)


def book_one_by_one(
    body: str, person: Employee, wanted: Iterable[Slot], history: History
) -> list[Slot]:
    """What is booked in the end, if each request is granted that the act allows."""
    for slot in wanted:
        if ask(body, person, history, slot).verdict is Verdict.ALLOWED:
            history = history.with_slots([*history.slots, slot])
    return list(history.slots)


def days_by(period: Period, slots: Iterable[Slot]) -> Counter[date]:
    """Half days booked in each period."""
    counted: Counter[date] = Counter()
    for slot in slots:
        counted[first_day_of(period, slot.day)] += 1 if slot.half else 2
    return counted


@pytest.mark.parametrize(("body", "scheme", "period", "days"), QUOTAS)
@given(wanted=requests, absent=few)
@repeatable(25)
def test_no_period_holds_more_than_its_quota(
    body: str,
    scheme: Scheme | None,
    period: Period,
    days: int,
    *,
    wanted: list[Slot],
    absent: frozenset[date],
) -> None:
    history = History(absences=dict.fromkeys(absent, AbsenceKind.LEAVE))

    booked = book_one_by_one(body, somebody(scheme), wanted, history)

    assert max(days_by(period, booked).values(), default=0) <= 2 * days
    taken = Counter((s.day, half) for s in booked for half in (s.half and [s.half]) or list(Half))
    assert max(taken.values(), default=1) == 1
    assert not {slot.day for slot in booked} & absent
    assert not [s for s in booked if s.day.weekday() == 6 or public_holiday(s.day)]


@given(wanted=requests, derogation=derogations, absent=few)
@repeatable(40)
def test_a_derogation_lifts_the_week_to_its_own_number_and_no_further(
    *, wanted: list[Slot], derogation: Derogation, absent: frozenset[date]
) -> None:
    history = History(derogations=[derogation], absences=dict.fromkeys(absent, AbsenceKind.LEAVE))

    booked = book_one_by_one("tivoli", somebody(Scheme(per=Period.WEEK, days=2)), wanted, history)

    inside = {
        first_day_of(Period.WEEK, derogation.first_day + timedelta(n))
        for n in range((derogation.last_day - derogation.first_day).days + 1)
    }
    for week, taken in days_by(Period.WEEK, booked).items():
        assert taken <= 2 * (max(2, derogation.per_week) if week in inside else 2)


@given(wanted=requests, absent=few)
@repeatable(40)
def test_alonte_keeps_three_days_in_presence_in_every_week_with_an_agile_day(
    *, wanted: list[Slot], absent: frozenset[date]
) -> None:
    history = History(absences=dict.fromkeys(absent, AbsenceKind.SICK))

    booked = book_one_by_one("alonte", somebody(None), wanted, history)

    for slot in booked:
        week = days_of(Period.WEEK, slot.day)
        worked = [d for d in week if d.weekday() < 5 and d not in absent and not public_holiday(d)]
        away = days_by(Period.WEEK, booked)[first_day_of(Period.WEEK, slot.day)]
        assert 2 * len(worked) - away >= 6


@given(wanted=requests, absent=few)
@repeatable(25)
def test_sorano_keeps_more_presence_than_agile_days_in_two_months(
    *, wanted: list[Slot], absent: frozenset[date]
) -> None:
    long_leave = dict.fromkeys(
        (date(2026, 11, 10) + timedelta(n) for n in range(46)), AbsenceKind.LEAVE
    )
    history = History(absences={**long_leave, **dict.fromkeys(absent, AbsenceKind.SICK)})

    booked = book_one_by_one("sorano", somebody(None), wanted, history)

    for months in {first_day_of(Period.BIMESTER, slot.day) for slot in booked}:
        one = next(s.day for s in booked if first_day_of(Period.BIMESTER, s.day) == months)
        worked = [
            d
            for d in days_of(Period.BIMESTER, one)
            if d.weekday() < 6 and d not in history.absences and not public_holiday(d)
        ]
        away = days_by(Period.BIMESTER, booked)[months]
        assert 2 * len(worked) - away > away


STRICTNESS = {Verdict.ALLOWED: 0, Verdict.DISCRETION: 1, Verdict.REFUSED: 2}
people = st.builds(
    Employee,
    week=st.sampled_from([None, 5, 6]),
    agreement=st.one_of(st.none(), agreements(st.one_of(st.none(), numbers))),
)
around = histories(st.just(date(2026, 11, 20)))


# Monotonic in every act: a day more that is booked elsewhere uses up quotas, and takes presence.
# (Not so for agreed weekdays, which a half-day booking makes half free: no such schemes here.)
@every_body
@given(person=people, history=around, asked=st.builds(Slot, day=asked_days, half=halves),
       more=st.builds(Slot, day=asked_days, half=halves))  # fmt: skip
@repeatable(40)
def test_one_more_booking_never_makes_a_refused_day_possible(
    body: str, *, person: Employee, history: History, asked: Slot, more: Slot
) -> None:
    before = ask(body, person, history, asked).verdict

    if history.halves(more.day) == (None, None) and more.day != asked.day:
        after = ask(body, person, history.with_slots([*history.slots, more]), asked).verdict
        assert STRICTNESS[after or Verdict.REFUSED] >= STRICTNESS[before or Verdict.ALLOWED]


# Monotonic but in Sorano: there a sick day on a booked agile day takes it out of the count of
# 5.1.c ("non incidono i giorni di malattia"), and may save a two-month period.
@pytest.mark.parametrize("body", [body for body in BODIES if body != "sorano"])
@given(person=people, history=around, asked=st.builds(Slot, day=asked_days, half=halves),
       absent=asked_days, kind=st.sampled_from(AbsenceKind))  # fmt: skip
@repeatable(40)
def test_one_more_absence_never_makes_a_refused_day_possible(
    body: str,
    *,
    person: Employee,
    history: History,
    asked: Slot,
    absent: date,
    kind: AbsenceKind,
) -> None:
    before = ask(body, person, history, asked).verdict
    fuller = History(
        slots=history.slots,
        absences={**history.absences, absent: kind},
        closures=history.closures,
        patron=history.patron,
        presence=history.presence,
        permits=history.permits,
    )

    after = ask(body, person, fuller, asked).verdict

    assert STRICTNESS[after or Verdict.REFUSED] >= STRICTNESS[before or Verdict.ALLOWED]


@every_body
@given(person=people, history=around, asked=st.lists(st.builds(Slot, day=asked_days, half=halves),
                                                     min_size=2, max_size=6))  # fmt: skip
@repeatable(30)
def test_deciding_twice_in_any_order_gives_the_same(
    body: str, *, person: Employee, history: History, asked: list[Slot]
) -> None:
    first = [ask(body, person, history, slot) for slot in asked]

    fresh = history.with_slots(history.slots)
    again = [ask(body, person, fresh, slot) for slot in reversed(asked)]

    assert again[::-1] == first
