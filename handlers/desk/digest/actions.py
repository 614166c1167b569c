"""What a person is told and when: look at it, change it, within what disconnection leaves open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.desk.cases import digest_hours as hours
from handlers.desk.context import Actor, Desk
from handlers.desk.forms import standing
from handlers.desk.forms.fields import Field, Form, Reads
from rules import questions as law
from rules.calendar import days_worked_from, workdays_of
from rules.decision import Reason
from rules.disconnection import Quiet
from rules.facts import MINUTES_OF_A_DAY, moment
from storage.days import facts
from storage.days.facts import Case
from storage.people import preferences
from storage.people.preferences import Wishes
from storage.unit_of_work import UnitOfWork

HOUR = Form(
    name="digest",
    version=1,
    fields=(Field(name="minute", reads=Reads.CLOCK),),
    upgrades={0: lambda _: {}},
)
"""At which hour the digest shall come."""
DAYS_TRIED = 5
"""Working days ahead on which a minute must be outside disconnection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What somebody is told; `minute` is that of the digest, chosen or the body's own."""

    wishes: Wishes
    minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """A minute that lies in disconnection, why, and the nearest one that does not (None: none)."""

    minute: int
    reasons: tuple[Reason, ...]
    nearest: int | None


def look(desk: Desk, actor: Actor) -> Chosen:
    """Give what somebody is told now, and when."""
    with desk.store.reading() as uow:
        return _chosen(desk, actor, preferences.wishes(uow, actor.id))


def switch_digest(desk: Desk, actor: Actor, *, on: bool) -> Chosen:
    """Want a digest, or none."""
    return _change(desk, actor, lambda wishes: replace(wishes, digest=on))


def switch_bands(desk: Desk, actor: Actor, *, on: bool) -> Chosen:
    """Want a word when a band begins, or none."""
    return _change(desk, actor, lambda wishes: replace(wishes, band_start=on))


def choose_minute(desk: Desk, actor: Actor, minute: int) -> Chosen | Barred:
    """
    Set the minute of the digest, unless disconnection holds then on a working day to come.

    Raises ValueError for what is no minute of a day.
    """
    if not 0 <= minute < MINUTES_OF_A_DAY:
        raise ValueError(f"{minute} is no minute of a day")
    with desk.store.reading() as uow:
        barred = _barred(uow, desk, actor, minute)
    if barred is not None:
        return barred
    return _change(desk, actor, lambda wishes: replace(wishes, digest=True, digest_minute=minute))


def wait_for_time(desk: Desk, actor: Actor) -> None:
    """Take the next free text as a time of day."""
    with desk.store.writing() as uow:
        standing.begin(uow, actor.telegram_id, HOUR, {}, at=desk.clock())
        uow.commit()


def _change(desk: Desk, actor: Actor, change: Callable[[Wishes], Wishes]) -> Chosen:
    with desk.store.writing() as uow:
        uow.lock_employee(actor.id)
        wishes = change(preferences.wishes(uow, actor.id))
        today = desk.today()
        hour = hours.moment_of(actor.policy, wishes, today)
        if hour <= desk.clock():
            hour = hours.moment_of(actor.policy, wishes, today + timedelta(days=1))
        preferences.keep(uow, actor.id, wishes, at=hour)
        standing.end(uow, actor.telegram_id, HOUR)
        uow.commit()
    return _chosen(desk, actor, wishes)


def _chosen(desk: Desk, actor: Actor, wishes: Wishes) -> Chosen:
    minute = hours.minute_of(actor.policy, wishes, desk.today())
    return Chosen(wishes=wishes, minute=minute)


def _barred(uow: UnitOfWork, desk: Desk, actor: Actor, minute: int) -> Barred | None:
    case = facts.load(uow, actor.id, on=desk.today())
    quiet = Quiet(actor.policy, case.person, case.history)
    days = _working_days(desk, actor, case)
    held = next((day for day in days if quiet.block(day, minute, urgent=False)), None)
    if held is None:
        return None
    at = moment(held, minute)
    decision = law.deliver(actor.policy, case.person, case.history, at=at)
    return Barred(minute=minute, reasons=decision.reasons, nearest=_nearest(quiet, days, minute))


def _working_days(desk: Desk, actor: Actor, case: Case) -> list[date]:
    tomorrow = desk.today() + timedelta(days=1)
    workdays = workdays_of(case.person, actor.policy.on(tomorrow).week.days)
    return days_worked_from(case.history, tomorrow, workdays, DAYS_TRIED)


def _nearest(quiet: Quiet, days: list[date], minute: int) -> int | None:
    """Find the nearest minute of the same day that is open on all days, the later of two."""
    by_distance = sorted(range(MINUTES_OF_A_DAY), key=lambda one: (abs(one - minute), -one))
    is_open = (
        one for one in by_distance if not any(quiet.block(day, one, urgent=False) for day in days)
    )
    return next(is_open, None)
