"""The buttons under what somebody wrote for somebody else: send it, change it, let it be."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import registry, typed
from handlers.chat.asked import NO_PRESS, Asked
from handlers.chat.closing import close, open_row
from handlers.chat.feature import Feature
from handlers.chat.forms import leave_for
from handlers.chat.menu_views import pointer
from handlers.chat.open_form import OpenForm, opened
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import StalePressError


def send(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Send what the button shows, and nothing else."""
    form = _shown(desk, actor, asked)
    if form.asking.send is None or form.standing.missing is not None:
        raise StalePressError(f"the form {form.asking.form.name!r} has nothing to send")
    if not form.asking.may(actor):
        close(desk, actor)
        return pointer(actor, "form.not_yours")
    return form.asking.send(desk, actor, form.standing)


def change(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for the words once more."""
    return _shown(desk, actor, asked).back()


def drop(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Let it be: nothing is sent."""
    _shown(desk, actor, asked)
    close(desk, actor)
    return pointer(actor, "form.dropped")


def answer(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Answer the words that were a question to the desk after all; the form is left."""
    row = open_row(desk, actor)
    asking = registry.forms().get(row.feature) if row else None
    if asking is None:
        raise StalePressError("no form is open")
    form = opened(desk, actor, asking)
    field = form.words_given
    if field is None:
        raise StalePressError("no words are waiting")
    words = form.standing.values[field.name]
    return leave_for(form, replace(asked, words=words, press=NO_PRESS))


def pick(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take what a text may have meant, of what was offered."""
    row = open_row(desk, actor)
    asking = registry.forms().get(row.feature) if row else None
    if asking is None:
        raise StalePressError("no form is open")
    try:
        field = asking.form.field(asked.press.text(0))
        value = typed.of_button(field.reads, asked.press.text(1))
    except (KeyError, ValueError) as error:
        raise StalePressError("nothing that this form takes") from error
    return opened(desk, actor, asking).take(field, value)


def _shown(desk: Desk, actor: Actor, asked: Asked) -> OpenForm:
    """Give the open form that the button shows; what was written since makes it stale."""
    row = open_row(desk, actor)
    asking = registry.forms().get(row.feature) if row else None
    if asking is None:
        raise StalePressError("no form is open")
    form = opened(desk, actor, asking)
    if form.standing.digest != asked.press.text(0):
        raise StalePressError("the form says something else by now")
    return form


def show_sent(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show how things stand with what was sent, where the button comes again."""
    asking = registry.forms().get(asked.press.text(1))
    if asking is None or asking.stands is None or not asking.may(actor):
        raise StalePressError("nothing tells what became of it")
    return asking.stands(desk, actor, asked)


FEATURE = Feature(
    name="forms",
    verbs={"send": send, "change": change, "drop": drop, "pick": pick, "ask": answer},
    stands={"send": show_sent},
)
