"""What somebody reads who decides: the list, the card, the question for a reason, the outcome."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, Rows, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.requests.actions import Waiting
from handlers.desk.requests.cards import (
    ButtonRow,
    Card,
    card_buttons,
    card_line,
    day_of,
    for_managers,
)
from handlers.desk.requests.decisions import Came, Outcome
from handlers.texts import Html, Line, explaining, label, message
from storage.tables import RequestState

LEAST_WORDS, MOST_WORDS = 10, 500
"""Characters of a reason: enough to say something, short enough to be read."""
LISTED = 20
"""People in one list; the others come up as these are decided."""


def waiting(
    actor: Actor, found: Sequence[Waiting], *, also: Sequence[tuple[Line, Button]] = ()
) -> Reply:
    """List whose requests wait: days with one button for all, and what `also` waits one by one."""
    locale = actor.locale
    if not found and not also:
        rows = rows_of([back_to_menu(locale)])
        return Reply(text=message("approvals.list.empty", locale), rows=rows)
    others = also[:LISTED]
    parts = _waiting_days(found) + ([_others(others)] if others else [])
    rows = rows_of(
        *_waiting_buttons(found, locale),
        *([button] for _, button in others),
        [back_to_menu(locale)],
    )
    return Reply(text=message("approvals.lists", locale, parts=parts), rows=rows)


def _waiting_days(found: Sequence[Waiting]) -> list[Line]:
    if not found:
        return []
    count = sum(len(one.bookings) for one in found)
    people = [_listed(one) for one in found[:LISTED]]
    return [("approvals.list", {"count": count, "people": people})]


def _others(also: Sequence[tuple[Line, Button]]) -> Line:
    return "approvals.list.permits", {"count": len(also), "lines": [line for line, _ in also]}


def _waiting_buttons(found: Sequence[Waiting], locale: str) -> list[list[Button]]:
    shown = found[:LISTED]
    if not shown:
        return []
    span = min(one.span[0] for one in shown), max(one.span[1] for one in shown)
    every = Button(label("approvals.list.all", locale), pack("approvals", "all", 0, *span))
    return [*([_open_button(one, locale)] for one in shown), [every]]


def _listed(waiting: Waiting) -> Line:
    return "approvals.list.person", {
        "name": waiting.asker.name,
        "office": waiting.asker.office_name,
        "days": [booking.day for booking in waiting.bookings],
    }


def _open_button(waiting: Waiting, locale: str) -> Button:
    named = {"name": waiting.asker.name, "count": len(waiting.bookings)}
    data = pack("approvals", "card", waiting.asker.id, *waiting.span)
    return Button(label("approvals.list.button", locale, **named), data)


def card(actor: Actor, shown: Card, *, toast: str = "", alert: bool = False) -> Reply:
    """Show a card as it stands now."""
    text = _card_text(shown, actor.locale)
    rows = _rows(card_buttons(shown), actor.locale)
    back = Button(label("approvals.back", actor.locale), pack("approvals", "list"))
    return Reply(text=text, rows=(*rows, (back, *_later(shown, actor))), toast=toast, alert=alert)


def _later(shown: Card, actor: Actor) -> list[Button]:
    if shown.later is None:
        return []
    data = pack("approvals", "card", shown.asker.id, *shown.later)
    return [Button(label("approvals.later", actor.locale), data)]


def words_of_the_act(actor: Actor, shown: Card) -> Reply:
    """Show what the act says about what a card asks for."""
    reasons = [r for request in shown.pending for r in for_managers(request.decision.reasons)]
    text = explaining.words_of_the_act(actor.policy, reasons, actor.locale)
    words = label("approvals.back.card", actor.locale)
    data = pack("approvals", "card", shown.asker.id, shown.first, shown.last)
    return Reply(text=text, rows=rows_of([Button(words, data)], [back_to_menu(actor.locale)]))


def _card_text(shown: Card, locale: str) -> Html:
    key, arguments = card_line(shown)
    return message(key, locale, **arguments)


def _rows(buttons: Sequence[ButtonRow], locale: str) -> Rows:
    return tuple(
        tuple(Button(label(key, locale, **named), data) for key, named, data in row)
        for row in buttons
    )


def toast_of(actor: Actor, outcome: Outcome) -> str:
    """Say in a word what came of a press."""
    booking = outcome.request.booking
    if outcome.came is Came.ALREADY:
        key = f"approvals.toast.already.{booking.state.value}"
        if booking.state is RequestState.PENDING:
            return label("door.stale", actor.locale)
        by, when = outcome.request.decided_by, booking.decided_at
        return label(key, actor.locale, by=by, when=when)
    return label(TOASTS[outcome.came], actor.locale)


TOASTS = {
    Came.DONE: "approvals.toast.approved",
    Came.FORBIDDEN: "approvals.toast.forbidden",
    Came.OWN: "approvals.toast.own",
    Came.NOW_REFUSED: "approvals.toast.now_refused",
}


def refused_entry(actor: Actor, outcome: Outcome) -> Reply:
    """Tell somebody that it is not for them to decide, and show nothing of the request."""
    return Reply(toast=toast_of(actor, outcome), alert=True)


def ask_motive(actor: Actor, outcome: Outcome, to: RequestState) -> Reply:
    """Ask for the reason in the person's own words."""
    request = outcome.request
    named = {"name": outcome.asker.name, "day": day_of(request.booking)}
    if to is RequestState.REFUSED:
        text = message("approvals.motive.refuse", actor.locale, **named)
    else:
        reasons = explaining.lines(for_managers(request.decision.obstacles))
        text = message("approvals.motive.approve", actor.locale, reasons=reasons, **named)
    return Reply(text=text, fresh=True)


def motive_length(actor: Actor, words: str) -> Reply | None:
    """Ask for other words if these are too few or too many; None if they will do."""
    length = len(words)
    if length < LEAST_WORDS:
        named = {"least": LEAST_WORDS, "length": length}
        return Reply(text=message("approvals.motive.short", actor.locale, **named))
    if length > MOST_WORDS:
        named = {"most": MOST_WORDS, "length": length}
        return Reply(text=message("approvals.motive.long", actor.locale, **named))
    return None


def decided_with_motive(actor: Actor, outcome: Outcome) -> Reply:
    """Confirm a decision that had a reason, or tell why it could not be taken."""
    back = Button(label("approvals.back", actor.locale), pack("approvals", "list"))
    rows = rows_of([back], [back_to_menu(actor.locale)])
    if outcome.came is not Came.DONE:
        return Reply(
            text=message("approvals.not_done", actor.locale, why=toast_of(actor, outcome)),
            rows=rows,
        )
    booking = outcome.request.booking
    key = f"approvals.motive.done.{booking.state.value}"
    named = {"name": outcome.asker.name, "day": day_of(booking)}
    return Reply(text=message(key, actor.locale, **named), rows=rows)


def toast_of_all(actor: Actor, approved: int, left: int) -> str:
    """Count what was approved, and what must be looked at one by one."""
    return label("approvals.toast.all", actor.locale, count=approved, left=left)
