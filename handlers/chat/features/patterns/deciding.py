"""The buttons of the card on which somebody decides about a whole pattern."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from handlers.chat.asked import Answer, Asked
from handlers.chat.features.approvals import views as approvals_views
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor, Desk
from handlers.desk.patterns import cards, deciding
from handlers.desk.patterns.deciding import Span
from handlers.desk.presses import Press, pack
from handlers.texts import label, message

DAYS_ON_A_PAGE = 5


def approve(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Approve all that the rules allow outright."""
    span = _span(asked.press)
    if deciding.look(desk, actor, span) is None:
        return forbidden(actor)
    approved, left = deciding.approve(desk, actor, span)
    shown = card(desk, actor, span)
    return replace(shown, toast=approvals_views.toast_of_all(actor, approved, left))


def refuse(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Ask for the reason of refusing all of them."""
    span = _span(asked.press)
    found = deciding.look(desk, actor, span)
    if found is None:
        return forbidden(actor)
    if not found.pending:
        return card(desk, actor, span)
    deciding.ask_for_motive(desk, actor, span, found.asker)
    text = message(
        "patterns.refuse.ask", actor.locale, name=found.asker.name, count=len(found.pending)
    )
    return Reply(text=text, fresh=True)


def each(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the first days that wait, to be decided one by one."""
    span = _span(asked.press)
    found = deciding.look(desk, actor, span)
    if found is None:
        return forbidden(actor)
    numbers = [booking.id for booking in found.pending[:DAYS_ON_A_PAGE]]
    if not numbers:
        return card(desk, actor, span)
    data = pack("approvals", "card", found.asker.id, min(numbers), max(numbers))
    words = label("patterns.each.go", actor.locale, count=len(numbers))
    text = message("patterns.each", actor.locale, name=found.asker.name, count=len(found.pending))
    back = Button(label("patterns.each.back", actor.locale), _again(span))
    return Reply(text=text, rows=rows_of([Button(words, data)], [back]))


def show(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show the card as it stands."""
    return card(desk, actor, _span(asked.press))


def hear_motive(desk: Desk, actor: Actor, asked: Asked) -> Reply | None:
    """Take a text as the reason of refusing all; None if no reason is waited for."""
    span = deciding.motive_wanted(desk, actor)
    if span is None:
        return None
    unfit = approvals_views.motive_length(actor, asked.words)
    if unfit is not None:
        return unfit
    result = deciding.refuse(desk, actor, span, asked.words)
    text = message(
        "patterns.refused.all", actor.locale, name=result.asker.name, count=len(result.days)
    )
    back = Button(label("approvals.back", actor.locale), pack("approvals", "list"))
    return Reply(text=text, rows=rows_of([back]))


def card(desk: Desk, actor: Actor, span: Span) -> Reply:
    """Show the card as it stands, or tell that it is not for this person."""
    found = deciding.look(desk, actor, span)
    if found is None:
        return forbidden(actor)
    key, arguments = cards.card_line(found)
    rows = [
        [Button(label(words, actor.locale, **named), data) for words, named, data in row]
        for row in cards.card_buttons(found)
    ]
    back = Button(label("approvals.back", actor.locale), pack("approvals", "list"))
    text = message(key, actor.locale, **arguments)
    return Reply(text=text, rows=rows_of(*rows, [back]))


def forbidden(actor: Actor) -> Reply:
    """Tell somebody that it is not for them to decide, and show nothing of the request."""
    return Reply(toast=label("approvals.toast.forbidden", actor.locale), alert=True)


def _span(press: Press) -> Span:
    return Span(pattern_id=press.number(0), first=press.number(1), last=press.number(2))


def _again(span: Span) -> str:
    return pack("patterns", "card", span.pattern_id, span.first, span.last)


OF_THE_CARD: Mapping[str, Answer] = MappingProxyType(
    {"yes": approve, "no": refuse, "each": each, "card": show}
)
"""What the buttons of the card do, by verb."""
