"""`/start` with an invitation, `/start` alone, `/scollega`."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application

from handlers.chat.door import Asked, Door, only_known
from handlers.chat.features.onboarding import views
from handlers.chat.menu_views import menu
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.onboarding import actions
from storage.people.invitations import Refusal


def register(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
    """Add the handlers."""
    door = Door(application, desk)
    door.open_command("start", start)
    door.command("scollega", ask_to_unlink)
    door.presses("onboarding", {"unlink": unlink})


def start(desk: Desk, asked: Asked) -> Reply:
    """Redeem the invitation of a deep link; without one shows the menu to whom we know."""
    if not asked.words:
        return only_known(show_menu)(desk, asked)
    outcome = actions.redeem(desk, asked.words, telegram_id=asked.telegram_id)
    if isinstance(outcome, Refusal):
        return views.refused(outcome, asked.locale)
    return views.welcome(outcome)


def show_menu(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show what this person can do."""
    return menu(actor)


def ask_to_unlink(_desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Ask for confirmation before untying the account."""
    return views.ask_to_unlink(actor.locale)


def unlink(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Untie the account."""
    actions.unlink(desk, actor)
    return views.unlinked(actor.locale)
