"""The menu, help, the choice of a language, and answers to what nobody asked for."""

from __future__ import annotations

from handlers.chat.commands import commands_for
from handlers.chat.replies import Button, Reply, Rows, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.texts import LOCALES, Line, label, message


def menu(actor: Actor) -> Reply:
    """Show what this person can do, as buttons."""
    text = message("menu.title", actor.locale, name=actor.person.given_name)
    return Reply(text=text, rows=menu_rows(actor))


def menu_rows(actor: Actor) -> Rows:
    """Lay out the buttons of the menu: an employee's own, then a manager's, then the desk's."""
    own = [
        [button(actor, "today", "show"), button(actor, "eligibility", "show")],
        [button(actor, "booking", "open"), button(actor, "booking", "days")],
        [button(actor, "permits", "open"), button(actor, "contacts", "open")],
        [button(actor, "reports", "show")],
        [button(actor, "changes", "open"), button(actor, "patterns", "open")],
    ]
    deciding = [
        [button(actor, "approvals", "list"), button(actor, "recalls", "open")],
        [button(actor, "delegations", "show")],
    ]
    team = [button(actor, "team", "open"), button(actor, "digest", "show")]
    desk = [button(actor, "menu", "language"), button(actor, "menu", "help")]
    elected = actor.person.is_elected
    return rows_of(*([] if elected else own), *(deciding if actor.approves else []), team, desk)


def button(actor: Actor, feature: str, verb: str) -> Button:
    """Make one button of the menu."""
    return Button(label(f"menu.{feature}.{verb}", actor.locale), pack(feature, verb))


def back_to_menu(locale: str) -> Button:
    """Make the button that leads back."""
    return Button(label("menu.back", locale), pack("menu", "open"))


def help_for(actor: Actor) -> Reply:
    """List the commands of this person's roles."""
    listed: list[Line] = [
        ("menu.help.command", {"command": f"/{name}", "what": what})
        for name, what in commands_for(actor.roles, actor.locale)
    ]
    key = "menu.help.manager" if actor.approves else "menu.help"
    text = message(key, actor.locale, commands=listed)
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))


def languages(actor: Actor) -> Reply:
    """Offer the languages of the desk, each in its own words."""
    choices = [
        Button(label("menu.language.name", locale), pack("menu", "speak", locale))
        for locale in LOCALES
    ]
    text = message("menu.language.ask", actor.locale)
    return Reply(text=text, rows=rows_of(choices, [back_to_menu(actor.locale)]))


def left_dialogue(actor: Actor, *, was_open: bool) -> Reply:
    """Confirm that nothing is waiting for a text any more."""
    key = "menu.left" if was_open else "menu.nothing_to_leave"
    return Reply(text=message(key, actor.locale), rows=rows_of([back_to_menu(actor.locale)]))


def pointer(actor: Actor, key: str) -> Reply:
    """Answer what nobody asked for with a kind word and the way to the menu."""
    return Reply(text=message(key, actor.locale), rows=rows_of([back_to_menu(actor.locale)]))
