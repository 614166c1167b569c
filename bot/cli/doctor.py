"""`sportello doctor`: what is missing or wrong in the set-up, and how to mend it."""

from __future__ import annotations

import typer

from bot import logs, settings
from bot.checkup import Finding, examine
from bot.settings import LogFormat, LogLevel, SettingsError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor() -> None:
    """Look at settings, keys, database, token, clock and policies; exit with 1 if one is wrong."""
    logs.configure(LogLevel.ERROR, LogFormat.TEXT)
    try:
        found = settings.load()
    except SettingsError as error:
        for problem in error.problems:
            show(Finding("settings", well=False, said=problem))
        raise typer.Exit(1) from error
    show(Finding("settings", well=True, said="every value can be used"))
    findings = examine(found)
    for finding in findings:
        show(finding)
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


def show(finding: Finding) -> None:
    """Print one line."""
    mark = "look " if finding.doubtful else "ok   " if finding.well else "WRONG"
    typer.echo(f"{mark}  {finding.what}: {finding.said}")
