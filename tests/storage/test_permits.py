"""Permits in the store: what counts, who was faster, what is sealed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import text

from rules.decision import Decision, Verdict
from rules.facts import Permit
from storage.days import absences, facts
from storage.errors import NotFound, Stale
from storage.requests import bookings, permits
from storage.requests.bookings import Wish
from storage.requests.permits import PermitWish
from storage.requests.permits_found import PermitRecord
from storage.store import Store
from storage.tables import PermitState, RequestState
from storage.trail import audit
from tests.storage.conftest import NOW, TODAY, Town

DAY = date(2026, 11, 26)
ALLOWED = Decision("permit", Verdict.ALLOWED, ())
PENDING, GRANTED = PermitState.PENDING, PermitState.GRANTED


def hours(minutes: int = 120, *, on: date = DAY, kind: str = "medical") -> Permit:
    return Permit(kind=kind, on=on, minutes=minutes, start=600)


def ask(
    store: Store,
    town: Town,
    permit: Permit | None = None,
    *,
    state: PermitState = PENDING,
    replaces: int | None = None,
) -> PermitRecord:
    wish = PermitWish(
        employee_id=town.anna, permit=permit or hours(), words="dolore", replaces_id=replaces
    )
    with store.writing() as uow:
        asked = permits.ask(
            uow, wish, decision=ALLOWED, state=state, at=NOW, approver_id=town.carla
        )
        uow.commit()
    return asked


def decide(store: Store, town: Town, record: PermitRecord, to: PermitState) -> PermitRecord:
    with store.writing() as uow:
        after = permits.decide(uow, record.id, record.version, to=to, by=town.carla, at=NOW)
        uow.commit()
    return after


def counted(store: Store, town: Town, *, settled: bool = False) -> list[int | None]:
    """The minutes of what the rules get to see."""
    with store.reading() as uow:
        history = facts.load(uow, town.anna, on=TODAY, settled=settled).history
    return [permit.minutes for permit in history.permits]


def test_a_permit_comes_back_as_it_was_asked_for(store: Store, town: Town) -> None:
    asked = ask(store, town)

    with store.reading() as uow:
        found = permits.by_id(uow, asked.id)

    assert found == asked
    assert (found.permit, found.words, found.verdict) == (hours(), "dolore", "allowed")


def test_kind_and_words_are_sealed_in_their_columns(store: Store, town: Town) -> None:
    ask(store, town)

    with store.reading() as uow:
        row = uow.connection.execute(text("SELECT kind, words FROM permit")).one()

    assert all(word not in str(value) for value in row for word in ("medical", "dolore"))


def test_the_trail_tells_the_hours_and_not_what_for(store: Store, town: Town) -> None:
    decide(store, town, ask(store, town), GRANTED)

    with store.reading() as uow:
        entries = audit.entries(uow, town.body)
    told = [entry for entry in entries if entry.action.startswith("permit.")]

    assert [entry.action for entry in told] == ["permit.requested", "permit.granted"]
    assert all(entry.details["minutes"] == 120 for entry in told)
    assert "medical" not in repr(told)
    assert "dolore" not in repr(told)


def test_what_waits_takes_from_the_limit_but_frees_nobody_yet(store: Store, town: Town) -> None:
    asked = ask(store, town)
    before = counted(store, town), counted(store, town, settled=True)
    decide(store, town, asked, GRANTED)

    assert before == ([120], [])
    assert counted(store, town, settled=True) == [120]


def test_days_that_wait_are_left_out_of_what_is_settled(store: Store, town: Town) -> None:
    with store.writing() as uow:
        for day, state in ((DAY, RequestState.PENDING), (TODAY, RequestState.APPROVED)):
            bookings.enter(uow, Wish(employee_id=town.anna, day=day), at=NOW, state=state)
        uow.commit()

    with store.reading() as uow:
        every, settled = (
            facts.load(uow, town.anna, on=TODAY, settled=only).history.slots
            for only in (False, True)
        )

    assert [slot.day for slot in every] == [TODAY, DAY]
    assert [slot.day for slot in settled] == [TODAY]


@pytest.mark.parametrize("to", [PermitState.REFUSED, PermitState.CANCELLED])
def test_a_permit_that_ends_gives_its_time_back(store: Store, town: Town, to: PermitState) -> None:
    asked = ask(store, town)
    if to is PermitState.REFUSED:
        decide(store, town, asked, to)
    else:
        with store.writing() as uow:
            permits.cancel(uow, asked.id, asked.version, by=town.anna, at=NOW)
            uow.commit()

    assert counted(store, town) == []


@pytest.mark.parametrize(
    ("new", "once"),
    [
        pytest.param(hours(180), [180], id="a longer one counts instead"),
        pytest.param(hours(60), [120], id="a shorter one does not make room yet"),
        pytest.param(hours(60, kind="personal"), [120, 60], id="another kind counts beside it"),
        pytest.param(hours(60, on=date(2026, 12, 1)), [120, 60], id="so does another month"),
    ],
)
def test_a_correction_that_waits_is_counted_once(
    store: Store, town: Town, new: Permit, once: list[int]
) -> None:
    old = ask(store, town, state=GRANTED)
    ask(store, town, new, replaces=old.id)

    assert counted(store, town) == once
    assert counted(store, town, settled=True) == [120]


def test_a_granted_correction_takes_the_place_of_the_old_one(store: Store, town: Town) -> None:
    old = ask(store, town, state=GRANTED)
    new = ask(store, town, hours(60), replaces=old.id)
    decide(store, town, new, GRANTED)

    with store.reading() as uow:
        assert permits.by_id(uow, old.id).state is PermitState.CANCELLED
    assert counted(store, town) == [60]


def test_a_refused_correction_leaves_the_old_one(store: Store, town: Town) -> None:
    old = ask(store, town, state=GRANTED)
    decide(store, town, ask(store, town, hours(180), replaces=old.id), PermitState.REFUSED)

    assert counted(store, town) == [120]


def test_a_permit_left_out_by_id_is_not_counted(store: Store, town: Town) -> None:
    asked = ask(store, town)

    with store.reading() as uow:
        case = facts.load(uow, town.anna, on=TODAY, without_permits=[asked.id])

    assert case.history.permits == ()


def test_of_two_decisions_one_wins(store: Store, town: Town) -> None:
    asked = ask(store, town)

    def attempt(to: PermitState) -> Callable[[], str]:
        def deciding() -> str:
            try:
                return decide(store, town, asked, to).state.value
            except Stale as late:
                return f"late, it is {late.current.state.value}"

        return deciding

    with ThreadPoolExecutor(2) as pool:
        came = [pool.submit(attempt(to)) for to in (GRANTED, PermitState.REFUSED)]
        told = sorted(one.result() for one in came)

    assert told in (["granted", "late, it is granted"], ["late, it is refused", "refused"])


def test_only_a_decision_decides(store: Store, town: Town) -> None:
    asked = ask(store, town)

    with pytest.raises(ValueError, match="cancelled"):
        decide(store, town, asked, PermitState.CANCELLED)


def test_a_permit_that_does_not_exist_is_not_found(store: Store) -> None:
    with store.reading() as uow, pytest.raises(NotFound, match="99"):
        permits.by_id(uow, 99)


def test_what_waits_in_a_body_is_listed(store: Store, town: Town) -> None:
    asked = ask(store, town)
    ask(store, town, hours(60, on=TODAY), state=GRANTED)

    with store.reading() as uow:
        assert permits.pending_of_body(uow, town.body) == [asked]
        assert permits.pending_of_body(uow, "nowhere") == []


def test_a_permit_from_a_file_stands_without_a_question(store: Store, town: Town) -> None:
    with store.writing() as uow:
        absences.add_permit(uow, town.anna, hours())
        uow.commit()

    with store.reading() as uow:
        [found] = permits.of_person(uow, town.anna, since=DAY, until=DAY)

    assert (found.state, found.permit, found.reasons) == (GRANTED, hours(), ())
