"""From what came in to an answer: who asks, whether a button still holds, what is left for it."""

from __future__ import annotations

from handlers.chat.asked import NO_PRESS, Answer, Asked, StrangerAnswer
from handlers.chat.closing import close, close_after, to_close
from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Reply, rows_of
from handlers.desk.actors import find_actor
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.standing import FormTooOldError
from handlers.desk.presses import StalePressError
from handlers.texts import Line, label, message
from storage.errors import NotFound


def answer_of(answer: StrangerAnswer, desk: Desk, asked: Asked) -> Reply:
    """Answer what was asked, also where a button is no longer valid."""
    try:
        return answer(desk, asked)
    except (StalePressError, NotFound):
        return stale(desk, asked)
    except FormTooOldError as error:
        return begin_again(desk, asked, error)


def stale(desk: Desk, asked: Asked) -> Reply:
    """Tell that a button, or a text that something waited for, means nothing any more."""
    actor = find_actor(desk, asked.telegram_id)
    if actor is None:
        return uninvited(asked)
    if asked.press is NO_PRESS:
        return Reply(text=message("door.moved_on", actor.locale))
    return Reply(toast=label("door.stale", actor.locale), alert=True)


def begin_again(desk: Desk, asked: Asked, error: FormTooOldError) -> Reply:
    """Close a form of the release before, and tell kindly that it must be begun again."""
    actor = find_actor(desk, asked.telegram_id)
    if actor is None:
        return uninvited(asked)
    close(desk, actor)
    named: Line = (f"form.name.{error.form.name}", {})
    text = message("form.too_old", actor.locale, form=named)
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]), fresh=True)


def only_known(answer: Answer) -> StrangerAnswer:
    """Let in only whom the store knows; tell others how to be invited."""

    def known(desk: Desk, asked: Asked) -> Reply:
        actor = find_actor(desk, asked.telegram_id)
        return uninvited(asked) if actor is None else answer(desk, actor, asked)

    return known


def leaving(answer: Answer, feature: str = "") -> Answer:
    """Close the form that a command, or a button of this feature, leaves behind."""

    def answered(desk: Desk, actor: Actor, asked: Asked) -> Reply:
        before = to_close(desk, actor, feature)
        reply = answer(desk, actor, asked)
        return reply if before is None else close_after(desk, actor, before, reply)

    return answered


def uninvited(asked: Asked) -> Reply:
    """Tell how to be invited, and nothing else."""
    if asked.press is not NO_PRESS:
        return Reply(toast=label("door.uninvited.toast", asked.locale), alert=True)
    return Reply(text=message("door.uninvited", asked.locale))
