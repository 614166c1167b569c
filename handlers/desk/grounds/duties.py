"""Look again at what was granted to whom something has changed for, and tell it once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import structlog
from sqlalchemy.exc import SQLAlchemyError

from handlers.desk.cases.admission import tell_if_not_admitted
from handlers.desk.cases.judging import Hearing
from handlers.desk.context import Desk
from handlers.desk.grounds import told
from handlers.desk.grounds.falling import let_fall, still_held
from handlers.desk.grounds.judging import (
    Groundless,
    days_in_service,
    furthest,
    groundless,
    is_needless,
)
from handlers.desk.grounds.shifted import hold_again, shift, tell_shifted
from handlers.desk.requests import inbox
from handlers.desk.requests.kinds.known import load
from rules.permit_days import LONGEST_SPAN
from storage.days import grounds
from storage.people import people
from storage.requests import bookings, permits
from storage.requests.permits_found import PermitRecord
from storage.tables import HOLDING, PERMITS_HELD
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

AT_ONCE = 200
"""Changes read in one go."""


def look_again(desk: Desk) -> int:
    """
    Look at people whose grounds have changed; give how many, 0 if nobody is left.

    One whom the program cannot handle is looked at again the next time, and stops no other.
    """
    looked, last = 0, 0
    while changed := _changed(desk, after=last):
        last = max(change for changes in changed.values() for change in changes)
        looked += sum(_looked(desk, who, changes) for who, changes in changed.items())
    return looked


def _changed(desk: Desk, *, after: int) -> dict[int, list[int]]:
    with desk.store.reading() as uow:
        return grounds.changed(uow, after=after, limit=AT_ONCE)


def _looked(desk: Desk, employee_id: int, changes: Collection[int]) -> bool:
    try:
        with desk.store.writing() as uow:
            _look(uow, desk, employee_id)
            grounds.seen(uow, changes)
            uow.commit()
    except Exception as error:
        log.exception("look_again.failed", employee_id=employee_id)
        _note_failed(desk, changes, error)
        return False
    return True


def _note_failed(desk: Desk, changes: Collection[int], error: Exception) -> None:
    """Keep for `doctor` that it failed; a store that fails too is told of by others."""
    try:
        with desk.store.writing() as uow:
            grounds.failed(uow, changes, error=type(error).__name__, at=desk.clock())
            uow.commit()
    except SQLAlchemyError:
        log.exception("look_again.not_noted")


def _look(uow: UnitOfWork, desk: Desk, employee_id: int) -> None:
    uow.lock_employee(employee_id)
    today = desk.today()
    last = furthest(today)
    held = bookings.of_person(uow, employee_id, since=today, until=last, states=HOLDING)
    taken, begun = _permits(uow, employee_id, today, last)
    if not held and not taken and not begun:
        return
    person = people.person(uow, employee_id)
    policy = desk.policies[person.policy_id]
    hearing = Hearing.load(uow, employee_id, policy=policy, at=desk.clock(), on=today)
    found = groundless(hearing, held)
    fallen = [one for one in found if one.falls]
    shifted = shift(uow, hearing, [*begun, *taken])
    covered = {day for one in shifted if one.stands for day in one.new}
    now = {one.record.id: one.record for one in shifted}
    begun, taken = ([now.get(one.id, one) for one in some] for some in (begun, taken))
    gone = [record for record in taken if _has_gone(hearing, record, covered)]
    cut = _cut(uow, desk, hearing, [one for one in (*begun, *taken) if one not in gone])
    _let_fall(uow, desk, fallen, gone)
    hold_again(uow, shifted)
    told.of_fallen(uow, desk, hearing, person=person, fallen=fallen, gone=gone)
    ended = {one.id for one in gone}
    stay = [one for one in shifted if one.record.id not in ended]
    tell_shifted(uow, desk, hearing, person, stay)
    told.of_cut(uow, desk, hearing, person=person, cut=cut)
    told.of_doubtful(uow, desk, person, [one for one in found if not one.falls])
    gone_days = {one.booking.id for one in fallen}
    kept = [one.day for one in held if one.id not in gone_days]
    if kept:
        manager_id = told.recipient_of(uow, desk, person)
        tell_if_not_admitted(uow, desk, person, hearing, kept, manager_id=manager_id)


def _permits(
    uow: UnitOfWork, employee_id: int, today: date, last: date
) -> tuple[list[PermitRecord], list[PermitRecord]]:
    """Give the permits to come, and those of whole days that began and may not be over."""
    since = today - LONGEST_SPAN
    found = permits.of_person(uow, employee_id, since=since, until=last, states=PERMITS_HELD)
    begun = [one for one in found if one.permit.on < today and one.permit.days is not None]
    return [one for one in found if one.permit.on >= today], begun


def _cut(
    uow: UnitOfWork, desk: Desk, hearing: Hearing, held: Sequence[PermitRecord]
) -> list[PermitRecord]:
    """Shorten permits of whole days that go on after the last day of service."""
    if hearing.left_on is None:
        return []
    cut = []
    for record in held:
        if record.permit.days is None:
            continue
        kept = days_in_service(hearing, record)
        if 0 < len(kept) < record.permit.days:
            cut.append(permits.shorten(uow, record, kept, at=desk.clock()))
    inbox.bring_up_to_date(uow, desk, load(uow, [("permits", record.id) for record in cut]))
    return cut


def _has_gone(hearing: Hearing, record: PermitRecord, covered: Collection[date]) -> bool:
    """Tell whether the person is gone, or does not work then, by a permit of whole days too."""
    left = hearing.left_on is not None and hearing.left_on < record.permit.on
    hours_covered = record.permit.days is None and record.permit.on in covered
    return left or hours_covered or is_needless(hearing, record.permit)


def _let_fall(
    uow: UnitOfWork, desk: Desk, fallen: Sequence[Groundless], gone: Sequence[PermitRecord]
) -> None:
    for one in fallen:
        if still_held(uow, one.booking):
            let_fall(uow, desk, one.booking)
    for record in gone:
        permits.fall(uow, record.id, record.version, at=desk.clock())
    inbox.bring_up_to_date(uow, desk, load(uow, [("permits", record.id) for record in gone]))
