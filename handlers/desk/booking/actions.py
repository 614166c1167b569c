"""Look at a month, tick days, send a request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from handlers.desk.booking.wishes import Days, agreed_among, held_among, still_free
from handlers.desk.cases import drafts
from handlers.desk.cases.admission import tell_if_not_admitted
from handlers.desk.cases.drafts import MOST_DAYS, Draft
from handlers.desk.cases.judging import Hearing, Judged
from handlers.desk.cases.month import Known, Month, Part, days_in_sight, lay_out
from handlers.desk.cases.reaching import Reaching, reaching
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import asking
from handlers.desk.requests.routing import Route, route_of
from storage.days import office_minimum
from storage.people import dialogues
from storage.requests import bookings
from storage.requests.bookings import Booking, Wish
from storage.tables import HOLDING
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """
    What came of a request: each day as judged, those now booked, and whom it went to.

    `held` are days that the person had, or had asked for, before; `agreed` are away from the
    office by the agreement itself.
    """

    judged: tuple[Judged, ...]
    booked: tuple[Booking, ...]
    to: Reaching | None
    held: tuple[Booking, ...] = ()
    agreed: tuple[date, ...] = ()

    @property
    def approver_name(self) -> str | None:
        """Who decides; None if nobody can today."""
        return self.to.person.name if self.to else None


def look(desk: Desk, actor: Actor, month: date) -> Month:
    """Give a month as it is for this person, with what they have ticked so far."""
    with desk.store.reading() as uow:
        hearing = _hearing(uow, desk, actor, month)
        draft = drafts.load(uow, actor.telegram_id)
        return _month(uow, desk, actor, hearing, draft, day=month)


def explain(desk: Desk, actor: Actor, day: date, month: date | None = None) -> Month:
    """
    Give the month of a day, with what the rules say about the whole of that day.

    `month` is the one that was on top, if the day stood in the next beneath it.
    """
    with desk.store.reading() as uow:
        draft = drafts.load(uow, actor.telegram_id)
        hearing = _hearing(uow, desk, actor, day)
        shown = _month(uow, desk, actor, hearing, draft, day=day, top=month)
        agreed = _is_agreed(uow, desk, actor, hearing, day)
    if agreed:
        return replace(shown, agreed=day)
    return replace(shown, focus=_beside(hearing, draft.without(day)).judge(day, None))


def tick(desk: Desk, actor: Actor, day: date, part: Part, month: date | None = None) -> Month:
    """
    Tick a day, or a half of it, or untick it; what the rules refuse is told and not ticked.

    Nor is a day that the agreement gives already. `month` as in `explain`.
    """
    with desk.store.writing() as uow:
        draft = drafts.load(uow, actor.telegram_id).without(day)
        hearing = _hearing(uow, desk, actor, day)
        judged = _beside(hearing, draft).judge(day, part.half)
        agreed = _is_agreed(uow, desk, actor, hearing, day)
        wanted = part is not Part.OFF and not agreed and len(draft.days) < MOST_DAYS
        if wanted and not judged.refused:
            draft = draft.ticked(day, part.half)
        drafts.keep(uow, actor.telegram_id, draft, at=desk.clock())
        shown = _month(uow, desk, actor, hearing, draft, day=day, top=month)
        uow.commit()
    if agreed:
        return replace(shown, agreed=day)
    return replace(shown, focus=judged) if wanted and judged.refused else shown


def clear(desk: Desk, actor: Actor, month: date) -> Month:
    """Untick everything, and give a month again."""
    with desk.store.writing() as uow:
        drafts.keep(uow, actor.telegram_id, Draft(), at=desk.clock())
        hearing = _hearing(uow, desk, actor, month)
        found = _month(uow, desk, actor, hearing, Draft(), day=month)
        uow.commit()
    return found


def submit(desk: Desk, actor: Actor, digest: str) -> Submitted | None:
    """
    Ask for the days ticked, each judged again while nobody else can change this person's days.

    What is refused now is told and not asked for. None if these days were sent already or are
    no longer those that the button showed.
    """
    with desk.store.writing() as uow:
        office_minimum.queue(uow, actor.person.office_id)
        uow.lock_employee(actor.id)
        draft = drafts.load(uow, actor.telegram_id)
        if not draft.days or draft.digest != digest:
            return None
        result = _ask_for(uow, desk, actor, draft.days)
        dialogues.end(uow, actor.telegram_id)
        uow.commit()
    return result


def send(desk: Desk, actor: Actor, days: Days) -> Submitted:
    """Ask for days that a button holds; what is ticked in the calendar stays as it is."""
    with desk.store.writing() as uow:
        office_minimum.queue(uow, actor.person.office_id)
        uow.lock_employee(actor.id)
        result = _ask_for(uow, desk, actor, days)
        uow.commit()
    return result


def _ask_for(uow: UnitOfWork, desk: Desk, actor: Actor, days: Days) -> Submitted:
    held = held_among(uow, actor, days)
    hearing = _hearing(uow, desk, actor, min(days))
    agreed = agreed_among(uow, desk, actor, days, hearing.terms)
    route = route_of(uow, actor.id, hearing.person, policy=actor.policy, at=desk.clock())
    judged = hearing.judge_together(still_free(days, held, agreed).items())
    asked = [_ask(uow, actor, one, route, at=hearing.at) for one in judged if not one.refused]
    asking.send(uow, desk, actor.person, [("days", one.id) for one in asked], route=route)
    wanted = [one.day for one in asked]
    tell_if_not_admitted(uow, desk, actor.person, hearing, wanted, manager_id=route.acting_id)
    to = reaching(uow, desk, route.acting_id) if route.acting_id else None
    return Submitted(judged=tuple(judged), booked=tuple(asked), to=to, held=held, agreed=agreed)


def _ask(uow: UnitOfWork, actor: Actor, judged: Judged, route: Route, *, at: datetime) -> Booking:
    wish = Wish(employee_id=actor.id, day=judged.day, half=judged.half, mode=judged.mode)
    return bookings.request(
        uow,
        wish,
        decision=judged.decision,
        at=at,
        by=actor.id,
        approver_id=route.principal_id,
    )


def _hearing(uow: UnitOfWork, desk: Desk, actor: Actor, on: date) -> Hearing:
    return Hearing.load(uow, actor.id, policy=actor.policy, at=desk.clock(), on=on)


def _beside(hearing: Hearing, draft: Draft) -> Hearing:
    judged = hearing.judge_together(draft.days.items())
    return hearing.besides(one.slot for one in judged if not one.refused)


def _is_agreed(uow: UnitOfWork, desk: Desk, actor: Actor, hearing: Hearing, day: date) -> bool:
    """Tell whether the agreement makes a day to come one away from the office."""
    to_come = day >= hearing.today
    return to_come and bool(agreed_among(uow, desk, actor, {day: None}, hearing.terms))


def _month(
    uow: UnitOfWork,
    desk: Desk,
    actor: Actor,
    hearing: Hearing,
    draft: Draft,
    *,
    day: date,
    top: date | None = None,
) -> Month:
    own = day.replace(day=1)
    first = top or own
    days = days_in_sight(first, hearing.today)
    held = bookings.of_person(
        uow, hearing.employee_id, since=days[0], until=days[-1], states=HOLDING
    )
    agreed = agreed_among(uow, desk, actor, dict.fromkeys(days), hearing.terms)
    known = Known(held={one.day: one for one in held}, agreed=agreed)
    return lay_out(hearing, first, draft=draft, known=known, both=first != own)
