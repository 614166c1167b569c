"""Decisions a second on one core, for somebody with 200 earlier bookings, in each body."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta

from bench.measure import seconds_per_call
from rules import questions as law
from rules.facts import ROME, Agreement, Band, Employee, Mode, Period, Scheme, Slot
from rules.history import History
from rules.policy.library import Policy, shipped

BOOKINGS = 200
AT = datetime(2026, 11, 16, 10, 15, tzinfo=ROME)
DAY = date(2026, 11, 26)
SCHEMES = {
    "arena-po": Scheme(per=Period.YEAR, days=100),
    "ferrara": Scheme(per=Period.WEEK, days=5),
    "tivoli": Scheme(per=Period.MONTH, days=8),
    "alonte": Scheme(per=Period.WEEK, days=2),
    "sorano": Scheme(per=Period.MONTH, days=8),
}
BANDS = (Band(600, 720), Band(870, 990))


def slots() -> tuple[Slot, ...]:
    """Two days a week, for as many weeks back as there are bookings for."""
    monday = date(2026, 11, 23)
    days = (monday - timedelta(7 * n - weekday) for n in range(BOOKINGS) for weekday in (0, 1))
    return tuple(Slot(day=day) for day, _ in zip(days, range(BOOKINGS), strict=False))


def person(body: str) -> Employee:
    """Somebody with an agreement that began before all bookings."""
    agreement = Agreement(first_day=date(2024, 1, 1), scheme=SCHEMES[body], bands=BANDS)
    return Employee(agreement=agreement)


def run() -> Iterable[str]:
    """Bookings with the history at hand and with building it, then every other question."""
    booked = slots()
    for body, policy in shipped().items():
        yield from _bookings(policy, person(body), booked)
    for body, policy in shipped().items():
        yield from _others(policy, person(body), History(slots=booked))


def _bookings(policy: Policy, somebody: Employee, booked: tuple[Slot, ...]) -> Iterator[str]:
    history = History(slots=booked)

    def at_hand() -> object:
        return law.book(policy, somebody, history, at=AT, day=DAY)

    def built() -> object:
        return law.book(policy, somebody, History(slots=booked), at=AT, day=DAY)

    once, each = seconds_per_call(at_hand), seconds_per_call(built)
    yield (
        f"{policy.id:9} book     {1 / once:10,.0f}/s with the history at hand, "
        f"{1 / each:7,.0f}/s building it each time ({each / once:.1f} times as long)"
    )


def _others(policy: Policy, somebody: Employee, history: History) -> Iterator[str]:
    night = AT.replace(hour=22)
    asked: dict[str, Callable[[], object]] = {
        "eligible": lambda: law.eligible(policy, somebody, at=AT, mode=Mode.AGILE),
        "bands": lambda: law.bands(policy, somebody, at=AT, bands=BANDS),
        "contact": lambda: law.contact(policy, somebody, history, at=night),
        "deliver": lambda: law.deliver(policy, somebody, history, at=night),
        "day": lambda: law.day(policy, somebody, history, on=DAY),
        "approver": lambda: law.approver(policy, somebody, at=AT),
    }
    rates = (f"{name} {1 / seconds_per_call(call):,.0f}/s" for name, call in asked.items())
    yield f"{policy.id:9} {', '.join(rates)}"
