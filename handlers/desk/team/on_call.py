"""Weeks on call: who has them, whom the act lets have them, giving and taking them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.desk.cases.on_duty import Duty, duty_on
from handlers.desk.context import Actor, Desk
from handlers.desk.team.offices import Sight, led, replacing
from handlers.texts import articles
from rules import questions as law
from rules.decision import Decision, Verdict
from rules.disconnection import ON_CALL
from rules.facts import Period
from rules.history import first_day_of
from rules.on_call_hours import last_day_of_turn
from rules.policy.library import Policy
from rules.reasons import ReasonCode
from storage.days import absences, facts, office_month
from storage.errors import NotFound
from storage.people import people
from storage.people.people import Person
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

WEEKS_AHEAD = 60
"""Ferrara plans six months, three months before."""
OF_HEALTH_OR_FAMILY = frozenset({ReasonCode.TURN_BARRED, ReasonCode.TURN_MAY_BAR})
"""Reasons whose article names why somebody is left out: nobody reads that beside a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of an office: who is on call in it, and who works there."""

    sight: Sight
    monday: date
    last: date
    this_week: date
    people: tuple[Turn, ...]
    regulated: bool
    """Whether the act says anything about weeks on call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One person in that week."""

    employee_id: int
    name: str
    on_call: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Whether one person may have a week, and whether they have it."""

    sight: Sight
    person: Person
    monday: date
    last: date
    decision: Decision
    on_call: bool
    changed: bool = False
    over: bool = False
    """Whether the week lies behind."""

    @property
    def allowed(self) -> bool:
        """Whether the act lets it be given, be it that the person may also be left out."""
        return self.decision.verdict is not Verdict.REFUSED

    @property
    def may_be_left_out(self) -> bool:
        """Whether the act lets whoever assigns the weeks leave this person out."""
        return self.decision.verdict is Verdict.DISCRETION

    @property
    def because(self) -> tuple[str, ...]:
        """Give the articles that may be written down beside the name."""
        told = (one for one in self.decision.reasons if one.code not in OF_HEALTH_OR_FAMILY)
        return tuple(dict.fromkeys(article for one in told for article in one.articles))


def look_at_week(desk: Desk, actor: Actor, office_id: int, monday: date | None = None) -> Week:
    """Show a week of an office that somebody leads or sees to; raise NotFound otherwise."""
    this_week = _monday(desk.today())
    week = this_week if monday is None else _monday(monday)
    with desk.store.reading() as uow:
        sight = replacing(uow, actor, office_id)
        members = office_month.members(uow, office_id, first=week, last=week + timedelta(days=6))
    return Week(
        sight=sight,
        monday=week,
        last=last_day_of_turn(actor.policy.on(week), week),
        this_week=this_week,
        people=tuple(
            Turn(
                employee_id=member.employee_id,
                name=member.name,
                on_call=week in member.history.on_call,
            )
            for member in members
        ),
        regulated=actor.policy.on(max(week, desk.today())).on_call is not None,
    )


def judge(desk: Desk, actor: Actor, employee_id: int, monday: date) -> Judged:
    """Ask the act about one person and week; raise NotFound for whose weeks they do not see to."""
    with desk.store.reading() as uow:
        return judge_in(uow, desk, actor, employee_id, _monday(monday))


def give(desk: Desk, actor: Actor, employee_id: int, monday: date) -> Judged:
    """Give a week to a person, if the act lets it; a second time changes nothing."""
    with desk.store.writing() as uow:
        uow.lock_employee(employee_id)
        judged = judge_in(uow, desk, actor, employee_id, _monday(monday))
        led(uow, actor, judged.sight.office.id)
        if judged.on_call or not judged.allowed:
            return judged
        absences.put_on_call(uow, employee_id, judged.monday)
        note(uow, desk, actor, judged, "given")
        after = judge_in(uow, desk, actor, employee_id, judged.monday, changed=True)
        uow.commit()
    return after


def take_back(desk: Desk, actor: Actor, employee_id: int, monday: date) -> Judged:
    """Take a week back; a second time changes nothing."""
    with desk.store.writing() as uow:
        uow.lock_employee(employee_id)
        judged = judge_in(uow, desk, actor, employee_id, _monday(monday))
        led(uow, actor, judged.sight.office.id)
        if not absences.take_off_call(uow, employee_id, judged.monday):
            return judged
        note(uow, desk, actor, judged, "taken_back")
        after = judge_in(uow, desk, actor, employee_id, judged.monday, changed=True)
        uow.commit()
    return after


def judge_in(
    uow: UnitOfWork,
    desk: Desk,
    actor: Actor,
    employee_id: int,
    monday: date,
    *,
    changed: bool = False,
    substitution: bool = False,
) -> Judged:
    """Ask the same within a transaction; `substitution` is in the place of somebody impeded."""
    person = people.person(uow, employee_id)
    sight = replacing(uow, actor, person.office_id)
    if person.body_id != actor.person.body_id or person.is_elected:
        raise NotFound("employee", employee_id)
    case = facts.load(uow, employee_id, on=monday)
    decision = law.on_call(
        actor.policy,
        case.person,
        case.history,
        at=desk.clock(),
        week=monday,
        substitution=substitution,
    )
    last = last_day_of_turn(actor.policy.on(monday), monday)
    return Judged(
        sight=sight,
        person=person,
        monday=monday,
        last=last,
        decision=decision,
        on_call=monday in case.history.on_call,
        changed=changed,
        over=last < desk.today(),
    )


def note(
    uow: UnitOfWork,
    desk: Desk,
    actor: Actor,
    judged: Judged,
    what: str,
    *,
    in_place_of: Person | None = None,
) -> None:
    """
    Write the audit entry, and tell the person.

    `in_place_of` is whom they replace: why that person cannot is told to nobody. Whoever serves
    by this very turn, at an hour at which a message waits, is told at once as a call would be,
    and why.
    """
    who, monday = judged.person.id, judged.monday
    replaced = {"in_place_of": in_place_of.id} if in_place_of is not None else {}
    uow.audit(
        f"on_call.{what}",
        chain=actor.person.body_id,
        subject=f"employee:{who}",
        at=desk.clock(),
        actor_id=actor.id,
        on_behalf_of=judged.sight.on_behalf_of,
        details={"monday": monday, "because": judged.because, **replaced},
    )
    if who == actor.id:
        return
    key = f"team.on_call.told.{what}"
    args = {"first": monday, "last": judged.last, "by": actor.person.name}
    serving = None
    if in_place_of is not None:
        key, args = f"{key}.in_place_of", args | {"name": in_place_of.name}
        serving = _serving_in_the_quiet(uow, desk, actor.policy, who, monday)
    if serving is not None:
        key = f"{key}.now"
        args |= {"day": serving.day, "hours": serving.hours}
        args |= {"articles": articles(serving.articles)}
    uow.post(
        outbox.Message(
            recipient_id=who,
            key=key,
            args=args,
            dedupe_key=f"on_call:{what}:{who}:{monday}:{desk.clock():%Y%m%d%H%M%S}",
            at=desk.clock(),
            contact=None if serving is None else ON_CALL,
        )
    )


def _serving_in_the_quiet(
    uow: UnitOfWork, desk: Desk, policy: Policy, employee_id: int, monday: date
) -> Duty | None:
    """Give today's hours of a turn that lets a call through now, where a message would wait."""
    now, today = desk.clock(), desk.today()
    case = facts.load(uow, employee_id, on=today, settled=True)
    of_turn = case.history.with_on_call([monday])  # they may serve by another of their turns
    plain = law.deliver(policy, case.person, case.history, at=now)
    call = law.contact(policy, case.person, of_turn, at=now, purpose=ON_CALL)
    if plain.values["when"] <= now or call.values["when"] > now:
        return None
    return duty_on(policy, case.person, of_turn, today, left_on=case.left_on)


def _monday(day: date) -> date:
    return first_day_of(Period.WEEK, day)
