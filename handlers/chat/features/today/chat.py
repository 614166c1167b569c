"""`/oggi`."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.feature import Command, Entry, Feature, to_employees
from handlers.chat.features.today import days_away_said, said, views
from handlers.chat.guards import meant_by_employees, not_for_elected
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.today import actions
from handlers.reading.meanings import Bands, DaysAway, MealVoucher


def show(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show where the person works today, and when they are free."""
    if actor.person.is_elected:
        return not_for_elected(actor)
    return views.today(actor, actions.today(desk, actor))


def why(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show the words of the act."""
    if actor.person.is_elected:
        return not_for_elected(actor)
    return views.words_of_the_act(actor, actions.today(desk, actor))


FEATURE = Feature(
    name="today",
    commands=(Command(name="oggi", answer=show, place=50),),
    verbs={"show": show, "why": why},
    meanings={
        Bands: meant_by_employees(said.bands),
        DaysAway: meant_by_employees(days_away_said.answer),
        MealVoucher: meant_by_employees(said.meal_voucher),
    },
    menu=(Entry(verb="show", place=10, offered=to_employees),),
)
