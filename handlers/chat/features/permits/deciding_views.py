"""What somebody reads who decides about a permit."""

from __future__ import annotations

from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.permits.cards import PermitCard, card_buttons, card_line
from handlers.desk.permits.deciding import Decided
from handlers.desk.permits.wording import kind_for_managers, when_line
from handlers.desk.presses import pack
from handlers.desk.requests.decisions import Came
from handlers.texts import Line, explaining, label, message
from storage.tables import PermitState

TOASTS = {
    Came.DONE: "approvals.toast.approved",
    Came.FORBIDDEN: "approvals.toast.forbidden",
    Came.OWN: "approvals.toast.own",
    Came.NOW_REFUSED: "approvals.toast.now_refused",
}


def card(actor: Actor, found: PermitCard) -> Reply:
    """Show a card as it stands now."""
    key, named = card_line(found)
    rows = [
        [Button(label(words, actor.locale, **figures), data) for words, figures, data in row]
        for row in card_buttons(found)
    ]
    back = Button(label("approvals.back", actor.locale), pack("approvals", "list"))
    return Reply(text=message(key, actor.locale, **named), rows=rows_of(*rows, [back]))


def listed(found: PermitCard) -> Line:
    """Say a permit in one line of the list of all that waits."""
    return "permits.waiting", {"name": found.asker.name, **_named(found)}


def open_button(found: PermitCard, locale: str) -> Button:
    """Make the button that opens it from that list."""
    words = label("permits.waiting.button", locale, name=found.asker.name)
    return Button(words, pack("permits", "card", found.record.id))


def words_of_the_act(actor: Actor, found: PermitCard) -> Reply:
    """Show what the act says; nothing where its words would tell of health or family."""
    reasons = found.decision.reasons if found.is_named else ()
    text = explaining.words_of_the_act(actor.policy, reasons, actor.locale)
    words = label("approvals.back.card", actor.locale)
    back = Button(words, pack("permits", "card", found.record.id))
    return Reply(text=text, rows=rows_of([back], [back_to_menu(actor.locale)]))


def after(actor: Actor, outcome: Decided) -> Reply:
    """Show what came of a press."""
    toast = toast_of(actor, outcome)
    if outcome.came in (Came.FORBIDDEN, Came.OWN):
        return Reply(toast=toast, alert=True)
    shown = card(actor, outcome.card)
    alert = outcome.came is not Came.DONE
    return Reply(text=shown.text, rows=shown.rows, toast=toast, alert=alert)


def toast_of(actor: Actor, outcome: Decided) -> str:
    """Say in a word what came of it."""
    record = outcome.card.record
    if outcome.came is not Came.ALREADY:
        return label(TOASTS[outcome.came], actor.locale)
    if record.state is PermitState.PENDING:
        return label("door.stale", actor.locale)
    named = {"by": outcome.card.decided_by, "when": record.decided_at}
    return label(f"permits.toast.already.{record.state.value}", actor.locale, **named)


def ask_motive(actor: Actor, outcome: Decided, to: PermitState) -> Reply:
    """Ask for the reason in the person's own words."""
    key = f"permits.motive.{to.value}"
    named = {"name": outcome.card.asker.name, **_named(outcome.card)}
    return Reply(text=message(key, actor.locale, **named))


def decided_with_motive(actor: Actor, outcome: Decided) -> Reply:
    """Confirm a decision that had a reason, or tell why it could not be taken."""
    back = Button(label("approvals.back", actor.locale), pack("approvals", "list"))
    rows = rows_of([back], [back_to_menu(actor.locale)])
    if outcome.came is not Came.DONE:
        why = toast_of(actor, outcome)
        return Reply(text=message("approvals.not_done", actor.locale, why=why), rows=rows)
    key = f"permits.motive.done.{outcome.card.record.state.value}"
    named = {"name": outcome.card.asker.name, **_named(outcome.card)}
    return Reply(text=message(key, actor.locale, **named), rows=rows)


def _named(found: PermitCard) -> dict[str, Line]:
    permit = found.record.permit
    return {"kind": kind_for_managers(permit), "when": when_line(permit)}
