"""The motive of a decision in chat: ready words or one's own, said back once, then sent."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.asking import Asking
from handlers.chat.choosing import by_place
from handlers.chat.closing import close
from handlers.chat.feature import to_managers
from handlers.chat.features.approvals import motive_views, views
from handlers.chat.features.approvals.deciding import with_motive
from handlers.chat.features.approvals.thinking_again import other_decision
from handlers.chat.open_form import opened, said_beside
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Field
from handlers.desk.forms.standing import StandingForm
from handlers.desk.presses import StalePressError
from handlers.desk.requests import cards_shown, motives
from handlers.desk.requests.deciding import DecisionCame, Wish
from handlers.desk.requests.motives import FORM, MOTIVE
from handlers.desk.requests.request import State
from handlers.texts import label


def show(_desk: Desk, actor: Actor, form: StandingForm) -> Reply:
    """Ask for the motive, or show it once as it will be read."""
    return motive_views.question(actor, form) if form.missing else motive_views.said(actor, form)


def send(desk: Desk, actor: Actor, form: StandingForm) -> Reply:
    """Decide, with the words that were shown."""
    outcome = motives.send(desk, actor, form.values)
    if outcome.came is not DecisionCame.DONE:
        return motive_views.not_done(actor, outcome)
    rest = cards_shown.others_waiting(desk, actor, outcome.look.request.key)
    return motive_views.done(actor, outcome, rest)


def choose_ready(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take one of the ready motives."""
    form = opened(desk, actor, ASKING)
    name = asked.press.text(0)
    if name not in form.standing.values["ready"]:
        raise StalePressError(f"{name!r} is no ready motive")
    words = label(f"approvals.ready.{name}", actor.locale)
    return form.take(FORM.field(MOTIVE), words)


def ready_named(
    _desk: Desk, actor: Actor, form: StandingForm, words: str
) -> tuple[Field, str] | None:
    """Take the ready motive that is named by its place among the buttons: `il secondo`."""
    ready = form.values["ready"]
    place = by_place(words, len(ready))
    if place is None:
        return None
    return FORM.field(MOTIVE), label(f"approvals.ready.{ready[place]}", actor.locale)


def turned(desk: Desk, actor: Actor, form: StandingForm, words: str) -> Reply | None:
    """Turn to the other decision where somebody thinks again: `anzi approvala`."""
    to = other_decision(words)
    if to is None or to.value == form.values["to"]:
        return None
    values = form.values
    wish = Wish(key=(values["kind"], values["id"]), version=values["version"], to=to)
    close(desk, actor)
    left = motive_views.left(form)
    if to is State.REFUSED:
        asked = with_motive(desk, actor, wish, "")
        return asked and said_beside(asked, left, actor.locale)
    shown = views.card(actor, cards_shown.look(desk, actor, wish.key))
    return said_beside(shown, left, actor.locale)


ASKING = Asking(
    form=FORM,
    show=show,
    send=send,
    beside=ready_named,
    first=turned,
    left=motive_views.left,
    may=to_managers,
)
