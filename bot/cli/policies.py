"""`sportello policy`: what regulations say, as data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.comparing import diff, simulate
from bot.cli.installed import installed, own_folder, policy_language, policy_named
from bot.cli.reading import MISUSED, text_of
from bot.clock import system_clock
from bot.refusal import Refusal
from bot.settings import PolicyLanguage
from rules.facts import ROME
from rules.policy import check as checking
from rules.policy import library
from rules.policy.below import applied
from rules.policy.describe import lines
from rules.policy.new import new_file
from rules.policy.norms import norms
from rules.policy.reference import reference
from rules.policy.schema import CONTRACTS
from rules.policy.silences import silences, stale

_CONTRACTS = " or ".join(sorted(CONTRACTS))
NORMS = Path("docs") / "norms"
REFERENCE = Path("docs") / "policy-reference.md"
policy = typer.Typer(help="Policy files: what a regulation says, as data.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(policy, name="policy")


policy.command("diff")(diff)
policy.command("simulate")(simulate)


@policy.command("list")
def list_policies() -> None:
    """List the installed policies; warn of those not verified for a year."""
    today = system_clock().astimezone(ROME).date()
    for one in installed(own_folder()).values():
        days = ", ".join(version.first_day.isoformat() for version in one.versions)
        typer.echo(f"{one.id}: {one.head.name}. {one.head.act}. In versions from {days}.")
        if warning := stale(one, today):
            typer.echo(f"warning: {warning}", err=True)


@policy.command()
def show(name: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Show every value of a policy with its article and the act's words."""
    for line in lines(policy_named(name)):
        typer.echo(line)


@policy.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Policy files.")],
    act: Annotated[
        list[Path] | None,
        typer.Option(help="The act's text, to look quotes up in; again for more."),
    ] = None,
    language: Annotated[
        PolicyLanguage | None,
        typer.Option(help="en or it; as SPORTELLO_POLICY_LANGUAGE says if unsaid."),
    ] = None,
) -> None:
    """Check policy files: keys, values, citations, with --act quotes; exit with 2 if wrong."""
    words = "\n".join(text_of(one) for one in act) if act else None
    today = system_clock().astimezone(ROME).date()
    told_in = language or policy_language()
    found = [
        problem
        for file in files
        for problem in checking.problems(text_of(file), str(file), words, today=today)
    ]
    for problem in found:
        typer.echo(problem.told(told_in), err=True)
    if found:
        raise typer.Exit(MISUSED)
    for file in files:
        one = library.read(text_of(file), str(file))
        for silence in silences(one):
            typer.echo(f"{file}: silent {silence}")
        typer.echo(f"{file}: below the act: {applied(one.head.contract)}")
        if warning := stale(one, today):
            typer.echo(f"warning: {file}: {warning}", err=True)
    typer.echo(f"{len(files)} file(s) in order.")


@policy.command()
def new(
    policy_id: Annotated[str, typer.Argument(metavar="ID")],
    to: Annotated[Path | None, typer.Option(help="Where to; ID.toml here if unsaid.")] = None,
    contract: Annotated[
        str | None,
        typer.Option(help=f"The national contract below: {_CONTRACTS}. Asked if unsaid."),
    ] = None,
) -> None:
    """Start the policy file of a body: every table, with what to look for in the act."""
    file = to or Path(f"{policy_id}.toml")
    try:
        chosen = contract or _asked_contract()
        text = new_file(policy_id, system_clock().astimezone(ROME).date(), chosen)
        with file.open("x", encoding="utf-8") as started:
            started.write(text)
    except ValueError as error:
        raise Refusal(str(error), status=MISUSED) from error
    except FileExistsError as error:
        raise Refusal(f"{file} is there already: it was left as it is.", status=MISUSED) from error
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}.", status=MISUSED) from error
    typer.echo(f"{file} is started. `sportello policy check {file}` says what is to be filled in.")


def _asked_contract() -> str:
    """Ask the person at the keyboard; a program that calls this has to say it."""
    if not sys.stdin.isatty():
        raise Refusal(f"Which national contract? Add --contract: {_CONTRACTS}.", status=MISUSED)
    asked: str = typer.prompt(f"Which national contract is below the act ({_CONTRACTS})?")
    return asked.strip()


@policy.command("norms")
def write_norms(
    to: Annotated[Path, typer.Option(help="The folder to write to.")] = NORMS,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; say what is old.")
    ] = False,
) -> None:
    """Write every policy as a table of values, articles and quotes, for who checks the act."""
    pages = {to / f"{one.id}.md": norms(one) for one in library.shipped().values()}
    old = [file for file, page in pages.items() if not _holds(file, page)]
    if check and old:
        names = ", ".join(str(file) for file in old)
        raise Refusal(f"Not as the policies are: {names}. Run `sportello policy norms`.")
    for file in old:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(pages[file], encoding="utf-8")
    typer.echo(
        f"{len(old)} of {len(pages)} page(s) written." if old else "Every page is up to date."
    )


@policy.command("reference")
def write_reference(
    to: Annotated[Path, typer.Option(help="The file to write.")] = REFERENCE,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; say whether it is old.")
    ] = False,
) -> None:
    """Write every table and key of a policy file, with meaning, kind, default and example."""
    page = reference()
    if _holds(to, page):
        typer.echo("The page is up to date.")
        return
    if check:
        raise Refusal(f"Not as the schema is: {to}. Run `sportello policy reference`.")
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(page, encoding="utf-8")
    typer.echo(f"{to} is written.")


def _holds(file: Path, page: str) -> bool:
    return file.is_file() and file.read_text(encoding="utf-8") == page
