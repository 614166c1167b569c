"""What somebody reads who gives the motive of a decision."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.features.approvals.rest_views import with_rest
from handlers.chat.features.approvals.views import back, toast_of
from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.chat.saying_back import say_back
from handlers.desk.context import Actor
from handlers.desk.forms.standing import StandingForm
from handlers.desk.presses import pack
from handlers.desk.requests.deciding import Outcome
from handlers.desk.requests.kinds.known import kind_of
from handlers.desk.requests.motives import MOTIVE
from handlers.desk.requests.request import Request, State
from handlers.texts import Line, label, message


def question(actor: Actor, form: StandingForm) -> Reply:
    """Ask for the motive, in ready words or in the person's own."""
    to, reasons = form.values["to"], form.values["reasons"]
    key = f"approvals.motive.ask.{to}"
    if to == State.APPROVED and not reasons:
        key = f"{key}.discreet"
    ready = [
        [Button(label(f"approvals.ready.{name}", actor.locale), pack("approvals", "ready", name))]
        for name in form.values["ready"]
    ]
    text = message(key, actor.locale, reasons=reasons, **_named(form))
    return Reply(text=text, rows=rows_of(*ready))


def said(actor: Actor, form: StandingForm) -> Reply:
    """Show the words once as they will be read, before anything is decided."""
    head: Line = (f"approvals.motive.said.{form.values['to']}", _named(form))
    return say_back(actor, form, head, form.values[MOTIVE])


def left(form: StandingForm) -> Line:
    """Say that nothing was decided."""
    return f"approvals.left.{form.values['to']}", _named(form)


def done(actor: Actor, outcome: Outcome, rest: Sequence[Request]) -> Reply:
    """Confirm a decision that had a motive, and name what else of the request waits."""
    look = outcome.look
    named = {"name": look.asker.name, "what": kind_of(look.request).what([look.request])}
    head: Line = (f"approvals.motive.done.{look.request.state.value}", named)
    return with_rest(actor, head, outcome, rest)


def not_done(actor: Actor, outcome: Outcome) -> Reply:
    """Tell why a decision could not be taken."""
    text = message("approvals.not_done", actor.locale, why=toast_of(actor, outcome))
    return Reply(text=text, rows=rows_of([back(actor)], [back_to_menu(actor.locale)]))


def _named(form: StandingForm) -> dict[str, object]:
    return {"name": form.values["name"], "what": form.values["what"]}
