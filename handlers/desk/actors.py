"""Find who asks: on every update and every press, from the store alone."""

from __future__ import annotations

from handlers.desk.context import Actor, Desk
from handlers.texts import LOCALES
from storage.people import links, people


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


def heard_again(desk: Desk, employee_id: int) -> bool:
    """
    Note that somebody who had blocked the bot is there again; True if they had.

    Whoever writes or presses has not blocked it, whatever was heard before.
    """
    with desk.store.writing() as uow:
        back = links.mark_unblocked(uow, employee_id, at=desk.clock())
        uow.commit()
    return back
