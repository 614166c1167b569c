"""`sportello answer`, `sportello casebook`, `sportello policy`: the law without chat or store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.refusal import Refusal
from handlers import texts
from rules.casebook.answer import decide, written
from rules.casebook.compare import differences
from rules.casebook.read import Case, CaseFileError, read
from rules.decision import Reason
from rules.policy import library
from rules.policy.act import missing_quotes
from rules.policy.describe import lines
from rules.policy.errors import PolicyError, PolicyNotInForceError

MISUSED = 2
Locale = Annotated[str, typer.Option(help="Language of the reasons: it or en.")]
CasePaths = Annotated[list[Path], typer.Argument(help="Case files, or folders of them.")]


def register(app: typer.Typer) -> None:
    """Add the commands of the law to the command line."""
    app.command("answer")(answer)
    app.command("casebook")(casebook)
    policy = typer.Typer(help="Policy files: what a regulation says, as data.")
    policy.command("list")(list_policies)
    policy.command("show")(show_policy)
    policy.command("check")(check_policy)
    app.add_typer(policy, name="policy")


def answer(files: CasePaths, locale: Locale = "it") -> None:
    """Print a JSON array with one answer for each case, in order."""
    cases = _cases(_case_files(files))
    typer.echo(json.dumps([_answer(case, locale) for case in cases], ensure_ascii=False, indent=1))


def casebook(paths: CasePaths, locale: Locale = "it") -> None:
    """Compare answers with what the cases expect; exit with 1 if anything differs."""
    cases = _cases(_case_files(paths))
    counts: Counter[str] = Counter()
    for case in cases:
        wrong = differences(case.expect, _answer(case, locale))
        counts["different" if wrong else "as expected"] += 1
        for line in wrong:
            typer.echo(f"{case.file}: {case.id}: {line}")
    typer.echo(", ".join(f"{counts[name]} {name}" for name in _OUTCOMES if counts[name]) + ".")
    if counts["different"]:
        raise typer.Exit(1)


_OUTCOMES = ("as expected", "different")


def list_policies() -> None:
    """List the policies that come with the desk, with the days from which they hold."""
    for policy in library.shipped().values():
        days = ", ".join(version.first_day.isoformat() for version in policy.versions)
        typer.echo(f"{policy.id}: {policy.head.name}. {policy.head.act}. In versions from {days}.")


def show_policy(policy_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Show every value of a policy with its article and the act's words."""
    policies = library.shipped()
    if policy_id not in policies:
        known = ", ".join(policies)
        raise Refusal(f"No policy is called {policy_id!r}. There are: {known}.", status=MISUSED)
    for line in lines(policies[policy_id]):
        typer.echo(line)


def check_policy(
    files: Annotated[list[Path], typer.Argument(help="Policy files.")],
    act: Annotated[Path | None, typer.Option(help="The act's text, to look quotes up in.")] = None,
) -> None:
    """Check policy files against the schema and, with --act, their quotes against the act."""
    problems = [problem for file in files for problem in _problems(file, act)]
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(MISUSED)
    typer.echo(f"{len(files)} file(s) in order.")


def _problems(file: Path, act: Path | None) -> list[str]:
    text = _text(file)
    try:
        policy = library.read(text, str(file))
    except PolicyError as error:
        return [str(problem) for problem in error.problems]
    if act is None:
        return []
    return [str(problem) for problem in missing_quotes(text, str(file), policy, _text(act))]


def _case_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(path.glob("*.yaml"))
            if not found:
                raise Refusal(f"{path} has no case files (*.yaml).", status=MISUSED)
            yield from found
        else:
            yield path


def _cases(files: Iterable[Path]) -> list[Case]:
    bodies = frozenset(library.shipped())
    cases: list[Case] = []
    problems: list[str] = []
    for file in files:
        try:
            cases += read(_text(file), str(file), bodies)
        except CaseFileError as error:
            problems += [str(problem) for problem in error.problems]
    if problems:
        raise Refusal("\n".join(problems), status=MISUSED)
    return cases


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise Refusal(f"{file}: cannot be read: {error.strerror}.", status=MISUSED) from error
    except UnicodeDecodeError as error:
        message = f"{file}: not UTF-8 at byte {error.start}: save it as UTF-8."
        raise Refusal(message, status=MISUSED) from error


def _answer(case: Case, locale: str) -> dict[str, Any]:
    def render(reason: Reason) -> str:
        return texts.reason(reason, locale)

    try:
        return written(case, decide(case, library.shipped()), render)
    except PolicyNotInForceError as error:
        message = f"{case.file}: case {case.id}: {error}"
        raise Refusal(message, status=MISUSED) from error
