"""Who stays if everything is approved: told before anybody presses."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.asked import Asked
from handlers.chat.features.approvals.said_views import nothing_waits
from handlers.chat.features.approvals.views import back
from handlers.chat.guards import not_a_manager
from handlers.chat.menu_views import back_to_menu
from handlers.chat.namesakes import MOST_PEOPLE, nobody_named
from handlers.chat.replies import Reply, rows_of
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import waiting
from handlers.desk.requests.staying import Staying, if_approved
from handlers.reading.meanings import WhoStays
from handlers.texts import Line, message
from storage.people.people import Person


def who_stays(desk: Desk, actor: Actor, _asked: Asked, meaning: WhoStays) -> Reply:
    """Say how many, and who, would stay in the office on the days that wait."""
    if not actor.approves:
        return not_a_manager(actor)
    named, unknown = naming.all_named(desk, actor, meaning.whom)
    if unknown:
        return nobody_named(actor, unknown)
    people = {person.id for person in named} or None
    found = if_approved(desk, actor, people=people, days=meaning.days)
    if found is None:
        others = bool(waiting.askers(desk, actor))
        return nothing_waits(actor, named, meaning.days, others=others)
    return _staying(actor, found, named)


def _staying(actor: Actor, found: Staying, named: Sequence[Person]) -> Reply:
    names = [person.name for person in named[:MOST_PEOPLE]]
    title = "approvals.stay.of" if names else "approvals.stay"
    parts: list[Line] = [(title, {"count": found.count, "names": names})] if found.count else []
    if found.count:
        parts += found.days or [("approvals.stay.same", {})]
    if found.barred:
        parts.append(("approvals.stay.barred", {"count": found.barred}))
    text = message("booking.calendar", actor.locale, parts=parts)
    return Reply(text=text, rows=rows_of([back(actor)], [back_to_menu(actor.locale)]))
