"""The menu, help, the choice of a language, and answers to what nobody asked for."""

from __future__ import annotations

from handlers.chat import registry
from handlers.chat.feature import Command
from handlers.chat.replies import Button, Reply, Rows, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.texts import LOCALES, Line, label, message


def menu(actor: Actor) -> Reply:
    """Show what this person can do, as buttons."""
    text = message("menu.title", actor.locale, name=actor.person.given_name)
    return Reply(text=text, rows=menu_rows(actor))


def menu_rows(actor: Actor) -> Rows:
    """Lay out the buttons of the menu, as the tables of the features place them."""
    rows = registry.menu_for(actor)
    return rows_of(*([button(actor, feature, verb) for feature, verb in row] for row in rows))


def button(actor: Actor, feature: str, verb: str) -> Button:
    """Make one button of the menu."""
    return Button(label(f"menu.{feature}.{verb}", actor.locale), pack(feature, verb))


def back_to_menu(locale: str) -> Button:
    """Make the button that leads back."""
    return Button(label("menu.back", locale), pack("menu", "open"))


def described(command: Command, locale: str) -> str:
    """Say what a command is for."""
    return label(f"command.{command.name}", locale)


def help_for(actor: Actor) -> Reply:
    """List the commands of this person's roles."""
    listed: list[Line] = [
        (
            "menu.help.command",
            {"command": f"/{command.name}", "what": described(command, actor.locale)},
        )
        for command in registry.commands_for(actor)
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
