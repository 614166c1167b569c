"""Who is turned away from an answer, with a word why."""

from __future__ import annotations

from typing import Any

from handlers.chat.asked import Answer, Answering, Asked
from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Reply, rows_of
from handlers.desk.context import Actor, Desk
from handlers.texts import message


def for_employees(answer: Answer) -> Answer:
    """Turn away elected people: the acts give them nothing of this."""

    def checked(desk: Desk, actor: Actor, asked: Asked) -> Reply:
        return not_for_elected(actor) if actor.person.is_elected else answer(desk, actor, asked)

    return checked


def meant_by_employees(answering: Answering) -> Answering:
    """Do the same with what somebody meant in plain words."""

    def checked(desk: Desk, actor: Actor, asked: Asked, meaning: Any) -> Reply:
        if actor.person.is_elected:
            return not_for_elected(actor)
        return answering(desk, actor, asked, meaning)

    return checked


def as_meant(answer: Answer) -> Answering:
    """Answer a meaning that holds nothing as a command is answered."""
    return lambda desk, actor, asked, _meaning: answer(desk, actor, asked)


def for_managers(answer: Answer) -> Answer:
    """Turn away who decides about nobody."""

    def checked(desk: Desk, actor: Actor, asked: Asked) -> Reply:
        return answer(desk, actor, asked) if actor.approves else not_a_manager(actor)

    return checked


def not_for_elected(actor: Actor) -> Reply:
    """Tell a mayor that the act speaks of employees."""
    text = message("eligibility.elected", actor.locale)
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))


def not_a_manager(actor: Actor) -> Reply:
    """Tell somebody who decides about nobody that this is not for them."""
    rows = rows_of([back_to_menu(actor.locale)])
    return Reply(text=message("menu.not_a_manager", actor.locale), rows=rows)
