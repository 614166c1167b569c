"""What the desk keeps of a person, who sees it, and who can be asked to erase it."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.feature import Feature
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Reply, rows_of
from handlers.desk.cases.first_step import personnel, personnel_line
from handlers.desk.cases.permit_wording import NAMED_TO_MANAGERS, kind_line
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import OwnData, Privacy
from handlers.texts import Line, message


def tell(desk: Desk, actor: Actor, _asked: Asked, meaning: Privacy) -> Reply:
    """Tell it as the desk does it, and who answers for the rest."""
    named = {"hr": personnel_line(actor, personnel(desk, actor)), "kinds": _named_to_managers()}
    text = message(f"privacy.{meaning.about.value}", actor.locale, **named)
    own = [] if actor.person.is_elected else [button(actor, "booking", "days")]
    if own and meaning.about is not OwnData.ERASED:
        own.append(button(actor, "permits", "open"))
    return Reply(text=text, rows=rows_of(own, [back_to_menu(actor.locale)]))


def _named_to_managers() -> list[Line]:
    """List the kinds of permits that who decides reads by name."""
    return [("privacy.kind", {"kind": kind_line(kind)}) for kind in sorted(NAMED_TO_MANAGERS)]


FEATURE = Feature(name="privacy", meanings={Privacy: tell})
"""Questions about one's own data: they are shown nowhere, only told about."""
