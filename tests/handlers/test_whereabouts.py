"""For anybody on any day the one account says what the facts say, told by an oracle of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.desk.cases.known_days import known_days
from handlers.desk.cases.standing import Standing, where
from rules import questions as law
from rules.facts import AbsenceKind, Agreement, Band, Employee, Half, Mode, Permit, Scheme
from storage.agreements import agreements
from storage.core.statements import insert_row
from storage.days import absences, facts, office_month
from storage.people import staff
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.tables import PERMIT, RECALL, PermitState, RequestState
from tests.handlers.town import NOW, TODAY, Town

FIRST = date(2026, 12, 1)
DAYS = [FIRST + timedelta(n) for n in range(14)]
HOLIDAY = date(2026, 12, 8)
numbers = count(1)


@dataclass(frozen=True)
class Facts:
    """All that decides where one person is in two weeks of December."""

    workdays: frozenset[int] | None
    hired: date | None
    left_on: date | None
    agreed: frozenset[int]
    """Weekdays of the agreement, in force to `agreed_until`."""
    agreed_until: date
    at_office: frozenset[date]
    booked: dict[date, tuple[Half | None, Mode, RequestState]]
    recalled: frozenset[date]
    absent: tuple[date, int] | None
    closed: frozenset[date]
    whole: tuple[date, int, PermitState] | None
    hours: tuple[date, PermitState] | None


day = st.sampled_from(DAYS)
some_days = st.frozensets(day, max_size=3)
states = st.sampled_from(RequestState)
permit_states = st.sampled_from(PermitState)
worlds = st.builds(
    Facts,
    workdays=st.none() | st.frozensets(st.integers(0, 5), min_size=1),
    hired=st.none() | day,
    left_on=st.none() | day,
    agreed=st.frozensets(st.integers(0, 4), max_size=2),
    agreed_until=day,
    at_office=some_days,
    booked=st.dictionaries(
        day,
        st.tuples(
            st.none() | st.sampled_from(Half), st.sampled_from([Mode.AGILE, Mode.REMOTE]), states
        ),
        max_size=5,
    ),
    recalled=some_days,
    absent=st.none() | st.tuples(day, st.integers(1, 4)),
    closed=some_days,
    whole=st.none() | st.tuples(day, st.integers(1, 4), permit_states),
    hours=st.none() | st.tuples(day, permit_states),
)


def oracle(known: Facts, on: date) -> list[tuple[Standing, Mode]]:
    """Morning and afternoon, straight from the words: slow, and nothing of the house in it."""
    too_early = known.hired is not None and on < known.hired
    too_late = known.left_on is not None and on > known.left_on
    if too_early or too_late or not opens(known, on):
        return [(Standing.FREE, Mode.OFF)] * 2
    if on in days_absent(known) or on in days_permitted(known):
        return [(Standing.ABSENT, Mode.OFF)] * 2
    return [(Standing.OFFICE, Mode.PRESENCE)] * 2 if on in known.recalled else worked(known, on)


def worked(known: Facts, on: date) -> list[tuple[Standing, Mode]]:
    """The halves of a day that the person works and may work away."""
    halves: list[tuple[Standing, Mode]] = [(Standing.OFFICE, Mode.PRESENCE)] * 2
    half, mode, state = known.booked.get(on, (None, Mode.AGILE, RequestState.REFUSED))
    if state is RequestState.APPROVED:
        for place, part in enumerate(Half):
            if half in (None, part):
                halves[place] = (Standing.AGILE, mode)
        return halves
    fixed = on.weekday() in known.agreed and on <= known.agreed_until
    if fixed and on not in known.at_office:
        return [(Standing.AGILE, Mode.AGILE)] * 2
    return halves


def opens(known: Facts, on: date) -> bool:
    """Whether this person would work if nothing were theirs."""
    weekdays = range(5) if known.workdays is None else known.workdays
    return on.weekday() in weekdays and on != HOLIDAY and on not in known.closed


def days_absent(known: Facts) -> set[date]:
    if known.absent is None:
        return set()
    first, length = known.absent
    return {first + timedelta(n) for n in range(length)}


def days_permitted(known: Facts) -> set[date]:
    """So many days on which the person would have worked."""
    if known.whole is None or known.whole[2] is not PermitState.GRANTED:
        return set()
    one, left, found = known.whole[0], known.whole[1], set()
    for _ in range(60):
        if left and opens(known, one) and one not in days_absent(known):
            found.add(one)
            left -= 1
        one += timedelta(1)
    return found


def settle(town: Town, known: Facts) -> int:
    """A person of whom all this is so, in a body of their own: closures are everybody's."""
    body = f"corpo{next(numbers)}"
    with town.store.writing() as uow:
        staff.put_body(uow, body, name=body, policy_id="tivoli")
        office = staff.put_office(uow, body, "o", name="O").id
        person = Employee(workdays=known.workdays, hired=known.hired)
        record = staff.Record(
            number="1", family_name="A", given_name="B", facts=person, left_on=known.left_on
        )
        who = staff.put_employee(uow, body, record, office_id=office).id
        if known.agreed:
            terms = Agreement(
                first_day=TODAY, last_day=known.agreed_until, scheme=Scheme(weekdays=known.agreed)
            )
            agreements.add(uow, who, terms, at=NOW, by=None)
        for on in known.at_office:
            absences.come_in(uow, who, on)
        for on, (half, mode, state) in known.booked.items():
            wish = Wish(employee_id=who, day=on, half=half, mode=mode)
            bookings.enter(uow, wish, at=NOW, state=state)
        for on in known.recalled:
            told = {"asked_at": NOW, "asked_by": who, "deliver_at": NOW, "given_back": False}
            told |= {"cause": "service", "words": "", "state": "announced", "version": 1}
            insert_row(uow.connection, RECALL, employee_id=who, day=on, **told)
        for on in known.closed:
            absences.close_offices(uow, body, on, at=NOW, by=None)
        if known.absent is not None:
            first, length = known.absent
            last = first + timedelta(length - 1)
            absences.add(uow, who, AbsenceKind.SICK, first_day=first, last_day=last)
        for permit, became in permits_of(known):
            number = absences.add_permit(uow, who, permit)
            row = PERMIT.update().where(PERMIT.c.id == number)
            uow.connection.execute(row.values(state=became))
        uow.commit()
    return who


def permits_of(known: Facts) -> list[tuple[Permit, PermitState]]:
    found = []
    if known.whole is not None:
        first, length, state = known.whole
        found.append((Permit(kind="study", on=first, days=length), state))
    if known.hours is not None:
        on, state = known.hours
        found.append((Permit(kind="medical", on=on, start=600, minutes=90), state))
    return found


@given(known=worlds)
@settings(max_examples=60)
def test_the_account_says_what_the_facts_say(tivoli: Town, known: Facts) -> None:
    who = settle(tivoli, known)

    colleagues, own, law_says = seen_by_colleagues(tivoli, who), seen_by_self(tivoli, who), []
    with tivoli.store.reading() as uow:
        case = facts.load(uow, who, on=FIRST, settled=True)
    policy = tivoli.desk.policies["tivoli"]
    for on in DAYS:
        expected = oracle(known, on)
        assert list(zip(*own(on)[:2], strict=True)) == expected, on
        if colleagues is not None:
            assert list(zip(*colleagues(on)[:2], strict=True)) == expected, on
            assert colleagues(on) == own(on)
        law_says.append(law.day(policy, case.person_on(on), case.history, on=on).values["mode"])
        works_here = expected[0][1] is not Mode.OFF
        if works_here:
            modes = [mode for _, mode in expected if mode is not Mode.PRESENCE]
            assert law_says[-1] is (modes[0] if modes else Mode.PRESENCE), on
            assert own(on)[2] == hours_on(known, on)


def hours_on(known: Facts, on: date) -> tuple[Band, ...]:
    taken = known.hours == (on, PermitState.GRANTED)
    return (Band(600, 690),) if taken else ()


Seen = tuple[tuple[Standing, Standing], tuple[Mode, Mode], tuple[Band, ...]]


def seen_by_self(town: Town, who: int) -> Callable[[date], Seen]:
    policy = town.desk.policies["tivoli"]
    with town.store.reading() as uow:
        hearing = known_days(uow, who, policy=policy, at=NOW, on=FIRST)

    def seen(on: date) -> Seen:
        there = hearing.where(on)
        return there.halves, there.modes, there.hours

    return seen


def seen_by_colleagues(town: Town, who: int) -> Callable[[date], Seen] | None:
    with town.store.reading() as uow:
        member = office_month.of_people(uow, [who], first=DAYS[0], last=DAYS[-1]).get(who)
    if member is None:
        return None

    def seen(on: date) -> Seen:
        there = where(member, on, default_week=5)
        return there.halves, there.modes, there.hours

    return seen
