"""The card of a request as somebody may see it now."""

from __future__ import annotations

from dataclasses import replace

from handlers.desk.context import Actor, Desk
from handlers.desk.requests.kinds.known import kind_of, one
from handlers.desk.requests.looking import card_of, card_with
from handlers.desk.requests.parts import Part
from handlers.desk.requests.request import Card, Key, Request
from handlers.desk.requests.waiting import authorities
from storage.errors import NotFound


def look(desk: Desk, actor: Actor, key: Key) -> Card:
    """
    Give the card on which a request stands, with what else of it somebody may see.

    Raises NotFound if the request is not for them to decide about.
    """
    with desk.store.reading() as uow:
        together, later = card_with(uow, one(uow, key))
        allowed = authorities(uow, desk, actor, together)
        if key not in allowed:
            raise NotFound("request to decide about", key[1])
        shown = [request for request in together if request.key in allowed]
        return replace(card_of(uow, desk, shown), later=later)


def look_at_part(desk: Desk, actor: Actor, key: Key, part: Part, *, decided: bool = False) -> Card:
    """Give the same card with nothing on it but what waits of these days, or was `decided`."""
    card = look(desk, actor, key)
    if not part.narrows:
        return card
    shown = card.looks if decided else card.waiting
    meant = part.of(one.request for one in shown)
    looks = [one for one in shown if one.request in meant]
    narrowed = part.source(0)
    return replace(card, looks=looks, later=None, narrowed=narrowed, refusing=part.refusing)


def others_waiting(desk: Desk, actor: Actor, key: Key) -> list[Request]:
    """List what else was asked for with a request and waits for somebody, by day."""
    with desk.store.reading() as uow:
        request = one(uow, key)
        asked = [other for other in kind_of(request).asked_with(uow, request) if other.waits]
        allowed = authorities(uow, desk, actor, asked)
    found = [other for other in asked if other.key in allowed and other.key != key]
    return sorted(found, key=lambda other: other.day)
