"""One decision: what may hinder it, how it is written, told, and kept to be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from handlers.desk.cases.hearings import Hearings
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import inbox, telling
from handlers.desk.requests.authority import Authority, authority_over
from handlers.desk.requests.inbox import Pressed
from handlers.desk.requests.kinds.known import kind_of, one
from handlers.desk.requests.looking import looks_at
from handlers.desk.requests.request import Key, Look, Request, Ruling, State, Written
from rules.decision import Verdict
from storage.errors import Stale
from storage.requests import decisions
from storage.unit_of_work import UnitOfWork


class DecisionCame(StrEnum):
    """What came of a wish to decide."""

    DONE = "done"
    FORBIDDEN = "forbidden"
    OWN = "own"
    ALREADY = "already"
    """Somebody was faster, or the employee took it back."""
    TOO_LATE = "too_late"
    """Its day is over, or it has begun: it cannot be approved as if it were to come."""
    NOW_REFUSED = "now_refused"
    """The rules forbid it since something changed."""
    NEEDS_MOTIVE = "needs_motive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to decide about a request, in the version that they were shown."""

    key: Key
    version: int
    to: State
    motive: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it, the request as it stands after it, and by which number it is undone."""

    came: DecisionCame
    look: Look
    decision_id: int | None = None


def decide(desk: Desk, actor: Actor, wish: Wish, *, pressed_message: int | None = None) -> Outcome:
    """
    Approve or refuse one request.

    Refusing needs a motive, and so does approving beyond a limit set "di norma". What the rules
    forbid today is not approved. Raises NotFound.
    """
    with desk.store.writing() as uow:
        look = locked(uow, desk, wish.key)
        authority = authority_over(uow, desk, actor, look.request)
        came = hindrance(uow, desk, actor, authority, look=look, wish=wish)
        if came is not None or authority is None:
            return Outcome(came=came or DecisionCame.FORBIDDEN, look=look)
        pressed = Pressed(actor.id, pressed_message)
        done = write_all(
            uow,
            desk,
            actor,
            [(look, authority)],
            to=wish.to,
            motive=wish.motive,
            pressed=pressed,
        )
        (after,) = looks_at(uow, desk, [one(uow, wish.key)])
        uow.commit()
    return Outcome(came=DecisionCame.DONE, look=after, decision_id=done)


def judge(desk: Desk, actor: Actor, wish: Wish) -> Outcome:
    """Tell what would come of a decision, and decide nothing; raise NotFound."""
    with desk.store.reading() as uow:
        (look,) = looks_at(uow, desk, [one(uow, wish.key)])
        authority = authority_over(uow, desk, actor, look.request)
        came = hindrance(uow, desk, actor, authority, look=look, wish=wish)
    return Outcome(came=came or DecisionCame.DONE, look=look)


def hindrance(
    uow: UnitOfWork,
    desk: Desk,
    actor: Actor,
    authority: Authority | None,
    *,
    look: Look,
    wish: Wish,
) -> DecisionCame | None:
    """Tell what stands in the way of a decision, the gravest first; None if nothing does."""
    request, approving = look.request, wish.to is State.APPROVED
    if request.employee_id == actor.id:
        return DecisionCame.OWN
    if authority is None:
        return DecisionCame.FORBIDDEN
    if not request.waits or request.version != wish.version:
        return DecisionCame.ALREADY
    if approving and kind_of(request).too_late(Hearings(uow, desk), request):
        return DecisionCame.TOO_LATE
    if approving and look.verdict is Verdict.REFUSED:
        return DecisionCame.NOW_REFUSED
    beyond = look.verdict is Verdict.DISCRETION
    return DecisionCame.NEEDS_MOTIVE if wish.motive is None and (beyond or not approving) else None


def locked(uow: UnitOfWork, desk: Desk, key: Key) -> Look:
    """Give a request that nobody else changes, nor the days that it is judged by."""
    uow.lock_employee(one(uow, key).employee_id)
    (look,) = looks_at(uow, desk, [one(uow, key)])
    return look


def write_all(
    uow: UnitOfWork,
    desk: Desk,
    actor: Actor,
    wanted: Sequence[tuple[Look, Authority]],
    *,
    to: State,
    motive: str | None,
    pressed: Pressed | None,
) -> int | None:
    """Write decisions, tell who asked, change the cards; give the number to undo them by."""
    written = [
        (look.request, made)
        for look, authority in wanted
        if (made := write(uow, desk, actor, authority, look, to=to, motive=motive)) is not None
    ]
    if not written:
        return None
    after = [made.request for _, made in written]
    told = _told_by_asker(uow, desk, after, motive=motive)
    inbox.bring_up_to_date(uow, desk, after, pressed=pressed)
    before = [
        _kept(request, made, told[request.employee_id, request.kind]) for request, made in written
    ]
    return decisions.add(uow, actor.id, before, at=desk.clock())


def write(
    uow: UnitOfWork,
    desk: Desk,
    actor: Actor,
    authority: Authority,
    look: Look,
    *,
    to: State,
    motive: str | None,
) -> Written | None:
    """Write a decision, and in whose name it was taken; None if somebody was faster."""
    ruling = Ruling(
        to=to, by=actor.id, on_behalf_of=authority.on_behalf_of, at=desk.clock(), motive=motive
    )
    try:
        made = kind_of(look.request).write(uow, look, ruling)
    except Stale:
        return None
    return made if made.before else None


def _told_by_asker(
    uow: UnitOfWork, desk: Desk, decided: Iterable[Request], *, motive: str | None
) -> dict[tuple[int, str], list[str]]:
    """Tell each person once for each kind of what they asked for; give the dedupe keys."""
    by_asker: dict[tuple[int, str], list[Request]] = {}
    for request in decided:
        by_asker.setdefault((request.employee_id, request.kind), []).append(request)
    return {
        who: telling.tell_decided(uow, desk, found, motive=motive)
        for who, found in by_asker.items()
    }


def _kept(request: Request, made: Written, told: list[str]) -> dict[str, Any]:
    return {"kind": request.kind, "id": request.id, "parts": made.before, "told": told}
