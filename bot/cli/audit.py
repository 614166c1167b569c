"""`sportello audit`: the trail of who did what."""

from __future__ import annotations

import typer

from bot.cli.opening import open_store, read_settings
from bot.refusal import Refusal
from storage.trail import audit as trail

audit = typer.Typer(help="The trail of who did what.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(audit, name="audit")


@audit.callback()
def _audit() -> None:
    """Make `verify` a command of its own."""


@audit.command()
def verify() -> None:
    """Prove that no entry was altered, removed or put in later; exit with 1 if one was."""
    with open_store(read_settings("encryption_keys")) as store, store.reading() as uow:
        breaks, ends = trail.verify(uow), trail.ends(uow)
    if breaks:
        raise Refusal("\n".join(["The audit trail does not hold.", *map(_line, breaks)]))
    typer.echo("The audit trail holds.")
    for chain, count, last in ends:
        typer.echo(f"{chain}: {count} entries, the last is {last}")


def _line(found: trail.Break) -> str:
    if found.chain == trail.ALL:
        return f"All chains: {found.what}."
    entry = "" if found.seq is None else f", entry {found.seq}"
    return f"Chain {found.chain}{entry}: {found.what}."
