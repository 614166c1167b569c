"""A month planned for a large body: 10,000 employees, each working day of October asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from resource import RUSAGE_SELF, getrusage
from time import process_time

from bench.decisions import person
from rules.booking import book
from rules.decision import Verdict
from rules.facts import ROME, Child, Employee, Slot
from rules.history import History
from rules.policy.library import Policy, shipped

EMPLOYEES = 10_000
AT = datetime(2026, 9, 15, 9, 0, tzinfo=ROME)
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
SINCE = date(2026, 1, 7)
CONDITIONS = ((), ("caregiver",), ("fragile", "disability"), ())


@dataclass(slots=True)
class Planned:
    """One employee with what they have; the plan adds to it."""

    policy: Policy
    person: Employee
    history: History


@dataclass(frozen=True, slots=True)
class Figures:
    """What one planning took: seconds of one core; MiB of the process with everybody in it."""

    verdicts: Counter[str]
    seconds: float
    histories: int
    history_seconds: float
    memory_before: float
    memory_peak: float


def run() -> Iterable[str]:
    """Plan in a process of its own, so that memory is that of the plan."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = pool.submit(plan, EMPLOYEES).result()
    asked = found.verdicts.total()
    yield (
        f"{EMPLOYEES:,} employees, {asked:,} decisions in one process: "
        f"{found.seconds:.1f} s of one core, {asked / found.seconds:,.0f} a second"
    )
    yield ", ".join(f"{name} {count:,}" for name, count in sorted(found.verdicts.items()))
    yield (
        f"peak memory {found.memory_peak:.0f} MiB, {found.memory_before:.0f} of it "
        "the employees with their bookings since January"
    )
    yield (
        f"what limits it: {found.histories:,} histories built anew, one for each day given, are "
        f"{found.history_seconds / found.seconds:.0%} of the time; the rest is the rules"
    )


def plan(employees: int) -> Figures:
    """Ask about every working day in order; a day that is given is booked before the next."""
    everybody = list(_everybody(employees))
    days = list(_weekdays())
    before = _memory()
    verdicts: Counter[str] = Counter()
    histories, filing = 0, 0.0
    started = process_time()
    for one in everybody:
        for day in days:
            decision = book(one.policy, one.person, one.history, at=AT, day=day)
            verdicts[decision.verdict or "none"] += 1
            if decision.verdict is Verdict.ALLOWED:
                began = process_time()
                one.history = one.history.with_slots([*one.history.slots, Slot(day=day)])
                filing += process_time() - began
                histories += 1
    return Figures(verdicts, process_time() - started, histories, filing, before, _memory())


def _everybody(employees: int) -> Iterator[Planned]:
    policies = list(shipped().values())
    for number in range(employees):
        policy = policies[number % len(policies)]
        facts = replace(
            person(policy.id),
            conditions=frozenset(CONDITIONS[number % len(CONDITIONS)]),
            children=(Child(born=date(2016 + number % 9, 3, 2)),) * (number % 3),
            km=number % 60,
        )
        yield Planned(policy, facts, History(slots=_booked(number)))


def _booked(number: int) -> list[Slot]:
    """One day in each week since January, not the same for everybody."""
    first = SINCE - timedelta(days=SINCE.weekday()) + timedelta(days=number % 5)
    weeks = (FIRST - first).days // 7
    return [Slot(day=first + timedelta(weeks=week)) for week in range(weeks)]


def _weekdays() -> Iterator[date]:
    days = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    return (day for day in days if day.weekday() < 5)


def _memory() -> float:
    """Give the most memory that this process has held so far, in MiB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024
