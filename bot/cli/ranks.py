"""`sportello rank`: who comes first, why, frozen to be computed again, and fit for the wall."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.applicants import FROZEN, Held, Told, round_of
from bot.cli.reading import MISUSED
from bot.clock import system_clock
from bot.refusal import Refusal
from handlers import texts
from rules.decision import Decision, Reason
from rules.facts import ROME, Mode, moment
from rules.frozen import freeze
from rules.policy.errors import PolicyNotInForceError
from rules.publication import Place, Publication, publication
from rules.ranking import of_applicant, places_given, rank, ranking_of, undecided

AWAY = (Mode.AGILE, Mode.REMOTE)
TIES = {"km": "distanza", "age": "età", "service": "anzianità di servizio"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rank")(rank_)


def rank_(
    source: Annotated[
        Path,
        typer.Argument(
            exists=True, help="A case file, a folder as in docs/import.md, or a frozen ranking."
        ),
    ],
    *,
    case: Annotated[str | None, typer.Option(help="Which case of the file.")] = None,
    as_: Annotated[str | None, typer.Option("--as", metavar="ID", help="The policy.")] = None,
    places: Annotated[int | None, typer.Option(min=0, help="How many are admitted.")] = None,
    mode: Annotated[
        str | None, typer.Option(help="agile or remote: some acts order the two differently.")
    ] = None,
    staff: Annotated[
        int | None, typer.Option(min=1, help="People of the body, of whom an act admits a share.")
    ] = None,
    at: Annotated[str | None, typer.Option(help="Day of the ranking; now if unsaid.")] = None,
    why: Annotated[str | None, typer.Option(help="Tell one applicant why, and no other.")] = None,
    publish: Annotated[bool, typer.Option("--publish", help="The version for the wall.")] = False,
    names: Annotated[
        bool, typer.Option("--names", help="Publish names, not numbers of applications.")
    ] = False,
    frozen: Annotated[
        Path | None, typer.Option("--freeze", help="Keep the inputs in this file.")
    ] = None,
    locale: Annotated[str, typer.Option(help="Language of the reasons: it or en.")] = "it",
) -> None:
    """Rank applicants, with each reason; a frozen ranking is checked and computed again."""
    asked = round_of(source, Told(case, as_, _moment(at), places, _mode(mode), staff))
    try:
        _ask_for_staff(asked, source)
        found = rank(asked.policy, asked.round, at=asked.at)
    except PolicyNotInForceError as error:
        raise Refusal(str(error), status=MISUSED) from error
    if frozen is not None:
        _freeze(asked, frozen)
    if publish:
        _publish(asked, names=names, with_points="points" in found.values)
    elif why is not None:
        _explain(asked, found, why, locale)
    else:
        _show(found, asked.round.places, locale)


def _moment(told: str | None) -> datetime:
    if told is None:
        return system_clock()
    try:
        if len(told) == len("2026-11-16"):
            return moment(date.fromisoformat(told), 0)
        read = datetime.fromisoformat(told)
        if read.tzinfo is None:
            read = read.replace(tzinfo=ROME)
        return read.astimezone(ROME)  # beyond the first and the last year there is none
    except (ValueError, OverflowError):
        message = f"--at {told!r} is no day: write it as 2026-11-16 or 2026-11-16T10:15."
        raise Refusal(message, status=MISUSED) from None


def _mode(told: str | None) -> Mode | None:
    if told is None:
        return None
    if told not in AWAY:
        raise Refusal(
            f"--mode {told!r} is no way of working: write agile or remote.", status=MISUSED
        )
    return Mode(told)


def _ask_for_staff(asked: Held, source: Path) -> None:
    """Refuse to admit where the act admits a share of people whom nobody counted."""
    rules = ranking_of(asked.policy, asked.at.astimezone(ROME).date(), asked.round.mode)
    if rules is None or rules.share is None or asked.round.staff is not None:
        return
    if source.suffix.lower() == FROZEN:
        return  # decided long ago: it is shown as it was
    where = texts.articles([rules.share.source])
    message = (
        f"The act admits at most {rules.share.percent:g} percent of the staff ({where}): say with "
        "--staff how many people the body has."
    )
    raise Refusal(message, status=MISUSED)


def _show(found: Decision, places: int, locale: str) -> None:
    points = found.values.get("points", {})
    for position, name in enumerate(found.values["order"], start=1):
        total = f", points {points[name]:g}" if name in points else ""
        outcome = _outcome(found, places, name)
        typer.echo(f"{position}. {name}: {outcome}{total}{_level(found, name)}")
        _reasons(found, name, locale)
    ranked = set(found.values["order"])
    others = {str(one.figures["name"]) for one in found.reasons if "name" in one.figures} - ranked
    for name in sorted(others):
        typer.echo(f"-. {name}: not admissible")
        _reasons(found, name, locale)
    for reason in found.reasons:
        if "name" not in reason.figures:
            typer.echo(_said(reason, locale))


def _outcome(found: Decision, places: int, name: str) -> str:
    if name in found.values["admitted"]:
        return "admitted"
    return "the body decides" if name in undecided(found, places) else "waits"


def _level(found: Decision, name: str) -> str:
    """Say on a level with how many others somebody is; who they are is not for each to read."""
    others = next((len(group) - 1 for group in found.values["ties"] if name in group), 0)
    return f", on a level with {others} other(s)" if others else ""


def _explain(asked: Held, found: Decision, name: str, locale: str) -> None:
    if name not in {one.name for one in asked.round.applicants}:
        known = ", ".join(one.name for one in asked.round.applicants)
        raise Refusal(f"Nobody called {name!r} applied. There are: {known}.", status=MISUSED)
    order = found.values["order"]
    place = f"{order.index(name) + 1} of {len(order)}" if name in order else "not admissible"
    outcome = ""
    if name in order:
        outcome = f", {_outcome(found, asked.round.places, name)}{_level(found, name)}"
    typer.echo(f"{name}: {place}, {places_given(found, asked.round.places)} place(s){outcome}")
    _reasons(found, name, locale)


def _reasons(found: Decision, name: str, locale: str) -> None:
    for reason in of_applicant(found, name):
        typer.echo(f"   {_said(reason, locale)}")


def _said(reason: Reason, locale: str) -> str:
    quote = f" «{reason.source.quote}»" if reason.source.quote else ""
    place = texts.articles(reason.articles)
    where = f" ({place}{quote})" if place else ""
    return f"{texts.reason(reason, locale)}{where}"


def _publish(asked: Held, *, names: bool, with_points: bool) -> None:
    labels = {
        one.name: one.name if names else str(number)
        for number, one in enumerate(asked.round.applicants, start=1)
    }
    found = publication(asked.policy, asked.round, at=asked.at, labels=labels)
    typer.echo(_sheet(found, "nominativo" if names else "domanda"), nl=False)
    if with_points and not found.with_points:
        typer.echo("Points are left out: they would tell of health or family.", err=True)


def _sheet(found: Publication, label: str) -> str:
    sheet = io.StringIO()
    rows = csv.writer(sheet, delimiter=";", lineterminator="\n")
    points = ["punti", "a_parita"] * found.with_points
    rows.writerow(["posizione", label, *points, "alla_pari", "esito"])
    for one in found.places:
        shown = [f"{one.points:g}", TIES.get(one.tie or "", "")] if one.points is not None else []
        level = "alla pari" if one.level else ""
        rows.writerow([one.position, one.label, *shown, level, _esito(one)])
    return sheet.getvalue()


def _esito(one: Place) -> str:
    if one.undecided:
        return "decide l'ente"
    return "ammessa" if one.admitted else "non ammessa per esaurimento dei posti"


def _freeze(asked: Held, file: Path) -> None:
    """Write the inputs for who may read applications alone; never over another file."""
    record = freeze(asked.policy, asked.round, at=asked.at)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror}. An older one is never replaced."
        raise Refusal(message, status=MISUSED) from error
    with os.fdopen(handle, "w", encoding="utf-8") as written:
        json.dump(record, written, ensure_ascii=False, indent=1)
    typer.echo(f"{file}: frozen, digest {record['digest']}", err=True)
