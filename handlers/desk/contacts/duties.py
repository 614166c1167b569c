"""
Requests that nobody answered within the bands are noted, as far as the act goes and no further.

Only where the act attaches something to them (Sorano 11.3), only those of who decides about the
person, and only those that reached the person inside a contact band. The act names no time: a
whole band must have gone by after the message came. Everywhere else nothing is noted.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from handlers.desk.contacts import told
from handlers.desk.contacts.judging import hearing_of
from handlers.desk.context import Desk
from rules.contact_hours import band_gone_by, in_a_band, unanswered
from rules.facts import moment
from storage.errors import Stale
from storage.requests import contacts
from storage.requests.contacts import Contact
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

LOOKED_BACK = timedelta(days=30)


def attend(desk: Desk) -> None:
    """Note requests without an answer, and tell both sides."""
    now = desk.clock()
    with desk.store.reading() as uow:
        open_requests = contacts.waiting(uow, passed_since=now - LOOKED_BACK, passed_by=now)
    for contact in open_requests:
        with desk.store.writing() as uow:
            _attend_to(uow, desk, contact)
            uow.commit()


def _attend_to(uow: UnitOfWork, desk: Desk, contact: Contact) -> None:
    message = outbox.by_dedupe_key(uow, told.key_of(contact))
    if message is None or message.sent_at is None:
        return
    now, hearing = desk.clock(), hearing_of(uow, desk, contact.employee_id)
    known = (hearing.policy, hearing.person, hearing.history)
    why = unanswered(hearing.policy, at=message.sent_at)
    if why is None or not in_a_band(*known, at=message.sent_at):
        return
    found = band_gone_by(*known, since=message.sent_at, until=desk.today())
    if found is None or moment(found[0], found[1].end) > now:
        return
    try:
        noted = contacts.note_unanswered(uow, contact, at=now)
    except Stale:
        return  # answered at this very moment
    day, band = found
    told.post_noted(uow, noted, (datetime.combine(day, time(0)), band), why, at=now)
