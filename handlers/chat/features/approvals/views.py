"""What somebody reads who decides: the card, and what came of a press."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, Rows, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.requests.cards import card_buttons, card_line
from handlers.desk.requests.deciding import DecisionCame, Outcome
from handlers.desk.requests.kinds.known import kind_of, token
from handlers.desk.requests.request import ButtonRow, Card
from handlers.texts import explaining, label, message

TOASTS = {
    DecisionCame.FORBIDDEN: "approvals.toast.forbidden",
    DecisionCame.OWN: "approvals.toast.own",
    DecisionCame.TOO_LATE: "approvals.toast.too_late",
    DecisionCame.NOW_REFUSED: "approvals.toast.now_refused",
}


def card(actor: Actor, shown: Card, *, undo: int | None = None) -> Reply:
    """Show a card as it stands now; `undo` is the number of a decision just taken."""
    key, arguments = card_line(shown)
    rows = buttons(card_buttons(shown), actor.locale)
    taken = [] if undo is None else [undo_of(actor, undo)]
    last = [back(actor), *_later(shown, actor)]
    text = message(key, actor.locale, **arguments)
    return Reply(text=text, rows=(*rows, *rows_of(taken, last)))


def words_of_the_act(actor: Actor, shown: Card) -> Reply:
    """Show what the act says; nothing where its words would tell of health or family."""
    reasons = kind_of(shown.first).reasons(shown.waiting)
    text = explaining.words_of_the_act(actor.policy, reasons, actor.locale)
    words = label("approvals.back.card", actor.locale)
    to_card = Button(words, pack("approvals", "card", token(shown.first)))
    return Reply(text=text, rows=rows_of([to_card], [back_to_menu(actor.locale)]))


def toast_of(actor: Actor, outcome: Outcome) -> str:
    """Say in a word what came of a press."""
    request = outcome.look.request
    if outcome.came is DecisionCame.DONE:
        return label(f"approvals.toast.{request.state.value}", actor.locale)
    if outcome.came is not DecisionCame.ALREADY:
        return label(TOASTS[outcome.came], actor.locale)
    if request.waits:
        return label("door.stale", actor.locale)
    by = outcome.look.decided_by
    key = f"approvals.toast.already.{request.state.value}"
    return label(key, actor.locale, by=by, when=request.decided_at)


def back(actor: Actor) -> Button:
    """Make the button that leads to the list."""
    return Button(label("approvals.back", actor.locale), pack("approvals", "list"))


def undo_of(actor: Actor, decision_id: int) -> Button:
    """Make the button that takes a decision back."""
    return Button(label("approvals.undo", actor.locale), pack("approvals", "undo", decision_id))


def undo_button(actor: Actor, outcome: Outcome) -> list[Button]:
    """Make the same, if a decision was taken."""
    return [] if outcome.decision_id is None else [undo_of(actor, outcome.decision_id)]


def buttons(rows: Sequence[ButtonRow], locale: str) -> Rows:
    """Say buttons that are in no language yet."""
    return tuple(
        tuple(
            Button(label(key, locale, **named), data, *style) for key, named, data, *style in row
        )
        for row in rows
    )


def _later(shown: Card, actor: Actor) -> list[Button]:
    if shown.later is None:
        return []
    data = pack("approvals", "card", token(shown.later))
    return [Button(label("approvals.later", actor.locale), data)]
