"""What the folders say happened could have happened: the rules would have let it."""

from datetime import datetime, time, timedelta

import pytest

from bot.demo import cast
from bot.demo.cast import BodyCast, Seat
from rules import questions as law
from rules.calendar import why_free, workdays_of
from rules.decision import Verdict
from rules.facts import ROME, Mode, Slot
from rules.history import History
from rules.policy import library
from storage.agreements import agreements
from storage.days.facts import Case
from storage.requests import bookings
from storage.staff_file import StaffFiles
from storage.store import Store
from storage.tables import HOLDING, RequestState
from tests.demo.town import TODAY, case, name_of, person, read

every_body = pytest.mark.parametrize("body", cast.load(), ids=name_of)


def held(files: StaffFiles, matricola: str) -> list[Slot]:
    """The days that somebody asked for and was not refused, in order."""
    slots = [
        Slot(day=row.day, half=row.half, mode=row.mode)
        for row in files.days
        if row.number == matricola and row.state in HOLDING and row.mode is not Mode.PRESENCE
    ]
    return sorted(slots, key=lambda slot: slot.day)


def verdict_then(found: Case, slot: Slot, before: list[Slot]) -> Verdict | None:
    """What the act said of a day on the morning before it, given those held by then."""
    history = History(slots=before, closures=found.history.closures, patron=found.history.patron)
    at = datetime.combine(slot.day - timedelta(days=1), time(9), tzinfo=ROME)
    policy = library.shipped()[found.policy_id]
    decision = law.book(
        policy, found.person, history, at=at, day=slot.day, half=slot.half, mode=slot.mode
    )
    return decision.verdict


@every_body
def test_no_day_was_given_that_the_act_would_have_refused(demo: Store, body: BodyCast) -> None:
    files = read(body)
    for member in body.members:
        slots = held(files, member.matricola)
        for place, slot in enumerate(slots):
            found = case(demo, body, member.matricola, on=slot.day)
            verdict = verdict_then(found, slot, slots[:place])
            assert verdict in (Verdict.ALLOWED, Verdict.DISCRETION), (member.matricola, slot)


@every_body
def test_nobody_is_booked_on_a_day_that_they_do_not_work(demo: Store, body: BodyCast) -> None:
    files = read(body)
    for row in files.days:
        found = case(demo, body, row.number, on=row.day)
        week = library.shipped()[found.policy_id].on(row.day).week.days
        free = why_free(found.history, row.day, workdays_of(found.person, week))
        assert not free, (row.number, row.day, free)


@every_body
def test_what_waits_lies_ahead_and_what_is_past_was_decided(body: BodyCast) -> None:
    for row in read(body).days:
        if row.state is RequestState.PENDING:
            assert row.day > TODAY, (row.number, row.day)


@every_body
def test_on_the_first_morning_the_manager_on_the_page_finds_requests(
    demo: Store, body: BodyCast
) -> None:
    manager, employee = (body.seated(seat).matricola for seat in (Seat.MANAGER, Seat.EMPLOYEE))
    with demo.reading() as uow:
        pending = bookings.pending_for(uow, person(uow, body, manager).id, on=TODAY)
        asking = {booking.employee_id for booking in pending}
        assert person(uow, body, employee).id in asking


@every_body
def test_there_are_months_of_history_before_the_first_morning(body: BodyCast) -> None:
    months = {(row.day.year, row.day.month) for row in read(body).days if row.day < TODAY}
    assert {(2026, month) for month in (9, 10, 11)} <= months


@every_body
def test_every_agreement_has_bands_that_the_act_accepts(demo: Store, body: BodyCast) -> None:
    policy = library.shipped()[body.id]
    for member in body.members:
        with demo.reading() as uow:
            signed = agreements.of_person(uow, person(uow, body, member.matricola).id)
        for agreement in signed:
            terms = agreement.terms
            found = case(demo, body, member.matricola, on=terms.first_day)
            if not (terms.bands or terms.afternoon_bands):
                assert terms.mode is Mode.REMOTE
                continue
            decision = law.bands(
                policy,
                found.person,
                at=cast.STARTS_AT,
                bands=terms.bands,
                afternoon_bands=terms.afternoon_bands,
            )
            assert decision.verdict is Verdict.VALID, (member.matricola, decision.reasons)


@every_body
def test_who_has_an_agreement_is_eligible(demo: Store, body: BodyCast) -> None:
    policy = library.shipped()[body.id]
    for row in read(body).agreements:
        found = case(demo, body, row.number)
        decision = law.eligible(policy, found.person, at=cast.STARTS_AT, mode=row.terms.mode)
        assert decision.verdict is Verdict.ELIGIBLE, (row.number, decision.because)
