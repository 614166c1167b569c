"""`sportello audit`: the trail of who did what."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import open_store, read_settings
from bot.cli.reading import text_of
from bot.refusal import Refusal
from storage.trail import audit as trail
from storage.trail import standing

audit = typer.Typer(help="The trail of who did what.", no_args_is_help=True)

FAILED = 1
PRINTED = re.compile(r"^(\S+): (\d{1,9}) entries, the last is ([0-9a-f]{64})$", re.MULTILINE)
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
def verify(
    since: Annotated[
        Path | None,
        typer.Option(help="What this command printed earlier: it must still be in the trail."),
    ] = None,
) -> None:
    """
    Prove that no entry was altered, removed or put in later, and that rows are as entries say.

    Exits with 1, naming chains and rows, if one was.
    """
    with open_store(read_settings("encryption_keys")) as store, store.reading() as uow:
        breaks, ends = trail.verify(uow), trail.ends(uow)
        if since is not None:
            breaks += trail.lacking(uow, _written_down(since))
        rows = [f"{one.kind} {one.key}: {one.what}." for one in standing.unexplained(uow)]
    wrong = ["The audit trail does not hold.", *map(_line, breaks)] if breaks else []
    if rows:
        wrong += ["Rows that the audit trail does not explain:", *rows]
    if wrong:
        raise Refusal("\n".join([*wrong, WHAT_NOW]))
    typer.echo("The audit trail holds.")
    for chain, count, last in ends:
        typer.echo(f"{chain}: {count} entries, the last is {last}")


def _written_down(file: Path) -> list[tuple[str, int, str]]:
    """Read what `verify` printed once; raise Refusal if there is nothing of it."""
    found = PRINTED.findall(text_of(file, status=FAILED))
    if not found:
        raise Refusal(
            f"The file {file} holds no line such as `tivoli: 12 entries, the last is 0a1b...`. "
            "Keep what `sportello audit verify` prints, and name that."
        )
    return [(chain, int(count), last) for chain, count, last in found]


def _line(found: trail.Break) -> str:
    if found.chain == trail.ALL:
        return f"All chains: {found.what}."
    entry = "" if found.seq is None else f", entry {found.seq}"
    return f"Chain {found.chain}{entry}: {found.what}."
