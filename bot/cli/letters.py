"""`sportello letters`: messages that were given up; they can be sent again."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.opening import open_desk, read_settings
from bot.refusal import Refusal
from handlers import texts
from handlers.desk.context import Desk
from handlers.desk.letters import about
from rules.facts import ROME
from storage.people import people
from storage.trail import delivering

LANGUAGE = "en"
letters = typer.Typer(
    help="Messages that did not arrive: list them, send them again.", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(letters, name="letters")


@letters.command("list")
def list_() -> None:
    """Say for whom they were, since when, and why they were given up; nothing of what they say."""
    with open_desk(read_settings("encryption_keys")) as desk:
        lines = described(desk)
    for line in lines:
        typer.echo(line)
    if not lines:
        typer.echo("No message was given up.")


@letters.command()
def send(
    numbers: Annotated[list[int] | None, typer.Argument(metavar="[NUMBER]...")] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="All that `list` shows.")] = False,
) -> None:
    """
    Let messages go out again, whether they are still of use or not.

    The bot sends them at a moment that the law allows; one that perhaps arrived arrives again.
    """
    if bool(numbers) == everything:
        raise Refusal("Name the numbers that `sportello letters list` shows, or --all.", status=2)
    with open_desk(read_settings("encryption_keys")) as desk:
        sent = send_again(desk, numbers or None)
    typer.echo(f"{sent} will go out when the bot runs and their recipients may be reached.")


def described(desk: Desk) -> list[str]:
    """Give a line for each dead letter of all bodies, oldest first."""
    with desk.store.reading() as uow:
        dead = delivering.dead_letters(uow)
        named = people.persons(uow, [letter.recipient_id for letter in dead])
    return [
        f"{letter.id}\t{letter.body_id}\t{named[letter.recipient_id].name}\t"
        f"{texts.label(about(letter.key), LANGUAGE)}\t"
        f"{letter.created_at.astimezone(ROME):%Y-%m-%d %H:%M}\t{letter.last_error}"
        for letter in dead
    ]


def send_again(desk: Desk, numbers: list[int] | None) -> int:
    """Queue some dead letters again, None for all; all or none. Raise Refusal for a wrong one."""
    with desk.store.writing() as uow:
        dead = {letter.id for letter in delivering.dead_letters(uow)}
        wanted = sorted(dead) if numbers is None else numbers
        unknown = [str(number) for number in wanted if number not in dead]
        if unknown:
            raise Refusal(
                f"There is no given up message {', '.join(unknown)}: "
                "look at `sportello letters list`."
            )
        for number in wanted:
            delivering.send_again(uow, number, at=desk.clock())
        uow.commit()
    return len(wanted)
