"""`sportello audit`: the trail of who did what."""

from __future__ import annotations

import typer

from bot.cli.opening import open_store, read_settings
from bot.refusal import Refusal
from storage.trail import audit as trail
from storage.trail import standing

audit = typer.Typer(help="The trail of who did what.", no_args_is_help=True)

WHAT_NOW = (
    "Somebody wrote to the database without the desk. Keep it as it is, find out who could, and "
    "compare it with a backup (docs/backup.md)."
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(audit, name="audit")


@audit.callback()
def _audit() -> None:
    """Make `verify` a command of its own."""


@audit.command()
def verify() -> None:
    """
    Prove that no entry was altered, removed or put in later, and that rows are as entries say.

    Exits with 1, naming chains and rows, if one was.
    """
    with open_store(read_settings("encryption_keys")) as store, store.reading() as uow:
        breaks, ends = trail.verify(uow), trail.ends(uow)
        rows = [f"{one.kind} {one.key}: {one.what}." for one in standing.unexplained(uow)]
    wrong = ["The audit trail does not hold.", *map(_line, breaks)] if breaks else []
    if rows:
        wrong += ["Rows that the audit trail does not explain:", *rows]
    if wrong:
        raise Refusal("\n".join([*wrong, WHAT_NOW]))
    typer.echo("The audit trail holds.")
    for chain, count, last in ends:
        typer.echo(f"{chain}: {count} entries, the last is {last}")


def _line(found: trail.Break) -> str:
    if found.chain == trail.ALL:
        return f"All chains: {found.what}."
    entry = "" if found.seq is None else f", entry {found.seq}"
    return f"Chain {found.chain}{entry}: {found.what}."
