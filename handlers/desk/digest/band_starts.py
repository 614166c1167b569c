"""
A word when a contact band begins, for those who asked for it.

Whoever wants it is looked at only in the minutes in which a band of theirs may begin; whether it
does (the day is worked away, no permit lifts the duty, no absence) the law is asked then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from handlers.desk.context import Desk
from handlers.desk.digest import looks
from handlers.desk.digest.looks import Look
from rules import questions as law
from rules.bands import bands_apply
from rules.barred import as_found
from rules.calendar import AFTERNOON_BEGINS, works_as
from rules.decision import Verdict
from rules.facts import ROME, Band, moment
from rules.policy.library import Policy
from storage.days import day_ahead
from storage.days.day_ahead import BandWish
from storage.trail import outbox
from storage.trail.outbox import Message
from storage.unit_of_work import UnitOfWork

OF_USE = timedelta(minutes=30)
"""Later nobody needs to hear that a band has begun."""
AT_A_TIME = 100


def tell_who_asked(desk: Desk) -> int:
    """Tell some people that a band begins; give how many, 0 if nobody is left."""
    with desk.store.reading() as uow:
        found = list(islice(_messages(uow, desk), AT_A_TIME))
    if found:
        with desk.store.writing() as uow:
            for message in found:
                uow.post(message)
            uow.commit()
    return len(found)


def _messages(uow: UnitOfWork, desk: Desk) -> Iterator[Message]:
    for wish in _possible(uow, desk):
        yield from _of_person(uow, desk, wish)


def _possible(uow: UnitOfWork, desk: Desk) -> Iterable[BandWish]:
    """Give those one of whose bands may begin now and who have not heard of it."""
    today, now = desk.today(), desk.clock()
    keys: dict[str, BandWish] = {}
    for wish in day_ahead.who_wants_bands(uow, on=today):
        for start in set(_starts(desk.policies[wish.policy_id], wish, today)):
            if _begins(today, start, now):
                keys[_key(wish.employee_id, today, start)] = wish
    told = outbox.posted(uow, keys) if keys else set()
    return {wish.employee_id: wish for key, wish in keys.items() if key not in told}.values()


def _starts(policy: Policy, wish: BandWish, day: date) -> Iterator[int]:
    """Give every minute at which a band of somebody could begin: the agreement's or the act's."""
    tables = policy.on(day)
    for text in wish.bands:
        yield Band.parse(text).start
    for rules in (tables.bands, tables.remote_bands):
        for table in (rules.default, rules.fixed, *rules.weekday) if rules is not None else ():
            if table is not None:
                yield from (band.start for band in (*table.bands, *table.afternoon_bands))


def _begins(day: date, start: int, now: datetime) -> bool:
    begins = moment(day, start)
    return begins <= now < begins + OF_USE


def _of_person(uow: UnitOfWork, desk: Desk, wish: BandWish) -> Iterator[Message]:
    now, today = desk.clock(), desk.today()
    policy = desk.policies[wish.policy_id]
    look = looks.load(uow, policy, wish.employee_id, at=now, today=today)
    for band in look.day(today).values["bands"]:
        if _begins(today, band.start, now) and _holds(look, band):
            yield Message(
                recipient_id=wish.employee_id,
                key="digest.band",
                args={"start": band.start, "end": band.end},
                dedupe_key=_key(wish.employee_id, today, band.start),
                at=now,
                good_until=moment(today, band.start) + OF_USE,
            )


def _holds(look: Look, band: Band) -> bool:
    """Tell whether the person works away with bands then and no permit lifts the duty."""
    today = look.today
    found = as_found(look.policy, look.person, look.history, on=today, at=today)
    morning, afternoon = works_as(look.person, found, today)
    mode = morning if band.start < AFTERNOON_BEGINS else afternoon
    if not bands_apply(look.policy.on(today), mode):
        return False
    at = look.at.astimezone(ROME)
    decision = law.contact(look.policy, look.person, look.history, at=at)
    return decision.verdict is Verdict.NOW


def _key(employee_id: int, day: date, start: int) -> str:
    return f"band:{employee_id}:{day}:{start}"
