"""
What who decides finds in the chat: a card, several folded into one, brought up to date later.

A single request comes as its card at once. What comes soon after, or is held for the night, is
folded into one message by day. When something becomes of a request, the cards about it that are
there are changed, and those that nobody has begun to send are written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.desk.context import Desk
from handlers.desk.presses import pack
from handlers.desk.requests.cards import card_buttons, card_line, on_one_card
from handlers.desk.requests.kinds.known import KINDS, load
from handlers.desk.requests.lists import day_lines, looks_and_presence
from handlers.desk.requests.looking import looks_at
from handlers.desk.requests.marks import mark_of
from handlers.desk.requests.request import YES, ButtonRow, Card, Look, Request
from handlers.texts import Line
from storage.requests import cards
from storage.requests.cards import LET_GO, SentCard, Shown
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

FOLDED = 20
"""Requests in one message: what one page of the list holds."""
KEY = "requests:card:"


@dataclass(frozen=True, slots=True)
class Pressed:
    """The message whose button was pressed: the answer to the press changes it already."""

    recipient_id: int
    message_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A message about requests, in no language yet."""

    text: Line
    buttons: list[ButtonRow]


def send(uow: UnitOfWork, desk: Desk, requests: Sequence[Request], recipient_id: int) -> None:
    """Send requests to who decides, together with what they have not got yet."""
    now = desk.clock()
    waiting = cards.waiting_for(uow, recipient_id)
    shown = [_shown(one, since=now) for one in requests]
    due = _due(uow, desk, recipient_id, waiting)
    kept = [card for card in waiting if outbox.withdraw(uow, card.dedupe_key)]
    before = [one for card in kept for one in card.shown]
    _post(uow, desk, recipient_id, [*before, *shown], due=due, instead_of=kept)


def bring_up_to_date(
    uow: UnitOfWork, desk: Desk, requests: Sequence[Request], *, pressed: Pressed | None = None
) -> None:
    """Change every card about some requests; those that nobody began to send are written anew."""
    keys = {one.key for one in requests}
    for name, kind in KINDS.items():
        keys |= kind.shown_in(uow, [one for one in requests if one.kind == name])
    for card in cards.of_requests(uow, keys):
        if pressed and (card.recipient_id, card.message_id) == (
            pressed.recipient_id,
            pressed.message_id,
        ):
            continue
        if card.waits and outbox.withdraw(uow, card.dedupe_key):
            _post(uow, desk, card.recipient_id, card.shown, due=card.due_at, instead_of=[card])
        elif card.is_dead:
            _stop_if_over(uow, card)
        else:
            _edit(uow, desk, card)


def _stop_if_over(uow: UnitOfWork, card: SentCard) -> None:
    """Let a card of which nobody knows whether it arrived not be sent again for nothing."""
    if not any(one.waits for one in load(uow, [one.key for one in card.shown])):
        outbox.withdraw(uow, card.dedupe_key)


def retire(
    uow: UnitOfWork, desk: Desk, requests: Sequence[Request], *, to: Line, besides: int
) -> None:
    """Tell those who can no longer decide that requests went to somebody else."""
    keys = {one.key for one in requests}
    for card in cards.of_requests(uow, keys):
        if card.recipient_id == besides:
            continue
        left = tuple(one for one in card.shown if one.key not in keys and one.version != LET_GO)
        if card.waits and outbox.withdraw(uow, card.dedupe_key):
            _post(uow, desk, card.recipient_id, left, due=card.due_at, instead_of=[card])
            continue
        cards.let_go(uow, card.outbox_id, keys)
        if card.is_dead:
            _stop_if_over(uow, replace(card, shown=left))
        elif left:
            _edit(uow, desk, replace(card, shown=left))
        else:
            passed: Line = ("approvals.passed", {"what": _what(requests), "to": to})
            _post_edit(uow, desk, card, Content(text=passed, buttons=[]), mark=f"to:{besides}")


def content_of(uow: UnitOfWork, desk: Desk, requests: Sequence[Request], batch: str) -> Content:
    """Lay requests out as one message: a card if they are one matter, else day by day."""
    looks = looks_at(uow, desk, requests, anew=False)
    if on_one_card(looks):
        card = Card(looks=looks)
        return Content(text=card_line(card), buttons=card_buttons(card))
    looks, presence = looks_and_presence(uow, desk, requests)
    waiting = [look for look in looks if look.request.waits]
    named = {"count": len(looks), "days": day_lines(looks, presence)}
    return Content(text=("approvals.came_in", named), buttons=_folded_buttons(waiting, batch))


def _folded_buttons(waiting: Sequence[Look], batch: str) -> list[ButtonRow]:
    if not waiting:
        return []
    every = [
        "approvals.list.all",
        {"count": len(waiting)},
        pack("approvals", "bulk", f"n{batch}", "0"),
        YES,
    ]
    return [[every], [["approvals.came_in.each", {}, pack("approvals", "list")]]]


def _post(
    uow: UnitOfWork,
    desk: Desk,
    recipient_id: int,
    shown: Iterable[Shown],
    *,
    due: datetime,
    instead_of: Sequence[SentCard] = (),
) -> None:
    """Post what still waits of some requests, in as many messages as it needs."""
    since: dict[tuple[str, int], datetime] = {}
    for one in shown:
        since[one.key] = min(one.posted_at, since.get(one.key, one.posted_at))
    left = [one for one in load(uow, since) if one.waits]
    for start in range(0, len(left), FOLDED):
        part = left[start : start + FOLDED]
        batch = _batch(uow, recipient_id, part, instead_of)
        _post_one(uow, desk, recipient_id, part, since, due=due, batch=batch)


def _post_one(
    uow: UnitOfWork,
    desk: Desk,
    recipient_id: int,
    part: Sequence[Request],
    since: Mapping[tuple[str, int], datetime],
    *,
    due: datetime,
    batch: str,
) -> None:
    content = content_of(uow, desk, part, batch)
    key, arguments = content.text
    posted = uow.post(
        outbox.Message(
            recipient_id=recipient_id,
            key=key,
            args=arguments,
            buttons=content.buttons,
            dedupe_key=KEY + batch,
            at=desk.clock(),
            due_at=due,
        )
    )
    row = outbox.by_dedupe_key(uow, KEY + batch) if posted else None
    if row is not None:
        noted = [_shown(one, since=since[one.key]) for one in part]
        cards.note(uow, row.id, recipient_id, noted)


def _batch(
    uow: UnitOfWork,
    recipient_id: int,
    part: Sequence[Request],
    instead_of: Sequence[SentCard],
) -> str:
    """
    Name a message by what it holds and what it replaces: two replicas post it once.

    What the reader had before of the same request counts too, or it could not come back to them.
    """
    words = [f"{one.kind}:{one.id}" for one in part]
    words += [f"instead:{card.outbox_id}" for card in instead_of]
    had = sum(cards.count_for(uow, one.key, recipient_id) for one in part)
    return mark_of([*words, f"to:{recipient_id}", f"had:{had}"])


def _due(uow: UnitOfWork, desk: Desk, recipient_id: int, waiting: Sequence[SentCard]) -> datetime:
    """Tell when what comes now may go out: at once, unless the last card has just arrived."""
    if waiting:
        return min(card.due_at for card in waiting)
    now, apart = desk.clock(), desk.patience.cards_apart
    last = cards.last_to(uow, recipient_id, since=now - apart)
    return now if last is None else last + apart


def _edit(uow: UnitOfWork, desk: Desk, card: SentCard) -> None:
    requests = load(uow, [one.key for one in card.shown if one.version != LET_GO])
    if not requests:
        return
    content = content_of(uow, desk, requests, card.dedupe_key.removeprefix(KEY))
    mark = ".".join(f"{one.id}v{one.version}" for one in requests)
    cards.now_shows(uow, card.outbox_id, [_shown(one, since=desk.clock()) for one in requests])
    _post_edit(uow, desk, card, content, mark=mark_of([mark]))


def _post_edit(
    uow: UnitOfWork, desk: Desk, card: SentCard, content: Content, *, mark: str
) -> None:
    key, arguments = content.text
    uow.post(
        outbox.Message(
            recipient_id=card.recipient_id,
            key=key,
            args=arguments,
            buttons=content.buttons,
            dedupe_key=f"requests:edit:{card.outbox_id}:{mark}",
            at=desk.clock(),
            edits=card.outbox_id,
        )
    )


def _shown(request: Request, *, since: datetime) -> Shown:
    return Shown(
        kind=request.kind, request_id=request.id, version=request.version, posted_at=since
    )


def _what(requests: Sequence[Request]) -> Line:
    by_kind = {one.kind for one in requests}
    lines: list[Line] = [
        KINDS[name].what([one for one in requests if one.kind == name]) for name in sorted(by_kind)
    ]
    return "approvals.what", {"days": lines}
