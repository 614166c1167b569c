"""Where other features enter: people and day are understood already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.chat.features.recalls import views
from handlers.chat.guards import not_a_manager
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.recalls import actions
from handlers.desk.recalls.drafts import Draft, Step


def open_with(
    desk: Desk, actor: Actor, *, people: Sequence[int] = (), day: date | None = None
) -> Reply:
    """
    Show what the rules say of calling some people (ids) to the office on a day.

    What is missing is asked for; who may not be recalled by this manager falls out. A day that is
    over, or too far ahead, is asked for again.
    """
    if not actor.approves:
        return not_a_manager(actor)
    known = day if day is not None and actions.in_reach(desk, day) else None
    step = Step.CARD if known else Step.DAY
    draft = Draft(people=tuple(people), day=known, step=step if people else Step.PEOPLE)
    return views.screen(actor, actions.begin(desk, actor, draft))
