"""`sportello db`: the schema of the database; its copies are in `copies`."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from bot.cli import copies
from bot.cli.opening import database_of, make_folder, read_settings, store_of
from bot.refusal import Refusal
from storage.core import schema
from storage.core.engines import plain_engine

db = typer.Typer(help="Make, upgrade, back up or restore the database.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    db.command()(copies.backup)
    db.command()(copies.restore)
    app.add_typer(db, name="db")


@db.command()
def upgrade() -> None:
    """Make the tables, or bring them to what this version needs."""
    found = read_settings("encryption_keys")
    make_folder(found)
    with database_of(found), closing(store_of(found)) as store:
        store.migrate()
    typer.echo(f"The database is at schema {schema.HEAD}.")


@db.command()
def downgrade(
    revision: Annotated[str, typer.Argument(help="An earlier schema; base removes all tables.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; data may be lost.")] = False,
) -> None:
    """Take the database back to an earlier schema."""
    found = read_settings()
    if not yes:
        raise Refusal(
            f"Going down to {revision} removes columns or tables with what is in them. "
            "Make a backup, then say it again with --yes."
        )
    with database_of(found) as url:
        schema.downgrade(url, revision)
    typer.echo(f"The database was taken down to {revision}.")


@db.command()
def current() -> None:
    """Tell which schema the database holds and which one this version needs."""
    with database_of(read_settings()) as url:
        engine = plain_engine(url)
        with engine.connect() as connection:
            held = schema.current(connection)
        engine.dispose()
    typer.echo(f"The database holds {held or 'no tables'}, this version needs {schema.HEAD}.")
