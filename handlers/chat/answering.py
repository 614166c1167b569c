"""From what came in to an answer: who asks, whether a button still holds, what is left for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.chat.acquainted import Acquaintances
from handlers.chat.asked import NO_PRESS, Answer, Asked, StrangerAnswer
from handlers.chat.closing import close, close_after, to_close
from handlers.chat.coming_again import known_already
from handlers.chat.menu_views import back_to_menu
from handlers.chat.proposals import note_shown, still_holds
from handlers.chat.replies import Reply, rows_of
from handlers.chat.understanding import read_ahead
from handlers.desk.actors import find_actor, heard_again
from handlers.desk.context import Actor, Clock, Desk
from handlers.desk.forms.standing import FormTooOldError
from handlers.desk.presses import StalePressError
from handlers.texts import Line, label, message
from storage.errors import NotFound
from storage.people import updates

LET_IN = Acquaintances()
LATE = timedelta(minutes=1)
"""What was written longer ago (the desk was down) is read as of when it was written."""
KEPT_BY_TELEGRAM = timedelta(days=1)
"""So long an update waits for a desk that is down; a date further back is none."""


def carry_out(
    answer: StrangerAnswer, desk: Desk, asked: Asked, *, again: StrangerAnswer | None = None
) -> Reply:
    """
    Answer an update in one unit of work: whether it is new, who asks, the act, what is said of it.

    `again` tells what came of a press that was handled before; what it writes does not last.

    What fails in between changes nothing, and the update may come again. A text is parsed before,
    since nobody else can write while the unit of work lasts; not that of a stranger.
    """
    if asked.press is NO_PRESS and asked.words and asked.telegram_id in LET_IN:
        read_ahead(asked.words)
    with desk.store.one_unit() as (unit, store):
        if asked.update_id is not None and not updates.first_time(
            unit, asked.update_id, at=desk.clock()
        ):
            return handled_before(replace(desk, store=store), asked, again)
        reply = answer_of(answer, replace(desk, store=store, clock=clock_of(desk, asked)), asked)
        unit.commit()
    return reply


def clock_of(desk: Desk, asked: Asked) -> Clock:
    """Give the moment as of which a text is read: `domani` means the day after it was written."""
    now, said_at = desk.clock(), asked.said_at
    late = said_at is not None and LATE < now - said_at <= KEPT_BY_TELEGRAM
    return (lambda: said_at or now) if late else desk.clock


def handled_before(desk: Desk, asked: Asked, again: StrangerAnswer | None) -> Reply:
    """Tell that an update came again after the desk was interrupted: nothing is done twice."""
    if asked.press is not NO_PRESS:
        return known_already(asked.locale) if again is None else again(desk, asked)
    return Reply(text=message("door.again", asked.locale))


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
        if actor is None:
            LET_IN.turn_away(asked.telegram_id)
            return uninvited(asked)
        LET_IN.let_in(asked.telegram_id)
        if actor.person.blocked_at is not None:
            heard_again(desk, actor.id)
        still_holds(desk, actor, asked)
        reply = answer(desk, actor, asked)
        note_shown(desk, actor, reply)
        return reply

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
