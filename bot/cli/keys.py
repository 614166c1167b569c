"""`sportello keys`: the keys under which health and family facts are kept."""

from __future__ import annotations

import typer

from bot.cli.opening import open_store, read_settings
from storage.core.vault import new_key
from storage.trail import rotation

keys = typer.Typer(help="Keys for health and family facts.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(keys, name="keys")


@keys.command()
def new() -> None:
    """Make a key and print it; nothing is stored."""
    typer.echo(new_key())
    typer.echo(
        "Put it first into SPORTELLO_ENCRYPTION_KEYS (older keys after it, with a comma), and "
        "keep a copy away from this machine.",
        err=True,
    )


@keys.command()
def rotate() -> None:
    """Encrypt everything again under the first key; after that the older ones can go."""
    found = read_settings("encryption_keys")
    with open_store(found) as store:
        count = rotation.rotate(store)
    typer.echo(f"{count} values are now under the first key.")
    if len(found.keys) > 1:
        typer.echo("The other keys can be taken out of SPORTELLO_ENCRYPTION_KEYS.")
