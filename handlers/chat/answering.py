"""From what came in to an answer: who asks, whether a button still holds, what is left for it."""

from __future__ import annotations

from handlers.chat.asked import NO_PRESS, Answer, Asked, StrangerAnswer
from handlers.chat.leaving import leave, waiting
from handlers.chat.replies import Reply
from handlers.desk.actors import find_actor
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import StalePressError
from handlers.texts import label, message
from storage.errors import NotFound


def answer_of(answer: StrangerAnswer, desk: Desk, asked: Asked) -> Reply:
    """Answer what was asked, also where a button is no longer valid."""
    try:
        return answer(desk, asked)
    except (StalePressError, NotFound):
        return stale(desk, asked)


def stale(desk: Desk, asked: Asked) -> Reply:
    """Tell that a button, or a text that something waited for, means nothing any more."""
    actor = find_actor(desk, asked.telegram_id)
    if actor is None:
        return uninvited(asked)
    if asked.press is NO_PRESS:
        return Reply(text=message("door.moved_on", actor.locale))
    return Reply(toast=label("door.stale", actor.locale), alert=True)


def only_known(answer: Answer) -> StrangerAnswer:
    """Let in only whom the store knows; tell others how to be invited."""

    def known(desk: Desk, asked: Asked) -> Reply:
        actor = find_actor(desk, asked.telegram_id)
        return uninvited(asked) if actor is None else answer(desk, actor, asked)

    return known


def leaving(answer: Answer, feature: str = "") -> Answer:
    """Leave a question that waits for words, unless it is of the feature that answers."""

    def answered(desk: Desk, actor: Actor, asked: Asked) -> Reply:
        before = waiting(desk, actor)
        reply = answer(desk, actor, asked)
        if before is None or before.feature == feature:
            return reply
        return leave(desk, actor, before, reply)

    return answered


def uninvited(asked: Asked) -> Reply:
    """Tell how to be invited, and nothing else."""
    if asked.press is not NO_PRESS:
        return Reply(toast=label("door.uninvited.toast", asked.locale), alert=True)
    return Reply(text=message("door.uninvited", asked.locale))
