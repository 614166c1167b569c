"""`/oggi`."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application

from handlers.chat.door import Asked, Door
from handlers.chat.features.eligibility.views import not_for_elected
from handlers.chat.features.today import views
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.today import actions


def register(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
    """Add the handlers."""
    door = Door(application, desk)
    door.command("oggi", show)
    door.presses("today", {"show": show, "why": why})


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
