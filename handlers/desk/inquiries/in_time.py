"""Until when a day can be asked for: the rules are asked at its very end, when it is too late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handlers.desk.cases.first_step import hr_of
from handlers.desk.cases.judging import Hearing
from handlers.desk.context import Actor, Desk
from rules import questions as law
from rules.calendar import days_worked_from, workdays_of
from rules.decision import Reason
from rules.facts import ROME, Mode
from rules.reasons import ReasonCode
from storage.people.people import Person

LAST_MINUTE = time(23, 59)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMoment:
    """
    The notice that a day takes, as the act has it; `reason` None where it sets none.

    `day` is the one that was asked about, `example` that or one that is worked in a week.
    """

    day: date | None
    example: date
    mode: Mode
    reason: Reason | None
    late: bool
    hr: Person | None


def last_moment(desk: Desk, actor: Actor, day: date | None) -> LastMoment:
    """Find the earliest of the terms that a day must be asked for by."""
    with desk.store.reading() as uow:
        hearing = Hearing.load(
            uow, actor.id, policy=actor.policy, at=desk.clock(), on=day or desk.today()
        )
        hr = hr_of(uow, desk, actor.person)
    example = day or _worked_in_a_week(desk, hearing)
    person = hearing.person_on(example)
    mode = person.agreement.mode if person.agreement else Mode.AGILE
    too_late = datetime.combine(example, LAST_MINUTE, tzinfo=ROME)
    decision = law.book(actor.policy, person, hearing.history, at=too_late, day=example, mode=mode)
    terms = [one for one in decision.reasons if one.code == ReasonCode.BOOKED_LATE]
    reason = min(terms, key=lambda one: one.figures["deadline"], default=None)
    late = reason is not None and desk.clock() > reason.figures["deadline"]
    return LastMoment(day=day, example=example, mode=mode, reason=reason, late=late, hr=hr)


def _worked_in_a_week(desk: Desk, hearing: Hearing) -> date:
    workdays = workdays_of(hearing.person, hearing.policy.on(desk.today()).week.days)
    start = desk.today() + A_WEEK
    return next(iter(days_worked_from(hearing.history, start, workdays, 1)), start)
