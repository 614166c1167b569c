"""Put a permit together, look at it, send it off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from handlers.desk.cases.judging import Hearing
from handlers.desk.cases.permits import has_begun, hearing_for
from handlers.desk.cases.reaching import Reaching, reaching_of
from handlers.desk.context import Actor, Desk
from handlers.desk.forms import standing
from handlers.desk.permits import drafts
from handlers.desk.permits.cards import post_card
from handlers.desk.permits.drafts import PERMIT, Draft
from handlers.desk.permits.form import Form, Step, form_of
from handlers.desk.permits.overlaps import days_of, overlapping
from handlers.desk.requests import inbox
from handlers.desk.requests.kinds.known import load
from handlers.desk.requests.routing import Route, route_of
from storage.errors import NotFound
from storage.people import people
from storage.requests import permits
from storage.requests.permits import PermitWish
from storage.requests.permits_found import PermitRecord
from storage.tables import PERMITS_HELD, PermitState
from storage.unit_of_work import UnitOfWork


class PermitCame(StrEnum):
    """What came of sending a permit off."""

    ASKED = "asked"
    """It waits for an approval."""
    COMMUNICATED = "communicated"
    REFUSED = "refused"
    """The rules forbid it, or its time has come."""
    OVERLAPS = "overlaps"
    """The person has, or has asked for, another one at that time."""
    GONE = "gone"
    """It was sent already, or is no longer what the button showed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """
    What came of it; the form as it stands if nothing was sent.

    `because` are the articles by which it waits for an approval, or needs none.
    """

    came: PermitCame
    form: Form | None = None
    record: PermitRecord | None = None
    to: Reaching | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A form with the name of who would decide, or be told; None if nobody can today."""

    form: Form
    approver_name: str | None = None


def look(desk: Desk, actor: Actor, *, around: date | None = None) -> Shown:
    """Give the permit as it has been put together so far; `around`: the month of a calendar."""
    with desk.store.reading() as uow:
        return _shown(
            uow, desk, actor, drafts.load(uow, actor.telegram_id, at=desk.clock()), around=around
        )


def shown_of(desk: Desk, actor: Actor, draft: Draft) -> Shown:
    """Give what is asked next of a draft."""
    with desk.store.reading() as uow:
        return _shown(uow, desk, actor, draft)


def put(desk: Desk, actor: Actor, change: Callable[[Draft], Draft]) -> Shown:
    """Change the draft and keep it; give what is asked next."""
    with desk.store.writing() as uow:
        draft = change(drafts.load(uow, actor.telegram_id, at=desk.clock()))
        shown = _shown(uow, desk, actor, draft)
        drafts.keep(uow, actor.telegram_id, shown.form.draft, at=desk.clock())
        uow.commit()
    return shown


def set_fields(desk: Desk, actor: Actor, **fields: Any) -> Shown:
    """Set fields of the draft; whether it is urgent is asked again."""
    return put(desk, actor, lambda draft: draft.changed(**fields))


def start_anew(desk: Desk, actor: Actor, draft: Draft | None = None) -> Shown:
    """Begin with nothing, or with a given draft."""
    return put(desk, actor, lambda _: draft or Draft())


def correct(desk: Desk, actor: Actor, permit_id: int, *, version: int) -> Shown | None:
    """Begin to correct one's own permit; None if it changed or has begun. Raises NotFound."""
    with desk.store.writing() as uow:
        found = own(uow, actor, permit_id)
        hearing = _hearing(uow, desk, actor, on=found.permit.on, corrected=found)
        if found.version != version or found.state not in PERMITS_HELD:
            return None
        if has_begun(hearing, found.permit):
            return None
        draft = drafts.of_permit(found.permit, corrects=found.id)
        shown = _shown(uow, desk, actor, draft)
        drafts.keep(uow, actor.telegram_id, draft, at=desk.clock())
        uow.commit()
    return shown


def submit(desk: Desk, actor: Actor, digest: str) -> Sent:
    """Send the permit off, judged again while nobody else can change what is left of it."""
    with desk.store.writing() as uow:
        uow.lock_employee(actor.id)
        draft = drafts.load(uow, actor.telegram_id, at=desk.clock())
        old = own(uow, actor, draft.corrects) if draft.corrects is not None else None
        if draft.permit is None or draft.digest != digest or _no_longer_stands(old):
            return Sent(came=PermitCame.GONE)
        hearing = _hearing(uow, desk, actor, on=draft.permit.on, corrected=old)
        form = _beside_others(uow, hearing, form_of(hearing, draft), old)
        begun_before = old is not None and has_begun(hearing, old.permit)
        if form.overlaps is not None:
            return Sent(came=PermitCame.OVERLAPS, form=form, record=form.overlaps)
        if not form.sendable or form.judged is None or begun_before:
            return Sent(
                came=PermitCame.REFUSED, form=replace(form, begun=form.begun or begun_before)
            )
        route = route_of(uow, actor.id, hearing.person, policy=actor.policy, at=desk.clock())
        takes = days_of(hearing, draft.permit)
        sent = _send(uow, desk, actor, form, route=route, old=old, takes=takes)
        standing.end(uow, actor.telegram_id, PERMIT)
        uow.commit()
    return sent


def own(uow: UnitOfWork, actor: Actor, permit_id: int) -> PermitRecord:
    """Give one of a person's own permits; raise NotFound for anybody else's."""
    record = permits.by_id(uow, permit_id)
    if record.employee_id != actor.id:
        raise NotFound("permit of this person", permit_id)
    return record


def _no_longer_stands(old: PermitRecord | None) -> bool:
    return old is not None and old.state not in PERMITS_HELD


def _send(
    uow: UnitOfWork,
    desk: Desk,
    actor: Actor,
    form: Form,
    *,
    route: Route,
    old: PermitRecord | None,
    takes: tuple[date, ...],
) -> Sent:
    judged = form.judged
    if judged is None:
        raise ValueError("a permit is judged before it is sent")
    _take_back_waiting(uow, desk, actor, old)
    record = permits.ask(
        uow,
        PermitWish(
            employee_id=actor.id,
            permit=judged.permit,
            urgent=judged.urgent,
            words=form.draft.words,
            replaces_id=_replaced(old),
            takes=takes,
        ),
        decision=judged.decision,
        state=PermitState.GRANTED if judged.is_communicated else PermitState.PENDING,
        at=desk.clock(),
        approver_id=route.principal_id,
    )
    if record.state is PermitState.GRANTED:
        permits.give_way(uow, record, by=actor.id, at=desk.clock())
    post_card(uow, desk, actor.person, record, route)
    came = PermitCame.COMMUNICATED if judged.is_communicated else PermitCame.ASKED
    to = reaching_of(uow, desk, route.acting_id)
    return Sent(came=came, record=record, to=to, because=judged.approval.because)


def _replaced(old: PermitRecord | None) -> int | None:
    """Name what gives way: a correction that was still pending stood for an earlier permit."""
    if old is None:
        return None
    pending = old.state is PermitState.PENDING and old.replaces_id is not None
    return old.replaces_id if pending else old.id


def _take_back_waiting(
    uow: UnitOfWork, desk: Desk, actor: Actor, old: PermitRecord | None
) -> None:
    """
    Take back what the new permit stands for and still waited.

    What was granted stands until the new one is, so that nobody loses a permit by asking for a
    better one.
    """
    at = desk.clock()
    instead = _waiting_instead(uow, actor, old)
    for other in instead:
        permits.cancel(uow, other.id, other.version, by=actor.id, at=at)
    inbox.bring_up_to_date(uow, desk, load(uow, [("permits", other.id) for other in instead]))


def _waiting_instead(
    uow: UnitOfWork, actor: Actor, old: PermitRecord | None
) -> list[PermitRecord]:
    if old is None:
        return []
    pending = permits.of_person(
        uow, actor.id, since=date.min, until=date.max, states=(PermitState.PENDING,)
    )
    family = {old.id, _replaced(old)}
    return [p for p in pending if p.id in family or p.replaces_id in family]


def _beside_others(
    uow: UnitOfWork, hearing: Hearing, form: Form, corrected: PermitRecord | None
) -> Form:
    """Look whether a permit that is put together meets another one."""
    permit = form.draft.permit
    if permit is None or form.judged is None:
        return form
    besides = set() if corrected is None else permits.family_of(uow, corrected)
    earlier = overlapping(uow, hearing, permit, besides=besides)
    return form if earlier is None else replace(form, step=Step.SUMMARY, overlaps=earlier)


def _shown(
    uow: UnitOfWork, desk: Desk, actor: Actor, draft: Draft, *, around: date | None = None
) -> Shown:
    corrected = own(uow, actor, draft.corrects) if draft.corrects is not None else None
    on = draft.on or desk.today()
    hearing = _hearing(uow, desk, actor, on=on, corrected=corrected)
    form = _beside_others(uow, hearing, form_of(hearing, draft, around=around), corrected)
    if form.judged is None:
        return Shown(form=form)
    route = route_of(uow, actor.id, hearing.person, policy=actor.policy, at=desk.clock())
    return Shown(form=form, approver_name=_name(uow, route))


def _hearing(
    uow: UnitOfWork, desk: Desk, actor: Actor, *, on: date, corrected: PermitRecord | None
) -> Hearing:
    without = set() if corrected is None else permits.family_of(uow, corrected)
    return hearing_for(uow, actor.id, policy=actor.policy, at=desk.clock(), on=on, without=without)


def _name(uow: UnitOfWork, route: Route) -> str | None:
    return people.person(uow, route.acting_id).name if route.acting_id else None
