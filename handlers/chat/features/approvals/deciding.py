"""The two buttons of every card: approve, refuse."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.features.approvals import views
from handlers.chat.forms import ask
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import cards_shown, deciding, motives
from handlers.desk.requests.deciding import DecisionCame, Outcome, Wish
from handlers.desk.requests.kinds.known import key_of
from handlers.desk.requests.request import State


def approve(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Approve a request, or ask for the motive that it needs."""
    wish = _wish(asked, State.APPROVED)
    outcome = deciding.decide(desk, actor, wish, pressed_message=asked.message_id)
    if outcome.came is DecisionCame.NEEDS_MOTIVE:
        return _ask_motive(desk, actor, wish)
    return after(desk, actor, outcome)


def refuse(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for the motive of a refusal."""
    return _ask_motive(desk, actor, _wish(asked, State.REFUSED))


def with_motive(desk: Desk, actor: Actor, wish: Wish, said: str) -> Reply | None:
    """Say back a motive that was said with a decision; None if the decision takes none."""
    outcome = motives.ask(desk, actor, wish, said=said)
    return ask(desk, actor, motives.FORM) if outcome.came is DecisionCame.NEEDS_MOTIVE else None


def after(desk: Desk, actor: Actor, outcome: Outcome) -> Reply:
    """Show what came of a press, on the card as it stands now."""
    toast = views.toast_of(actor, outcome)
    if outcome.came in (DecisionCame.FORBIDDEN, DecisionCame.OWN):
        return Reply(toast=toast, alert=True)
    shown = cards_shown.look(desk, actor, outcome.look.request.key)
    reply = views.card(actor, shown, undo=outcome.decision_id)
    return replace(reply, toast=toast, alert=outcome.came is not DecisionCame.DONE)


def _ask_motive(desk: Desk, actor: Actor, wish: Wish) -> Reply:
    outcome = motives.ask(desk, actor, wish)
    if outcome.came is DecisionCame.NEEDS_MOTIVE:
        return replace(ask(desk, actor, motives.FORM), fresh=True)
    return after(desk, actor, outcome)


def _wish(asked: Asked, to: State) -> Wish:
    return Wish(key=key_of(asked.press.text(0)), version=asked.press.number(1), to=to)
