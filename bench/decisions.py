"""Decisions a second on one core for each question, with 200 earlier bookings, in each body."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bench.measure import seconds_per_call
from rules import questions as law
from rules.facts import ROME, Agreement, Band, Child, Employee, Mode, Period, Permit, Scheme, Slot
from rules.history import History
from rules.policy.lasting import CLAUSES
from rules.policy.library import Policy, shipped
from rules.ranking import Applicant, Round

BOOKINGS = 200
APPLICANTS = 20
AIM = 20_000
PLAIN_CALLS = 1_000
AT = datetime(2026, 11, 16, 10, 15, tzinfo=ROME)
NIGHT = AT.replace(hour=22)
DAY = date(2026, 11, 26)
MONDAY = date(2026, 12, 7)
BOOKED = date(2026, 11, 23)
SCHEMES = {
    "arena-po": Scheme(per=Period.YEAR, days=100),
    "ferrara": Scheme(per=Period.WEEK, days=5),
    "tivoli": Scheme(per=Period.MONTH, days=8),
    "alonte": Scheme(per=Period.WEEK, days=2),
    "sorano": Scheme(per=Period.MONTH, days=8),
}
BANDS = (Band(600, 720), Band(870, 990))
PERMIT = Permit(kind="personal", on=DAY, minutes=120, start=9 * 60)


def slots() -> tuple[Slot, ...]:
    """Two days a week, for as many weeks back as there are bookings for."""
    days = (BOOKED - timedelta(7 * n - weekday) for n in range(BOOKINGS) for weekday in (0, 1))
    return tuple(Slot(day=day) for day, _ in zip(days, range(BOOKINGS), strict=False))


def person(body: str) -> Employee:
    """Somebody with an agreement that began before all bookings."""
    agreement = Agreement(first_day=date(2024, 1, 1), scheme=SCHEMES[body], bands=BANDS)
    return Employee(agreement=agreement)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks one body, and what is at hand when they do."""

    policy: Policy
    person: Employee
    history: History
    applicants: tuple[Applicant, ...]


QUESTIONS: Mapping[str, Callable[[Asker], object]] = {
    "eligible": lambda a: law.eligible(a.policy, a.person, at=AT, mode=Mode.AGILE),
    "book": lambda a: law.book(a.policy, a.person, a.history, at=AT, day=DAY),
    "bands": lambda a: law.bands(a.policy, a.person, at=AT, bands=BANDS),
    "contact": lambda a: law.contact(a.policy, a.person, a.history, at=NIGHT),
    "deliver": lambda a: law.deliver(a.policy, a.person, a.history, at=NIGHT),
    "day": lambda a: law.day(a.policy, a.person, a.history, on=DAY),
    "approver": lambda a: law.approver(a.policy, a.person, at=AT),
    "permit": lambda a: law.permit(a.policy, a.person, a.history, at=AT, asked=PERMIT),
    "swap": lambda a: law.swap(
        a.policy, a.person, a.history, at=AT, day=BOOKED, new_day=DAY, by="employee"
    ),
    "recall": lambda a: law.recall(a.policy, a.person, a.history, at=NIGHT, day=BOOKED),
    "withdraw": lambda a: law.withdraw(a.policy, a.person, at=AT, by="employee"),
    "expiry": lambda a: law.expiry(a.policy, a.person, at=AT, extension_offered=True),
    "rank": lambda a: law.rank(a.policy, Round(a.applicants, APPLICANTS // 2), at=AT),
    "agreement": lambda a: law.agreement(a.policy, a.person, at=AT, clauses=CLAUSES),
    "on_call": lambda a: law.on_call(a.policy, a.person, a.history, at=AT, week=MONDAY),
    "check_agreement": lambda a: law.check_agreement(a.policy, a.person, at=AT),
}


def run() -> Iterable[str]:
    """Ask every question in every body; then a booking whose history is built each time."""
    askers = [_asker(policy) for policy in shipped().values()]
    yield f"decisions a second, {BOOKINGS} earlier bookings at hand, rank of {APPLICANTS} people"
    yield _row("", [asker.policy.id for asker in askers])
    for name, ask in QUESTIONS.items():
        yield _row(name, [f"{1 / _seconds(ask, asker):,.0f}" for asker in askers])
    built = [_seconds(_book_anew, asker) for asker in askers]
    filing = [_seconds(_history, asker) for asker in askers]
    yield "book with its history built each time, and the share of that which is filing slots"
    yield _row("book", [f"{1 / seconds:,.0f}" for seconds in built])
    shares = [part / whole for part, whole in zip(filing, built, strict=True)]
    yield _row("filing", [f"{share:.0%}" for share in shares])
    yield _verdict({asker.policy.id: 1 / one for asker, one in zip(askers, built, strict=True)})
    # The aim is a number of one machine: this says how quick the one is that was measured on.
    calls = max(built) / (seconds_per_call(_plain_calls) / PLAIN_CALLS)
    yield f"the slowest booking takes as long as {calls:,.0f} plain calls of a function here"


def _asker(policy: Policy) -> Asker:
    somebody = person(policy.id)
    return Asker(
        policy, somebody, History(slots=slots()), tuple(map(_applicant, range(APPLICANTS)))
    )


def _applicant(number: int) -> Applicant:
    children = tuple(Child(born=date(2015 + n, 5, 4)) for n in range(number % 3))
    facts = Employee(
        km=number * 7 % 31, children=children, assists=number % 2, hired=date(2000 + number, 1, 7)
    )
    return Applicant(f"applicant {number:02}", facts)


def _history(asker: Asker) -> History:
    return History(slots=asker.history.slots)


def _book_anew(asker: Asker) -> object:
    return law.book(asker.policy, asker.person, _history(asker), at=AT, day=DAY)


def _seconds(ask: Callable[[Asker], object], asker: Asker) -> float:
    return seconds_per_call(lambda: ask(asker))


def _plain_calls() -> None:
    for number in range(PLAIN_CALLS):
        _plain(number)


def _plain(number: int) -> int:
    return number


def _row(name: str, cells: list[str]) -> str:
    return f"{name:10}" + "".join(f"{cell:>11}" for cell in cells)


def _verdict(rates: Mapping[str, float]) -> str:
    slowest = min(rates, key=rates.__getitem__)
    word = "above" if rates[slowest] >= AIM else "below"
    return (
        f"slowest: {slowest}, {rates[slowest]:,.0f} bookings a second, {word} the aim of {AIM:,}"
    )
