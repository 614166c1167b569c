"""Where words that were understood begin a weekly pattern."""

from __future__ import annotations

from datetime import date

from handlers.chat.features.patterns import views
from handlers.chat.guards import not_for_elected
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.patterns import actions
from storage.requests.patterns import WeekDay


def open_with(
    desk: Desk,
    actor: Actor,
    *,
    days: tuple[WeekDay, ...],
    first: date | None,
    last: date | None,
) -> Reply:
    """
    Show what a pattern comes to, to be confirmed: weekdays (0 is Monday) with half or None.

    `first` None is tomorrow; with `last` None, or if anything is wrong, the screen asks for it.
    """
    if actor.person.is_elected:
        return not_for_elected(actor)
    return views.preview(actor, actions.propose(desk, actor, days, first=first, last=last))
