"""Permits of one person never overlap: kept by the store itself, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from rules.decision import Decision, Verdict
from rules.facts import Permit
from storage.days import absences
from storage.errors import PermitTaken
from storage.requests import permit_slots, permits
from storage.requests.permit_slots import Holding
from storage.requests.permits import PermitWish
from storage.requests.permits_found import PermitRecord
from storage.store import Store
from storage.tables import PERMIT, PERMIT_SLOT, PermitState
from tests.storage.conftest import NOW, Town, found_town

DAY, NEXT = date(2026, 11, 26), date(2026, 11, 27)
MONDAY = date(2026, 11, 30)
ALLOWED = Decision("permit", Verdict.ALLOWED, ())
PENDING, GRANTED = PermitState.PENDING, PermitState.GRANTED
TEN = 10 * 60


def hours(start: int = TEN, minutes: int = 120, *, on: date = DAY) -> Permit:
    return Permit(kind="medical", on=on, minutes=minutes, start=start)


def days(count: int, *, on: date = DAY) -> Permit:
    return Permit(kind="study", on=on, days=count)


def ask(
    store: Store,
    who: int,
    permit: Permit,
    *takes: date,
    state: PermitState = PENDING,
    replaces: int | None = None,
) -> PermitRecord:
    wish = PermitWish(employee_id=who, permit=permit, takes=takes, replaces_id=replaces)
    with store.writing() as uow:
        asked = permits.ask(uow, wish, decision=ALLOWED, state=state, at=NOW, approver_id=None)
        uow.commit()
    return asked


def minutes_held(store: Store, record: PermitRecord) -> int:
    wanted = select(PERMIT_SLOT.c.minute).where(PERMIT_SLOT.c.permit_id == record.id)
    with store.reading() as uow:
        return len(uow.connection.execute(wanted).all())


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (hours(), True),
        (hours(TEN - 60, 60), False),
        (hours(TEN - 60, 61), True),
        (hours(TEN + 120, 60), False),
        (hours(TEN + 105, 60), True),
        (hours(on=NEXT), False),
        (days(1), True),
        (days(1, on=NEXT), False),
        (days(2, on=DAY - timedelta(1)), True),
    ],
)
def test_what_meets_a_permit_of_hours_is_refused(
    store: Store, town: Town, other: Permit, *, meets: bool
) -> None:
    first = ask(store, town.anna, hours())

    if meets:
        with pytest.raises(PermitTaken, match="correct it or take it back") as error:
            ask(store, town.anna, other)
        assert error.value.permit_id == first.id
    else:
        ask(store, town.anna, other)
    ask(store, town.bruno, other)


def test_what_is_refused_leaves_nothing_behind(store: Store, town: Town) -> None:
    ask(store, town.anna, hours())
    with pytest.raises(PermitTaken):
        ask(store, town.anna, days(2))

    ask(store, town.anna, hours(on=NEXT))


def test_whole_days_hold_the_days_on_which_the_person_works(store: Store, town: Town) -> None:
    ask(store, town.anna, days(2), DAY, MONDAY)

    ask(store, town.anna, hours(on=NEXT))
    with pytest.raises(PermitTaken):
        ask(store, town.anna, hours(on=MONDAY))


@pytest.mark.parametrize("ending", ["cancel", "refuse", "expire"])
def test_what_has_ended_holds_nothing(store: Store, town: Town, ending: str) -> None:
    first = ask(store, town.anna, hours())
    with store.writing() as uow:
        if ending == "cancel":
            permits.cancel(uow, first.id, 1, by=town.anna, at=NOW)
        elif ending == "expire":
            permits.expire(uow, first.id, 1, at=NOW)
        else:
            permits.decide(uow, first.id, 1, to=PermitState.REFUSED, by=town.carla, at=NOW)
        uow.commit()

    assert minutes_held(store, first) == 0
    ask(store, town.anna, hours())


def test_a_correction_may_overlap_what_it_corrects_and_nothing_else(
    store: Store, town: Town
) -> None:
    old = ask(store, town.anna, hours(), state=GRANTED)
    ask(store, town.anna, hours(TEN + 180))

    with pytest.raises(PermitTaken):
        ask(store, town.anna, hours(minutes=240), replaces=old.id)
    new = ask(store, town.anna, hours(minutes=180), replaces=old.id)

    assert (minutes_held(store, old), minutes_held(store, new)) == (8, 4)


@pytest.mark.parametrize("granted", [True, False])
def test_when_a_correction_is_decided_the_one_that_stands_holds_its_time(
    store: Store, town: Town, *, granted: bool
) -> None:
    old = ask(store, town.anna, hours(), state=GRANTED)
    new = ask(store, town.anna, hours(TEN + 60, 120), replaces=old.id)

    decide(store, town, new, GRANTED if granted else PermitState.REFUSED)

    free, taken = (hours(TEN, 60), hours(TEN + 120, 60))
    if not granted:
        free, taken = taken, free
    ask(store, town.anna, free)
    with pytest.raises(PermitTaken):
        ask(store, town.anna, taken)


def decide(store: Store, town: Town, record: PermitRecord, to: PermitState) -> PermitRecord:
    with store.writing() as uow:
        after = permits.decide(uow, record.id, record.version, to=to, by=town.carla, at=NOW)
        uow.commit()
    return after


def test_a_decision_taken_back_gives_the_time_back(store: Store, town: Town) -> None:
    old = ask(store, town.anna, hours(), state=GRANTED)
    new = ask(store, town.anna, hours(TEN + 60, 120), replaces=old.id)
    after = decide(store, town, new, GRANTED)

    with store.writing() as uow:
        permits.reopen(uow, new.id, after.version, by=town.carla, at=NOW, gave_way=old)
        uow.commit()

    assert (minutes_held(store, old), minutes_held(store, new)) == (8, 4)
    for taken in (hours(TEN, 60), hours(TEN + 120, 60)):
        with pytest.raises(PermitTaken):
            ask(store, town.anna, taken)


def test_a_decision_is_not_taken_back_into_time_that_was_given_away(
    store: Store, town: Town
) -> None:
    first = ask(store, town.anna, hours())
    after = decide(store, town, first, PermitState.REFUSED)
    ask(store, town.anna, hours())

    with store.writing() as uow, pytest.raises(PermitTaken):
        permits.reopen(uow, first.id, after.version, by=town.carla, at=NOW, gave_way=None)


def test_records_are_taken_as_they_are_and_a_new_one_meets_them_all(
    store: Store, town: Town
) -> None:
    with store.writing() as uow:
        absences.add_permit(uow, town.anna, hours())
        absences.add_permit(uow, town.anna, hours(TEN + 60, 120))
        uow.commit()

    for taken in (hours(TEN, 60), hours(TEN + 120, 60)):
        with pytest.raises(PermitTaken):
            ask(store, town.anna, taken)
    ask(store, town.anna, hours(TEN + 180, 60))


def test_a_permit_that_a_file_made_shorter_gives_its_time_back(store: Store, town: Town) -> None:
    with store.writing() as uow:
        number = absences.add_permit(uow, town.anna, hours())
        uow.connection.execute(PERMIT.update().where(PERMIT.c.id == number).values(minutes=60))
        uow.commit()

    ask(store, town.anna, hours(TEN + 60, 60))
    with pytest.raises(PermitTaken):
        ask(store, town.anna, hours(TEN, 60))


def test_of_ten_connections_that_ask_for_no_lock_one_holds_the_time(
    store: Store, town: Town
) -> None:
    with store.writing() as uow:
        numbers = [absences.add_permit(uow, town.anna, hours()) for _ in range(10)]
        uow.connection.execute(PERMIT_SLOT.delete())
        uow.commit()
    together = Barrier(10)

    def hold(number: int) -> bool:
        together.wait()
        with store.writing() as uow:
            rows = Holding(id=number, employee_id=town.anna, permit=hours())
            others = permit_slots._lay(uow, rows, set(permit_slots._slots(rows)))  # noqa: SLF001  the constraint alone
            uow.commit()
        return not others

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(hold, numbers)) == 1


quarters = st.integers(0, 20).map(lambda n: TEN + 15 * n)
some_hours = st.builds(
    hours, quarters, st.integers(1, 8).map(lambda n: 15 * n), on=st.sampled_from([DAY, NEXT])
)
towns = iter(range(10_000))


@given(wishes=st.lists(some_hours | st.builds(days, st.integers(1, 2)), max_size=8))
@settings(max_examples=25)
def test_whatever_is_asked_no_two_that_stand_meet(store: Store, wishes: list[Permit]) -> None:
    who = found_town(store, f"corpo{next(towns)}-{id(store)}").anna
    stands: set[tuple[date, int]] = set()
    for wish in wishes:
        wanted = minutes_of(wish)
        free = not wanted & stands
        try:
            ask(store, who, replace(wish))
        except PermitTaken:
            assert not free, wish
        else:
            assert free, wish
            stands |= wanted


def minutes_of(permit: Permit) -> set[tuple[date, int]]:
    if permit.days is not None:
        # Thursday and Friday: no weekend between them.
        return {(DAY + timedelta(n), minute) for n in range(permit.days) for minute in range(1440)}
    assert permit.start is not None
    assert permit.minutes is not None
    return {(permit.on, permit.start + n) for n in range(permit.minutes)}
