"""What somebody reads who comes to the desk or leaves it."""

from __future__ import annotations

from handlers.chat.menu_views import menu_rows
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.onboarding.actions import Welcome
from handlers.desk.presses import pack
from handlers.texts import label, message
from storage.people.invitations import Refusal
from storage.tables import Role

REFUSED = {
    Refusal.UNKNOWN: "onboarding.refused.unknown",
    Refusal.EXPIRED: "onboarding.refused.expired",
    Refusal.USED: "onboarding.refused.used",
    Refusal.REVOKED: "onboarding.refused.revoked",
    Refusal.FOREIGN: "onboarding.refused.foreign",
}


def welcome(result: Welcome) -> Reply:
    """Greet by name, say which body and office, and show what can be done."""
    person, locale = result.actor.person, result.actor.locale
    key = "onboarding.again" if result.again else _welcome_key(result.actor)
    text = message(
        key, locale, name=person.given_name, body=result.body_name, office=person.office_name
    )
    return Reply(text=text, rows=menu_rows(result.actor))


def _welcome_key(actor: Actor) -> str:
    """Greet people as what they are here."""
    if Role.HR in actor.roles:
        return "onboarding.welcome.hr"
    return "onboarding.welcome.manager" if actor.approves else "onboarding.welcome"


def refused(refusal: Refusal, locale: str) -> Reply:
    """Tell kindly why a code does not open the desk, and what to do."""
    return Reply(text=message(REFUSED[refusal], locale))


def ask_to_unlink(locale: str) -> Reply:
    """Ask once more before the account is untied."""
    yes = Button(label("onboarding.unlink.yes", locale), pack("onboarding", "unlink"))
    no = Button(label("onboarding.unlink.no", locale), pack("menu", "open"))
    return Reply(text=message("onboarding.unlink.ask", locale), rows=rows_of([yes], [no]))


def unlinked(locale: str) -> Reply:
    """Say goodbye, and how to come back."""
    return Reply(text=message("onboarding.unlinked", locale))
