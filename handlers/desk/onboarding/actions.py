"""Tie a Telegram account to an employee by an invitation, and untie it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk.actors import find_actor, reach_again
from handlers.desk.context import Actor, Desk
from storage.people import dialogues, invitations, links, people
from storage.people.invitations import Refusal


@dataclass(frozen=True, slots=True)
class Welcome:
    """The account is tied; `again` if this very link had done it before."""

    actor: Actor
    body_name: str
    again: bool


def redeem(desk: Desk, code: str, *, telegram_id: int) -> Welcome | Refusal:
    """Tie an account to the employee whom a code names, or tell why not."""
    with desk.store.writing() as uow:
        outcome = invitations.redeem(uow, code, telegram_user_id=telegram_id, at=desk.clock())
        if isinstance(outcome, Refusal):
            return outcome
        body = people.body(uow, people.person(uow, outcome.employee_id).body_id)
        if not outcome.again:
            reach_again(uow, desk, outcome.employee_id)
        uow.commit()
    actor = find_actor(desk, telegram_id)
    if actor is None:  # untied again in this very moment
        return Refusal.USED
    return Welcome(actor=actor, body_name=body.name, again=outcome.again)


def unlink(desk: Desk, actor: Actor) -> None:
    """Untie the account and forget any dialogue; bookings and messages stay with the employee."""
    with desk.store.writing() as uow:
        links.end(uow, actor.id, at=desk.clock())
        dialogues.end(uow, actor.telegram_id)
        uow.commit()
