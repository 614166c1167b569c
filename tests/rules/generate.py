"""Random people, histories and moments; the same ones in every run."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from rules.facts import (
    AbsenceKind,
    Agreement,
    Band,
    Derogation,
    Employee,
    Half,
    Mode,
    Period,
    Permit,
    Scheme,
    Slot,
)
from rules.history import History


def repeatable(examples: int) -> Callable[[Any], Any]:
    """So many examples, the same in every run, however slow the machine."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


FIRST = date(2026, 1, 1)
LAST = date(2028, 12, 31)
# Around the nights on which clocks change, Easter, and the long weekends of winter.
SPECIAL = [date(2026, 3, 27), date(2026, 10, 23), date(2027, 3, 26), date(2026, 12, 4)]
SPECIAL += [date(2026, 12, 24), date(2027, 10, 2), date(2028, 10, 27), date(2028, 4, 14)]

days = st.one_of(
    st.dates(FIRST, LAST),
    st.builds(lambda day, n: day + timedelta(n), st.sampled_from(SPECIAL), st.integers(0, 5)),
)
# The acts' hours in Rome and the minute before each, as UTC minutes of winter and of summer.
EDGES = [
    hour - ahead - before
    for hour in (360, 450, 480, 1140, 1200, 1320)
    for ahead in (60, 120)
    for before in (0, 1)
]
moments = st.builds(
    lambda day, minute, second: (
        datetime(day.year, day.month, day.day, tzinfo=UTC)
        + timedelta(minutes=minute, seconds=second)
    ),
    days,
    st.one_of(st.integers(0, 1439), st.sampled_from(EDGES)),
    st.sampled_from([0, 0, 0, 1, 30, 59]),
)
# From noon on to ten at the latest, so that every working day keeps an open morning.
windows = st.one_of(
    st.builds(Band, st.integers(12 * 60, 1439), st.integers(1, 10 * 60)),
    st.builds(Band, st.integers(12 * 60, 14 * 60), st.integers(15 * 60, 20 * 60)),
)
# Never Saturday alone: in Ferrara nobody is reached on Saturdays.
weekdays = st.builds(
    frozenset.union,
    *(st.frozensets(st.integers(0, last), min_size=least) for last, least in ((4, 1), (5, 0))),
)


@st.composite
def agreements(draw: st.DrawFn, schemes: st.SearchStrategy[Scheme | None]) -> Agreement:
    """An agreement that covers some of the time, with bands in the morning."""
    first = draw(st.sampled_from([date(2025, 1, 1), date(2026, 6, 1)]))
    return Agreement(
        first_day=first,
        last_day=draw(st.sampled_from([None, date(2026, 11, 30), date(2028, 6, 30)])),
        scheme=draw(schemes),
        bands=draw(st.sampled_from([(), (Band(600, 720),), (Band(630, 690), Band(700, 710))])),
        afternoon_bands=draw(st.sampled_from([(), (Band(690, 700),)])),
        disconnection=draw(st.one_of(st.none(), windows)),
    )


numbers = st.builds(
    Scheme,
    per=st.sampled_from([Period.WEEK, Period.MONTH, Period.YEAR]),
    days=st.integers(1, 6),
)
fixed = st.builds(Scheme, weekdays=weekdays)
any_scheme: st.SearchStrategy[Scheme | None] = st.one_of(st.none(), numbers, fixed)


def people(schemes: st.SearchStrategy[Scheme | None] = any_scheme) -> st.SearchStrategy[Employee]:
    """People of any working week, with an agreement or without."""
    return st.builds(
        Employee,
        week=st.sampled_from([None, 5, 6]),
        workdays=st.one_of(st.none(), st.none(), weekdays),
        afternoons=weekdays,
        agreement=st.one_of(st.none(), agreements(schemes), agreements(schemes)),
    )


@st.composite
def histories(draw: st.DrawFn, around: st.SearchStrategy[date] = days) -> History:
    """Bookings, absences, closures and permits near one day."""
    center = draw(around)
    near = st.builds(lambda n: center + timedelta(n), st.integers(-20, 20))
    absent = draw(st.lists(near, max_size=5))
    modes = st.sampled_from([Mode.AGILE, Mode.AGILE, Mode.REMOTE])
    halves = st.sampled_from([None, None, Half.AM, Half.PM])
    return History(
        slots=draw(st.lists(st.builds(Slot, day=near, mode=modes, half=halves), max_size=12)),
        absences=dict.fromkeys(absent, draw(st.sampled_from(AbsenceKind))),
        closures=draw(st.lists(near, max_size=2)),
        patron=draw(st.lists(near, max_size=1)),
        presence=draw(st.lists(near, max_size=3)),
        permits=draw(st.lists(permits(near), max_size=2)),
    )


def permits(near: st.SearchStrategy[date]) -> st.SearchStrategy[Permit]:
    """Permits of some hours in the morning, or of whole days."""
    return st.one_of(
        st.builds(
            Permit,
            kind=st.just("medical"),
            on=near,
            start=st.integers(480, 720),
            minutes=st.integers(15, 90),
        ),
        st.builds(Permit, kind=st.just("bereavement"), on=near, days=st.integers(1, 3)),
    )


@st.composite
def scenes(
    draw: st.DrawFn, schemes: st.SearchStrategy[Scheme | None] = any_scheme
) -> tuple[Employee, History, datetime]:
    """Somebody, what is given about the weeks around a moment, and the moment."""
    at = draw(moments)
    return draw(people(schemes)), draw(histories(st.just(at.date()))), at


derogations = st.builds(
    lambda day, length, per_week: Derogation(
        first_day=day, last_day=day + timedelta(length), per_week=per_week
    ),
    st.dates(date(2026, 11, 1), date(2026, 12, 20)),
    st.integers(0, 10),
    st.integers(1, 5),
)
