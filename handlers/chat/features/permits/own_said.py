"""One's own permits, as somebody spoke of them: `annulla la visita di giovedì`."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.permits import own_views
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import own
from handlers.reading.meanings import OwnPermits


def show(desk: Desk, actor: Actor, _asked: Asked, meaning: OwnPermits) -> Reply:
    """Show the permits that were named, with their buttons; where there are none, all of them."""
    which = own.Named(days=meaning.days, kind=meaning.kind, start=meaning.start)
    if which == own.Named():
        return own_views.overview(actor, own.overview(desk, actor))
    found = own.named(desk, actor, which)
    if found:
        return own_views.named(actor, found)
    return own_views.overview(actor, own.overview(desk, actor), none_named=True)
