"""One's own permits, as somebody spoke of them: `annulla la visita di giovedì`."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.permits import own_views
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import own
from handlers.reading.meanings import OwnPermits


def show(desk: Desk, actor: Actor, _asked: Asked, meaning: OwnPermits) -> Reply:
    """Show the permits that were named, with their buttons; where there are none, all of them."""
    which = own.Named(days=meaning.days, kind=meaning.kind, start=meaning.start)
    if meaning.moves:
        return _to_be_moved(desk, actor, which)
    if which == own.Named():
        return own_views.overview(actor, own.overview(desk, actor))
    found = own.named(desk, actor, which)
    if found:
        return own_views.named(actor, found)
    return own_views.overview(actor, own.overview(desk, actor), none_named=True)


def _to_be_moved(desk: Desk, actor: Actor, which: own.Named) -> Reply:
    """Show the permits that may be moved; none fits what was said of it where it goes."""
    still = [one for one in own.named(desk, actor, which) if one.open]
    still = still or [one for one in own.overview(desk, actor).permits if one.open]
    if not still:
        return own_views.overview(actor, own.overview(desk, actor), none_named=True)
    shown = own_views.named(actor, still)
    return said_beside(shown, ("permits.to_move", {}), actor.locale)
