"""The card on which somebody decides: what is asked, what the act says, who else is out."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.desk.presses import pack
from handlers.desk.requests.kinds.known import kind_of, token
from handlers.desk.requests.marks import digest_of
from handlers.desk.requests.request import NO, YES, ButtonRow, Card, Look
from handlers.texts import Line


def card_line(card: Card) -> Line:
    """Lay the card out as text in no language yet."""
    return kind_of(card.first).card(card)


def card_buttons(card: Card) -> list[ButtonRow]:
    """
    Lay out the buttons: two for each request that waits, one for all, and the act's words.

    Where all of it shall be refused there is one for each: a refusal has its own motive.
    """
    waiting = card.waiting
    if not waiting:
        return []
    kind = kind_of(card.first)
    rows = [_decide(look, card.narrowed) for look in waiting]
    if card.refusing:
        rows = [row[-1:] for row in rows]
    elif len(rows) > 1 and card.narrowed is not None:
        shown = digest_of(look.request for look in waiting)
        data = pack("approvals", "bulk", card.narrowed or f"c{token(card.first)}", shown)
        rows.append([["approvals.button.all", {"count": len(rows)}, data, YES]])
    rows += kind.more_buttons(card)
    if kind.reasons(waiting):
        rows.append([["explaining.why", {}, pack("approvals", "why", token(card.first))]])
    return rows


def _decide(look: Look, narrowed: str | None) -> list[list[object]]:
    """Lay out yes and no; on a card narrowed to some days they name these, for the answer."""
    request = look.request
    shown: list[str | int] = [token(request), request.version, *([narrowed] if narrowed else [])]
    yes, no = kind_of(request).labels(look)
    return [
        [*yes, pack("approvals", "yes", *shown), YES],
        [*no, pack("approvals", "no", *shown), NO],
    ]


def on_one_card(looks: Iterable[Look]) -> bool:
    """Tell whether some requests are one matter, and few enough for one card."""
    found = [look.request for look in looks]
    same = {
        (one.kind, one.employee_id, one.asked_at.replace(second=0, microsecond=0)) for one in found
    }
    return len(same) == 1 and len(found) <= kind_of(found[0]).on_a_card
