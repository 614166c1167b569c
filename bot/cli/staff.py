"""`sportello staff import`: a body's people from the files that its offices already keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import open_desk, read_settings
from bot.refusal import Refusal
from handlers.desk.context import Desk
from handlers.desk.requests.routing import route_of
from rules.facts import ROME
from storage import staff_file
from storage.days import facts
from storage.errors import NotFound
from storage.staff_file import Problems, StaffFiles, Summary, Tally
from storage.unit_of_work import UnitOfWork

staff = typer.Typer(help="Import a body's staff from CSV files.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(staff, name="staff")


@staff.callback()
def _staff() -> None:
    """Make `import` a command of its own."""


@staff.command("import")
def import_(
    paths: Annotated[
        list[Path], typer.Argument(exists=True, help="A folder, or the files themselves.")
    ],
    *,
    body: Annotated[
        str | None, typer.Option(help="Id of the body; not needed if ente.csv is there.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Write it; without, nothing is.")] = False,
) -> None:
    """
    Check the files, say what an import would do, and with --apply do it: all or nothing.

    docs/import.md says what stands in which file.
    """
    contents = read_contents(paths)
    with open_desk(read_settings("encryption_keys")) as desk:
        summary = bring_in(desk, contents, body_id=body, last=apply)
    typer.echo(report(summary, done=apply))


def bring_in(
    desk: Desk, contents: Mapping[str, bytes], *, body_id: str | None, last: bool
) -> Summary:
    """Check and apply files by name; only `last` makes it last. Raises Refusal with every row."""
    with desk.store.writing() as uow:
        files = _checked(desk, uow, contents, body_id)
        try:
            summary = staff_file.apply(
                uow, files, at=desk.clock(), body_id=body_id, route=lambda u, e: _route(desk, u, e)
            )
        except (NotFound, ValueError) as error:
            raise Refusal(f"Nothing was imported. {error}") from error
        if last:
            uow.commit()
    return summary


def read_contents(paths: list[Path]) -> dict[str, bytes]:
    """Read the CSV files of folders and single files, by name."""
    files = [
        each
        for path in paths
        for each in (sorted(path.glob("*.csv")) if path.is_dir() else [path])
    ]
    names = [file.name for file in files]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Refusal(f"{', '.join(twice)} is given twice: one of each is read.", status=2)
    return {file.name: file.read_bytes() for file in files}


def report(summary: Summary, *, done: bool) -> str:
    """Say how much of each kind is new, changed, or as it was."""
    lines = [f"{'Imported' if done else 'Would import'} into {summary.body_id}:"]
    for field in fields(summary):
        tally = getattr(summary, field.name)
        if isinstance(tally, Tally):
            counts = f"{tally.new} new, {tally.updated} updated, {tally.unchanged} unchanged"
            lines.append(f"  {field.name:<11}{counts}")
    if not done:
        lines.append("Nothing was written. Say it again with --apply to do it.")
    return "\n".join(lines)


def _checked(
    desk: Desk, uow: UnitOfWork, contents: Mapping[str, bytes], body_id: str | None
) -> StaffFiles:
    known = staff_file.known(uow, body_id) if body_id else staff_file.Known()
    known = replace(known, policies=frozenset(desk.policies))
    found = staff_file.read_folder(contents, known=known)
    if isinstance(found, Problems):
        count = len(found.problems)
        raise Refusal(f"{found}\n{count} to put right; nothing was imported.")
    return found


def _route(desk: Desk, uow: UnitOfWork, employee_id: int) -> int | None:
    now = desk.clock()
    case = facts.load(uow, employee_id, on=now.astimezone(ROME).date())
    policy = desk.policies[case.policy_id]
    return route_of(uow, employee_id, case.person, policy=policy, at=now).acting_id
