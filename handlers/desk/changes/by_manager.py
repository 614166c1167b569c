"""The manager's change of somebody's day: done at once, with a reason, and told to the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from handlers.desk.cases.moves import By
from handlers.desk.changes.actions import Case, Target, case_of, wish_of
from handlers.desk.changes.sources import Token
from handlers.desk.context import Actor, Desk
from handlers.desk.forms import standing
from handlers.desk.forms.fields import Form, Values, words_for_others
from handlers.desk.requests.deciding import locked, write, write_all
from handlers.desk.requests.request import Request, State
from handlers.desk.requests.wording import by_line, slot_line
from handlers.texts import articles
from rules import questions as law
from rules.facts import Half
from rules.reasons import ReasonCode
from storage.errors import NotFound
from storage.people import dialogues, people
from storage.requests import bookings
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

MOTIVE = "motive"


def _with_lines(state: Mapping[str, Any]) -> Mapping[str, Any]:
    """Say anew what the first release said in its question."""
    named = state["awaits"][1]
    new = (f"day.{state['half'] or 'whole'}", {"day": date.fromisoformat(state["day"])})
    about = {name: state[name] for name in ("token", "day", "half")}
    return {**about, "name": named["name"], "old": named["day"], "new": new}


CHANGE = Form(
    name="changes", version=1, fields=(words_for_others(MOTIVE),), upgrades={0: _with_lines}
)
"""The manager's reason, and which day goes where, with the lines that say it."""


class ManagerMoveCame(StrEnum):
    """What came of a manager's wish to change a day."""

    DONE = "done"
    REFUSED = "refused"
    """The rules forbid it now; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What came of it, and when the person reads of it if that is not at once."""

    came: ManagerMoveCame
    target: Target
    reaches: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The change whose reason is waited for."""

    token: str
    day: date
    half: Half | None


def ask_for_motive(desk: Desk, actor: Actor, token: str, day: date, half: Half | None) -> Target:
    """Begin to wait for the reason, if the change could be made at all; raise NotFound."""
    with desk.store.writing() as uow:
        case = _managed(uow, desk, actor, Token.read(token))
        target = case.target(day, half)
        if not target.judged.refused:
            values = {
                "token": token,
                "day": day.isoformat(),
                "half": half,
                "name": case.owner.name,
                "old": case.source.line,
                "new": slot_line(target.judged.slot),
            }
            standing.begin(uow, actor.telegram_id, CHANGE, values, at=desk.clock())
            uow.commit()
    return target


def wanted_in(values: Values) -> Wanted:
    """Give the change that a form asks the reason of."""
    half = values["half"] and Half(values["half"])
    return Wanted(token=values["token"], day=date.fromisoformat(values["day"]), half=half)


def change(desk: Desk, actor: Actor, wanted: Wanted, motive: str) -> Changed:
    """
    Move somebody's day at once, as the act lets the manager; a move they asked for is refused.

    Raises NotFound, and StalePressError if the day changed since it was shown.
    """
    with desk.store.writing() as uow:
        token = Token.read(wanted.token)
        owner_id = _managed(uow, desk, actor, token).owner.id
        uow.lock_employee(owner_id)
        case = _managed(uow, desk, actor, token)
        _refuse_waiting(uow, desk, actor, case, motive)
        case = _managed(uow, desk, actor, token)
        target = case.target(wanted.day, wanted.half)
        if target.judged.refused:
            return Changed(came=ManagerMoveCame.REFUSED, target=target)
        after = _write(uow, desk, actor, case, target, motive=motive)
        _tell(uow, desk, case, target, after, motive=motive)
        dialogues.end(uow, actor.telegram_id)
        uow.commit()
    return Changed(came=ManagerMoveCame.DONE, target=target, reaches=_reaches(case))


def _managed(uow: UnitOfWork, desk: Desk, actor: Actor, token: Token) -> Case:
    """Find the day of somebody else whom the actor decides about; raise NotFound."""
    case = case_of(uow, desk, actor, token)
    if case.by is not By.MANAGER:
        raise NotFound("employee that this person decides about", case.owner.id)
    return case


def _write(
    uow: UnitOfWork, desk: Desk, actor: Actor, case: Case, target: Target, *, motive: str
) -> Request:
    asked = bookings.request(
        uow,
        wish_of(case, target.judged),
        decision=target.judged.decision,
        at=desk.clock(),
        by=actor.id,
        approver_id=case.mandate.on_behalf_of or actor.id,
    )
    look = locked(uow, desk, ("days", asked.id))
    made = write(uow, desk, actor, case.mandate, look, to=State.APPROVED, motive=motive)
    if made is None:
        raise NotFound("booking", asked.id)
    return made.request


def _refuse_waiting(uow: UnitOfWork, desk: Desk, actor: Actor, case: Case, motive: str) -> None:
    """Refuse a move of the same day that the person asked for: another one is made."""
    waiting = bookings.pending_move_of(uow, case.owner.id, case.source.slot)
    if waiting is not None:
        look = locked(uow, desk, ("days", waiting.id))
        refused = [(look, case.mandate)]
        write_all(uow, desk, actor, refused, to=State.REFUSED, motive=motive, pressed=None)


def _tell(
    uow: UnitOfWork, desk: Desk, case: Case, target: Target, after: Request, *, motive: str
) -> None:
    ids = [found for found in (after.decided_by, after.decided_for) if found is not None]
    named = people.persons(uow, ids)
    right = [r for r in target.judged.decision.reasons if r.code == ReasonCode.SWAP_ALLOWED]
    uow.post(
        outbox.Message(
            recipient_id=case.owner.id,
            key="changes.told",
            args={
                "by": by_line(after, named),
                "old": slot_line(case.source.slot),
                "new": slot_line(target.judged.slot),
                "motive": motive,
                "articles": articles(a for reason in right for a in reason.articles),
            },
            dedupe_key=f"changes:told:{after.id}",
            at=desk.clock(),
        )
    )


def _reaches(case: Case) -> datetime | None:
    """Tell when the law lets the message reach the person; None if at once."""
    hearing = case.hearing
    decision = law.deliver(
        hearing.policy, hearing.person, hearing.history, at=hearing.at, urgent=False
    )
    when: datetime = decision.values["when"]
    return when if when > hearing.at else None
