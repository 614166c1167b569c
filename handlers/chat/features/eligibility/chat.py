"""`/idoneita`."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application

from handlers.chat.door import Asked, Door
from handlers.chat.features.eligibility import views
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.eligibility import actions


def register(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
    """Add the handlers."""
    door = Door(application, desk)
    door.command("idoneita", show)
    door.presses("eligibility", {"show": show, "why": why})


def show(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Tell whether the person may work away from the office, and why."""
    if actor.person.is_elected:
        return views.not_for_elected(actor)
    return views.verdict(actor, actions.ask(desk, actor))


def why(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show the words of the act for each reason."""
    if actor.person.is_elected:
        return views.not_for_elected(actor)
    return views.words_of_the_act(actor, actions.ask(desk, actor))
