"""The two buttons of every card: approve, refuse."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.features.approvals import rest_views, views
from handlers.chat.forms import ask
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import cards_shown, deciding, motives
from handlers.desk.requests.deciding import DecisionCame, Outcome, Wish
from handlers.desk.requests.kinds.known import key_of
from handlers.desk.requests.parts import Part, part_of
from handlers.desk.requests.request import State


def approve(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Approve a request, or ask for the motive that it needs."""
    wish, named = _wish(asked, State.APPROVED), _named_days(asked)
    outcome = deciding.decide(desk, actor, wish, pressed_message=asked.message_id)
    if outcome.came is DecisionCame.NEEDS_MOTIVE:
        return _ask_motive(desk, actor, wish, named)
    return after(desk, actor, outcome, named)


def refuse(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for the motive of a refusal."""
    return _ask_motive(desk, actor, _wish(asked, State.REFUSED), _named_days(asked))


def with_motive(desk: Desk, actor: Actor, wish: Wish, said: str) -> Reply | None:
    """Say back a motive that was said with a decision; None if the decision takes none."""
    outcome = motives.ask(desk, actor, wish, said=said)
    return ask(desk, actor, motives.FORM) if outcome.came is DecisionCame.NEEDS_MOTIVE else None


def after(desk: Desk, actor: Actor, outcome: Outcome, named: Part | None = None) -> Reply:
    """Show what came of a press, on the card as it stands now, or on the part `named`."""
    toast = views.toast_of(actor, outcome)
    if outcome.came in (DecisionCame.FORBIDDEN, DecisionCame.OWN):
        return Reply(toast=toast, alert=True)
    shown = _shown(desk, actor, outcome, named)
    return replace(shown, toast=toast, alert=outcome.came is not DecisionCame.DONE)


def _shown(desk: Desk, actor: Actor, outcome: Outcome, named: Part | None) -> Reply:
    """Show the card; once the days that were named are decided, name what else waits instead."""
    request = outcome.look.request
    if named is not None and request.touches(named.days):
        card = cards_shown.look_at_part(desk, actor, request.key, named, decided=True)
        if card.waiting:
            return views.card(actor, card, undo=outcome.decision_id)
        rest = cards_shown.others_waiting(desk, actor, request.key)
        if rest:
            return rest_views.decided(actor, outcome, rest)
    card = cards_shown.look(desk, actor, request.key)
    return views.card(actor, card, undo=outcome.decision_id)


def _ask_motive(desk: Desk, actor: Actor, wish: Wish, named: Part | None) -> Reply:
    outcome = motives.ask(desk, actor, wish)
    if outcome.came is DecisionCame.NEEDS_MOTIVE:
        return replace(ask(desk, actor, motives.FORM), fresh=True)
    return after(desk, actor, outcome, named)


def _named_days(asked: Asked) -> Part | None:
    """Read which days the card was narrowed to; older buttons and whole cards name none."""
    return part_of(asked.press.text(2))[0] if len(asked.press.args) > 2 else None


def _wish(asked: Asked, to: State) -> Wish:
    return Wish(key=key_of(asked.press.text(0)), version=asked.press.number(1), to=to)
