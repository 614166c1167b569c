"""
From the words on the command line to the module that knows the command.

Only that module is imported: `sportello answer` and `sportello --help` start without Telegram
and without a database.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Final, NamedTuple, NoReturn

import typer

from bot.refusal import Refusal
from storage.errors import StoreError

FAILED = 1


class Command(NamedTuple):
    """A command's name, the module whose `register(app)` adds it, and one line about it."""

    name: str
    module: str
    summary: str


COMMANDS: Final = (
    Command("demo", "bot.cli.demo", "Try it: five bodies, invented people, no token needed."),
    Command("run", "bot.cli.run", "Run the bot against Telegram."),
    Command("doctor", "bot.cli.doctor", "Say what is missing or wrong in the set-up."),
    Command("db", "bot.cli.db", "Make, upgrade, back up or restore the database."),
    Command("keys", "bot.cli.keys", "Keys for health and family facts: make, rotate."),
    Command("staff", "bot.cli.staff", "Import a body's staff from CSV files."),
    Command("invite", "bot.cli.invite", "Make invitations for people of a body."),
    Command("letters", "bot.cli.letters", "Messages that did not arrive: list, send again."),
    Command("audit", "bot.cli.audit", "Prove that no audit entry was altered or removed."),
    Command("answer", "bot.cli.law", "Answer the questions of case files."),
    Command("casebook", "bot.cli.law", "Compare answers with a casebook."),
    Command("phrases", "bot.cli.phrases", "Read phrases in plain Italian; count misreadings."),
    Command("rank", "bot.cli.ranks", "Rank applicants; freeze, check and publish a ranking."),
    Command("policy", "bot.cli.policies", "List, check, start and compare policy files."),
)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command; exit with 0 if it did its work, 1 if it could not, 2 if misused."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        application(words)(args=words, prog_name="sportello")
    except Refusal as refusal:
        _give_up(str(refusal), refusal.status)
    except StoreError as error:
        _give_up(str(error), FAILED)
    sys.exit(0)


def application(words: Sequence[str]) -> typer.Typer:
    """Build the command line with the command that `words` ask for; the others by name alone."""
    app = typer.Typer(
        help="Sportello Agile: the desk for lavoro agile, in Telegram.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_sportello)
    first = next((word for word in words if not word.startswith("-")), None)
    asked = next((command.module for command in COMMANDS if command.name == first), None)
    for command in available():
        if command.module != asked:
            app.command(command.name, help=command.summary)(_not_asked)
    if asked is not None and find_spec(asked) is not None:
        import_module(asked).register(app)
    return app


def available() -> list[Command]:
    """Give the commands whose module is there."""
    return [command for command in COMMANDS if find_spec(command.module) is not None]


def _sportello() -> None:
    """Sportello Agile: the desk for lavoro agile, in Telegram."""


def _not_asked() -> None:
    """Stand for a command that this run does not need."""


def _give_up(message: str, status: int) -> NoReturn:
    typer.echo(message, err=True)
    sys.exit(status)
