"""Approving several at once: what it comes to, what was done, what was taken back."""

from __future__ import annotations

from handlers.chat.features.approvals.views import back, undo_of
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.requests.bulk import Confirmation, Done
from handlers.desk.requests.parts import MARK
from handlers.desk.requests.request import YES
from handlers.desk.requests.undoing import Undone
from handlers.texts import Line, label, message


def confirmation(actor: Actor, found: Confirmation) -> Reply:
    """Say how many people and requests, and what becomes of each day."""
    locale = actor.locale
    if not found.looks:
        text = message("approvals.confirm.none", locale, count=found.left)
        return Reply(text=text, rows=rows_of([_no(actor, found.source)]))
    figures = {"count": len(found.looks), "people": _people(found.people)}
    parts: list[Line] = [("approvals.confirm", figures)]
    if found.days:
        parts.append(("approvals.confirm.days", {"days": list(found.days)}))
    if found.left:
        parts.append(("approvals.confirm.left", {"count": found.left}))
    yes = Button(
        label("approvals.confirm.yes", locale),
        pack("approvals", "do", found.source, found.digest),
        YES,
    )
    text = message("booking.calendar", locale, parts=parts)
    return Reply(text=text, rows=rows_of([yes, _no(actor, found.source)]))


def done(actor: Actor, result: Done) -> Reply:
    """Say what was approved and how much waits still; it can be taken back."""
    locale = actor.locale
    figures = {"count": len(result.looks), "people": _people(result.people)}
    parts: list[Line] = [("approvals.done", figures)]
    if result.left:
        parts.append(("approvals.done.left", {"count": result.left}))
    undo = [] if result.decision_id is None else [undo_of(actor, result.decision_id)]
    text = message("booking.calendar", locale, parts=parts)
    return Reply(text=text, rows=rows_of(undo, [back(actor)]))


def undone(actor: Actor, result: Undone) -> Reply:
    """Say what waits again."""
    parts: list[Line] = [("approvals.undone", {"count": len(result.back)})]
    if result.left:
        parts.append(("approvals.undone.left", {"count": result.left}))
    text = message("booking.calendar", actor.locale, parts=parts)
    return Reply(text=text, rows=rows_of([back(actor)]))


def _people(count: int) -> Line:
    return "approvals.people", {"count": count}


def _no(actor: Actor, source: str) -> Button:
    words = label("approvals.confirm.no", actor.locale)
    if source.startswith("c"):
        return Button(words, pack("approvals", "card", source[1:]))
    if source.startswith(MARK):
        return Button(words, pack("approvals", "of", source))
    if source.startswith("p"):
        return Button(words, pack("approvals", "page", source[1:]))
    return Button(words, pack("approvals", "list"))
