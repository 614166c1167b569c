"""Where other features enter: whom to reach is understood already."""

from __future__ import annotations

from handlers.chat.features.contacts import views
from handlers.chat.replies import Reply
from handlers.desk.contacts import actions
from handlers.desk.context import Actor, Desk


def open_with(
    desk: Desk, actor: Actor, *, person_id: int | None = None, office_id: int | None = None
) -> Reply:
    """
    Tell whether a colleague may be reached now; without one ask who of an office, or of one's own.

    Raises NotFound for somebody who is no colleague.
    """
    if person_id is None:
        begun = actions.begin(desk, actor, office_id=office_id)
        return views.found(actor, actions.find(desk, actor, begun))
    return views.reach(actor, actions.look(desk, actor, person_id))
