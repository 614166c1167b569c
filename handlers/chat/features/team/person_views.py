"""Where one person is, over the office that they are of."""

from __future__ import annotations

from handlers.chat.features.team import views
from handlers.chat.menu_views import back_to_menu
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.cases.standing import Halves
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.team.person import PersonDay
from handlers.texts import Line, label, message


def day(actor: Actor, found: PersonDay, *, of_turns: bool = False) -> Reply:
    """
    Say where somebody is, then who else is; of another office only the way to reach them.

    `of_turns` tells also if nobody is on call.
    """
    if found.office is None:
        return _only_to_be_reached(actor, found, "team.person.unseen")
    if found.halves is None:
        return _only_to_be_reached(actor, found, "team.person.uncounted")
    where = _where(found.halves)
    said: Line = (
        "team.person",
        {"name": found.person.name, "day": found.office.day, "where": where},
    )
    office = views.day(actor, found.office, of_turns=of_turns)
    return said_beside(office, said, actor.locale, first=True)


def _where(halves: Halves) -> Line:
    morning, afternoon = (f"team.person.{standing.value}" for standing in halves)
    if morning == afternoon:
        return morning, {}
    return "team.person.halves", {"morning": (morning, {}), "afternoon": (afternoon, {})}


def _only_to_be_reached(actor: Actor, found: PersonDay, key: str) -> Reply:
    locale, person = actor.locale, found.person
    text = message(key, locale, name=person.name, office=person.office_name)
    reach = Button(label("team.person.reach", locale), pack("contacts", "see", person.id))
    return Reply(text=text, rows=rows_of([reach], [back_to_menu(locale)]))
