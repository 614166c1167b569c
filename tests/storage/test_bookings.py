"""Booking requests: half days under a constraint, decisions compared and set."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from rules.decision import Decision, Reason, Source, Strength, Verdict
from rules.facts import Band, Half, Mode
from storage.errors import NotFound, SlotTaken, Stale
from storage.people import appointments
from storage.requests import bookings
from storage.requests.bookings import Booking, Wish
from storage.store import Store
from storage.tables import RequestState
from storage.trail import audit
from tests.storage.conftest import NOW, TODAY, Town

DAY = date(2026, 11, 26)
REASON = Reason(
    code="month_quota",
    source=Source("20.4.a", "8 giornate al mese"),
    against=False,
    strength=Strength.ORDINARY,
    figures={"booked": 3, "most": 8, "month": DAY, "band": Band.parse("10:00-12:00")},
)
ALLOWED = Decision("book", Verdict.ALLOWED, (REASON,))


def ask(store: Store, town: Town, day: date = DAY, half: Half | None = None) -> Booking:
    wish = Wish(employee_id=town.anna, day=day, half=half)
    with store.writing() as uow:
        asked = bookings.request(
            uow, wish, decision=ALLOWED, at=NOW, by=town.anna, approver_id=town.carla
        )
        uow.commit()
    return asked


def approve(store: Store, town: Town, booking: Booking) -> Booking:
    with store.writing() as uow:
        decided = bookings.decide(
            uow, booking.id, booking.version, to=RequestState.APPROVED, by=town.carla, at=NOW
        )
        uow.commit()
    return decided


def refuse(store: Store, town: Town, booking: Booking) -> Booking:
    with store.writing() as uow:
        decided = bookings.decide(
            uow,
            booking.id,
            booking.version,
            to=RequestState.REFUSED,
            by=town.bruno,
            on_behalf_of=town.carla,
            at=NOW,
            reason="sportello scoperto",
        )
        uow.commit()
    return decided


def test_a_request_waits_with_the_words_of_the_rules(store: Store, town: Town) -> None:
    asked = ask(store, town)

    assert (asked.state, asked.version, asked.verdict) == (RequestState.PENDING, 1, "allowed")
    assert asked.reasons == (REASON,)


@pytest.mark.parametrize("half", [None, Half.AM, Half.PM])
def test_a_whole_day_leaves_no_room_for(store: Store, town: Town, half: Half | None) -> None:
    ask(store, town)

    with pytest.raises(SlotTaken):
        ask(store, town, half=half)


def test_the_two_halves_of_a_day_are_two_requests(store: Store, town: Town) -> None:
    morning = ask(store, town, half=Half.AM)
    afternoon = ask(store, town, half=Half.PM)

    assert morning.id != afternoon.id


def test_a_half_already_held_is_refused_alone(store: Store, town: Town) -> None:
    ask(store, town, half=Half.AM)

    with pytest.raises(SlotTaken) as taken:
        ask(store, town, half=Half.AM)
    assert (taken.value.day, taken.value.half) == (DAY, Half.AM)


def test_a_refused_day_can_be_asked_for_again(store: Store, town: Town) -> None:
    refused = refuse(store, town, ask(store, town))

    assert (refused.state, refused.decision_reason) == (RequestState.REFUSED, "sportello scoperto")
    assert (refused.decided_by, refused.decided_for) == (town.bruno, town.carla)
    assert ask(store, town).id != refused.id


def test_an_approved_day_is_still_held(store: Store, town: Town) -> None:
    approve(store, town, ask(store, town))

    with pytest.raises(SlotTaken):
        ask(store, town)


@pytest.mark.parametrize("second", [approve, refuse])
def test_the_second_decision_learns_of_the_first(
    store: Store, town: Town, second: Callable[[Store, Town, Booking], Booking]
) -> None:
    asked = ask(store, town)
    approve(store, town, asked)

    with pytest.raises(Stale) as stale:
        second(store, town, asked)
    assert stale.value.current.state is RequestState.APPROVED
    assert stale.value.current.decided_by == town.carla


def test_a_cancelled_day_is_free_and_can_not_be_approved(store: Store, town: Town) -> None:
    asked = ask(store, town)
    with store.writing() as uow:
        bookings.cancel(uow, asked.id, asked.version, by=town.anna, at=NOW)
        uow.commit()

    with pytest.raises(Stale):
        approve(store, town, asked)
    assert ask(store, town).id != asked.id


def test_a_refused_request_can_not_be_cancelled(store: Store, town: Town) -> None:
    refused = refuse(store, town, ask(store, town))

    with store.writing() as uow, pytest.raises(Stale):
        bookings.cancel(uow, refused.id, refused.version, by=town.anna, at=NOW)


def test_a_decision_is_never_back_to_pending(store: Store, town: Town) -> None:
    asked = ask(store, town)

    with store.writing() as uow, pytest.raises(ValueError, match="approves or refuses"):
        bookings.decide(
            uow, asked.id, 1, to=RequestState.PENDING, by=town.carla, at=NOW, reason=None
        )


def test_an_unknown_booking_is_not_found(store: Store, town: Town) -> None:
    with store.writing() as uow, pytest.raises(NotFound, match="999"):
        bookings.decide(uow, 999, 1, to=RequestState.APPROVED, by=town.carla, at=NOW)


def test_what_waits_is_shown_to_the_manager_and_the_delegate(store: Store, town: Town) -> None:
    asked = ask(store, town)
    with store.writing() as uow:
        appointments.delegate(uow, town.carla, to=town.bruno, first_day=TODAY, last_day=TODAY)

        assert [b.id for b in bookings.pending_for(uow, town.carla, on=TODAY)] == [asked.id]
        assert [b.id for b in bookings.pending_for(uow, town.bruno, on=TODAY)] == [asked.id]
        assert bookings.pending_for(uow, town.bruno, on=DAY) == []
        assert bookings.pending_for(uow, town.anna, on=TODAY) == []


def test_a_list_keeps_to_its_days_and_states(store: Store, town: Town) -> None:
    ask(store, town, date(2026, 11, 30))
    kept = ask(store, town, date(2026, 12, 1))
    refuse(store, town, ask(store, town, date(2026, 12, 2)))

    with store.reading() as uow:
        found = bookings.of_person(
            uow,
            town.anna,
            since=date(2026, 12, 1),
            until=date(2026, 12, 31),
            states=[RequestState.PENDING],
        )
    assert [booking.id for booking in found] == [kept.id]


def test_every_change_is_in_the_audit_trail(store: Store, town: Town) -> None:
    refused = refuse(store, town, ask(store, town))

    with store.reading() as uow:
        trail = audit.entries(uow, town.body, subject=f"booking:{refused.id}")
        assert [entry.action for entry in trail] == ["booking.requested", "booking.refused"]
        assert (trail[1].actor_id, trail[1].on_behalf_of) == (town.bruno, town.carla)
        assert trail[0].details["because"] == ["20.4.a"]
        assert audit.verify(uow) == []


def test_writers_side_by_side_never_hold_a_slot_twice(store: Store, town: Town) -> None:
    def attempt(half: Half | None) -> bool:
        try:
            ask(store, town, half=half)
        except SlotTaken:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(attempt, [None, Half.AM, Half.PM, None] * 4))

    with store.reading() as uow:
        held = bookings.of_person(uow, town.anna, since=DAY, until=DAY)
        assert audit.verify(uow) == []
    halves = [half for b in held for half in ((b.half,) if b.half else tuple(Half))]
    assert sorted(halves) == [Half.AM, Half.PM]
    assert sum(won) == len(held)


def test_a_quota_counted_under_the_lock_is_never_passed(store: Store, town: Town) -> None:
    month = (date(2026, 12, 1), date(2026, 12, 31))

    def book_within_three(day: int) -> None:
        with store.writing() as uow:
            uow.lock_employee(town.anna)
            taken = bookings.of_person(uow, town.anna, since=month[0], until=month[1])
            if len(taken) < 3:
                wish = Wish(employee_id=town.anna, day=date(2026, 12, day), mode=Mode.AGILE)
                bookings.request(
                    uow, wish, decision=ALLOWED, at=NOW, by=town.anna, approver_id=None
                )
                uow.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(book_within_three, range(1, 17)))

    with store.reading() as uow:
        assert len(bookings.of_person(uow, town.anna, since=month[0], until=month[1])) == 3
