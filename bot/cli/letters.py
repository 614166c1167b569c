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
from storage.errors import VaultError
from storage.people import people
from storage.trail import delivering
from storage.unit_of_work import UnitOfWork

LANGUAGE = "en"
CANNOT_BE_READ = "cannot be read with the keys of SPORTELLO_ENCRYPTION_KEYS"
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
        sent, unreadable = send_again(desk, numbers or None)
    typer.echo(f"{sent} will go out when the bot runs and their recipients may be reached.")
    if unreadable:
        typer.echo(f"{len(unreadable)} {CANNOT_BE_READ}: {_listed(unreadable)}.")


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


def send_again(desk: Desk, numbers: list[int] | None) -> tuple[int, list[int]]:
    """
    Queue some dead letters again, None for all; give how many, and which cannot be opened.

    Raise Refusal, and queue none, if one is named that is no dead letter or cannot be opened.
    """
    with desk.store.writing() as uow:
        dead = {letter.id for letter in delivering.dead_letters(uow)}
        wanted = sorted(dead if numbers is None else set(numbers))
        unknown = [number for number in wanted if number not in dead]
        if unknown:
            raise Refusal(
                f"There is no given up message {_listed(unknown)}: "
                "look at `sportello letters list`."
            )
        sent, unreadable = _queue(uow, desk, wanted)
        if unreadable and numbers is not None:
            raise Refusal(f"Nothing was done: {CANNOT_BE_READ}: {_listed(unreadable)}.")
        uow.commit()
    return sent, unreadable


def _queue(uow: UnitOfWork, desk: Desk, numbers: list[int]) -> tuple[int, list[int]]:
    """Give how many are queued, and which cannot be opened; another may have been faster."""
    queued, unreadable = 0, []
    for number in numbers:
        try:
            queued += delivering.send_again(uow, number, at=desk.clock())
        except VaultError:
            unreadable.append(number)
    return queued, unreadable


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers)
