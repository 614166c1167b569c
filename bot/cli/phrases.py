"""`sportello phrases`: phrases understood, asked back with a way on or without, and misread."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from bot.cli.reading import MISUSED, text_of
from bot.refusal import Refusal
from handlers.reading.checking import Checked, PhrasesError, check

PHRASES = Path("tests") / "phrases" / "phrases.toml"
MOST_DEAD_ENDS = 0.03
"""Of all phrases, so many may be asked back without a way on."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("phrases")(phrases)


def phrases(
    file: Annotated[Path, typer.Argument(help="A file of phrases (docs/phrases.md).")] = PHRASES,
) -> None:
    """Read phrases with their meanings; status 1 if one is misread or many lead nowhere."""
    try:
        checked = check(text_of(file))
    except PhrasesError as error:
        raise Refusal(f"{file}: {error}", status=MISUSED) from error
    wrong = [one for one in checked if one.misread]
    for one in wrong:
        typer.echo(_told(one))
    ends = [one for one in checked if one.leads_nowhere and not one.misread]
    typer.echo(_counted(checked, wrong=len(wrong), ends=len(ends)))
    if checked:
        typer.echo(_times([one.milliseconds for one in checked]))
    if wrong or len(ends) > MOST_DEAD_ENDS * len(checked):
        raise typer.Exit(1)


def _counted(checked: list[Checked], *, wrong: int, ends: int) -> str:
    asked = sum(one.asked_back and not one.misread for one in checked) - ends
    understood = len(checked) - asked - ends - wrong

    def share(count: int) -> str:
        return f"{count} ({count / max(len(checked), 1):.1%})"

    return (
        f"{len(checked)} phrases: {share(understood)} understood, {share(asked)} asked with a way "
        f"on, {share(ends)} dead ends, {wrong} misread"
    )


def _times(milliseconds: list[float]) -> str:
    """Tell how long reading takes; the first phrases of each language build its grammar."""
    middle, slow = median(milliseconds), sorted(milliseconds)[int(0.95 * len(milliseconds))]
    return f"{middle:.1f} ms of processor time a phrase, 95 of 100 within {slow:.1f} ms"


def _told(one: Checked) -> str:
    return f"{one.on} {one.said!r}\n  should be {one.meaning}\n  was heard {one.heard}"
