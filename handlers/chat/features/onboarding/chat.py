"""`/start` with an invitation, `/start` alone, `/scollega`."""

from __future__ import annotations

from handlers.chat.answering import only_known
from handlers.chat.asked import Asked
from handlers.chat.feature import Command, Feature
from handlers.chat.features.onboarding import views
from handlers.chat.guards import as_meant
from handlers.chat.menu_views import menu
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.onboarding import actions
from handlers.reading.meanings import Unlink
from storage.people.invitations import Refusal


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


FEATURE = Feature(
    name="onboarding",
    commands=(Command(name="scollega", answer=ask_to_unlink, place=190),),
    strangers={"start": start},
    meanings={Unlink: as_meant(ask_to_unlink)},
    verbs={"unlink": unlink},
)
