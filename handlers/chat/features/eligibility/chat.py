"""`/idoneita`."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.feature import Command, Entry, Feature, to_employees
from handlers.chat.features.eligibility import views
from handlers.chat.guards import as_meant, for_employees, meant_by_employees
from handlers.chat.replies import Reply
from handlers.desk.cases.first_step import first_step
from handlers.desk.context import Actor, Desk
from handlers.desk.eligibility import actions
from handlers.reading.meanings import Eligibility


def show(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Tell whether the person may work away from the office, and why."""
    result = actions.ask(desk, actor)
    step = None if result.agreement else first_step(desk, actor)
    return views.verdict(actor, result, step)


def why(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show the words of the act for each reason."""
    return views.words_of_the_act(actor, actions.ask(desk, actor))


FEATURE = Feature(
    name="eligibility",
    commands=(
        Command(name="idoneita", answer=for_employees(show), place=60, offered=to_employees),
    ),
    meanings={Eligibility: meant_by_employees(as_meant(show))},
    verbs={"show": for_employees(show), "why": for_employees(why)},
    menu=(Entry(verb="show", place=11, offered=to_employees),),
)
