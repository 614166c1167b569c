"""Find who asks: on every update and every press, from the store alone."""

from __future__ import annotations

from datetime import timedelta

from handlers.desk.context import Actor, Desk
from handlers.texts import LOCALES
from storage.people import links, people
from storage.trail import delivering
from storage.unit_of_work import UnitOfWork

OF_USE = timedelta(days=30)
"""What was written longer ago interests nobody who opens the bot again, if it says no day."""


def find_actor(desk: Desk, telegram_id: int) -> Actor | None:
    """Find the person behind a Telegram account; None if no live link ties it to anybody."""
    with desk.store.reading() as uow:
        found = people.actor_of_telegram(uow, telegram_id, on=desk.today())
    if found is None:
        return None
    return Actor(
        person=found.person,
        held=found.held,
        acting_for=found.acting_for,
        policy=desk.policies[found.person.policy_id],
        telegram_id=telegram_id,
        locale=found.person.locale or LOCALES[0],
    )


def reach_again(uow: UnitOfWork, desk: Desk, employee_id: int) -> None:
    """Let what waited for somebody to open the bot go out, if it is not too old."""
    now = desk.clock()
    delivering.reachable_again(uow, employee_id, at=now, not_before=now - OF_USE)


def heard_again(desk: Desk, employee_id: int) -> bool:
    """
    Note that somebody who had blocked the bot is there again; True if they had.

    Whoever writes or presses has not blocked it, whatever was heard before. What waited for them
    goes out now, as far as it is still of use.
    """
    with desk.store.writing() as uow:
        back = links.mark_unblocked(uow, employee_id, at=desk.clock())
        if back:
            reach_again(uow, desk, employee_id)
        uow.commit()
    return back
