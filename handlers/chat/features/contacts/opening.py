"""Where other features enter: whom to reach is understood already."""

from __future__ import annotations

from handlers.chat.features.contacts import views
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.desk.contacts import actions
from handlers.desk.contacts.drafts import CONTACT, WORDS, How
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


def write_with(desk: Desk, actor: Actor, person_id: int, words: str) -> Reply:
    """
    Show a message with its words and to whom it goes, to be sent by a press.

    Where nobody can be reached by the desk, as without them; words too many are told; few are
    enough, where it was said whom they are for. Raises NotFound for somebody who is no colleague.
    """
    found, field = actions.look(desk, actor, person_id), CONTACT.field(WORDS)
    if found.barred is not None:
        return views.reach(actor, found)
    if len(words) > field.most:
        long = ("form.words.long", {"most": field.most, "length": len(words)})
        return said_beside(views.reach(actor, found), long, actor.locale, first=True)
    form = actions.write_to(desk, actor, person_id, How.PLAIN, words=words)
    shown = views.said_back(actor, found.person, form)
    return said_beside(shown, views.when_it_arrives(found), actor.locale, first=True)
