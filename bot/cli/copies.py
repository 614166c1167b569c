"""`sportello db backup` and `restore`: copies of all that the desk keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import database_of, make_folder, open_store, read_settings
from storage.backup import postgres, restoring, sqlite
from storage.core.engines import file_of
from storage.core.vault import Vault

FILE = Annotated[Path, typer.Argument(help="Where the backup is, or will be.")]


def backup(
    file: FILE,
    *,
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="Encrypt it with the desk's keys.")
    ] = False,
) -> None:
    """Copy everything as it is now into a new file, while the desk runs."""
    found = read_settings("encryption_keys")
    with open_store(found) as store:
        vault = store.vault if encrypt else None
        own = file_of(store.url)
        if own is None:
            postgres.back_up(store.url, file.absolute(), vault=vault)
        else:
            sqlite.back_up(own, file.absolute(), vault=vault)
    how = "encrypted" if encrypt else "not encrypted: it tells who works where and when"
    typer.echo(f"The backup is {file}, {file.stat().st_size:,} bytes, {how}.")
    typer.echo(
        "Keep it away from this machine. It is of no use without SPORTELLO_ENCRYPTION_KEYS: keep "
        "these apart from it."
    )


def restore(
    file: FILE,
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="In the place of what the desk holds now.")
    ] = False,
    broken_trail: Annotated[
        bool,
        typer.Option(
            "--broken-trail", help="Although its audit trail does not hold, or bytes were changed."
        ),
    ] = False,
) -> None:
    """Put a backup in the place of the database, after checking all of it."""
    found = read_settings("encryption_keys")
    make_folder(found)
    vault = Vault(",".join(found.keys))
    kept = None
    with database_of(found) as url:
        own = file_of(url)
        if own is None:
            if restoring.restore_server(file, url, vault, broken_trail=broken_trail):
                typer.echo("What a restore that was cut off had left there was taken out first.")
        else:
            kept = restoring.restore_file(
                file, own, vault, replace=replace, broken_trail=broken_trail
            )
    if own is not None and sqlite.is_bare_copy(file):
        typer.echo(
            "It is a copy of a database file, not made by `sportello db backup`: what was "
            "committed last before it was copied may be missing."
        )
    typer.echo(f"{file} was restored: file, schema, keys and audit trail are right.")
    if kept is not None:
        typer.echo(f"What was there before is kept as {kept}.")
