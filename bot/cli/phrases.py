"""`sportello phrases`: phrases understood, asked back and misunderstood."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from bot.cli.reading import MISUSED, text_of
from bot.refusal import Refusal
from handlers.reading.checking import Checked, PhrasesError, check

PHRASES = Path("tests") / "phrases" / "phrases.toml"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("phrases")(phrases)


def phrases(
    file: Annotated[Path, typer.Argument(help="A file of phrases (docs/phrases.md).")] = PHRASES,
) -> None:
    """Read a file of phrases with their meanings; status 1 if any is misunderstood."""
    try:
        checked = check(text_of(file))
    except PhrasesError as error:
        raise Refusal(f"{file}: {error}", status=MISUSED) from error
    wrong = [one for one in checked if one.misunderstood]
    for one in wrong:
        typer.echo(_told(one))
    right = [one for one in checked if not one.misunderstood]
    asked = sum(one.asked_back for one in right)
    typer.echo(
        f"{len(checked)} phrases: {len(right) - asked} understood, {asked} asked back, "
        f"{len(wrong)} misunderstood"
    )
    if checked:
        typer.echo(_times([one.milliseconds for one in checked]))
    if wrong:
        raise typer.Exit(1)


def _times(milliseconds: list[float]) -> str:
    """Tell how long reading takes; the first phrases of each language build its grammar."""
    middle, slow = median(milliseconds), sorted(milliseconds)[int(0.95 * len(milliseconds))]
    return f"{middle:.1f} ms of processor time a phrase, 95 of 100 within {slow:.1f} ms"


def _told(one: Checked) -> str:
    return f"{one.on} {one.said!r}\n  should be {one.meaning}\n  was heard {one.heard}"
