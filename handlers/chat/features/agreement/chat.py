"""`/accordo`: what one's individual agreement says, and until when."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.feature import Command, Entry, Feature, to_employees
from handlers.chat.features.agreement import views
from handlers.chat.guards import as_meant, for_employees
from handlers.chat.replies import Reply
from handlers.desk.agreement.terms import terms
from handlers.desk.cases.first_step import first_step
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import MyAgreement


def show(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show the agreement, or the first step towards one."""
    found = terms(desk, actor)
    if found is None:
        return views.none(actor, first_step(desk, actor))
    return views.terms(actor, found)


FEATURE = Feature(
    name="agreement",
    commands=(
        Command(name="accordo", answer=for_employees(show), place=65, offered=to_employees),
    ),
    verbs={"show": for_employees(show)},
    meanings={MyAgreement: as_meant(for_employees(show))},
    menu=(Entry(verb="show", place=12, offered=to_employees),),
)
