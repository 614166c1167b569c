"""`sportello answer`, `sportello casebook`: the law without chat or store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.installed import policies_with
from bot.cli.reading import MISUSED, text_of
from bot.refusal import Refusal
from handlers import texts
from rules.casebook.answer import decide, written
from rules.casebook.compare import differences
from rules.casebook.read import Case, CaseFileError, read
from rules.decision import Reason
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy, own_kinds

Locale = Annotated[str, typer.Option(help="Language of the reasons: it or en.")]
PolicyFiles = Annotated[
    list[Path] | None,
    typer.Option("--policy", help="A policy file of one's own, beside those that are shipped."),
]
CasePaths = Annotated[list[Path], typer.Argument(help="Case files, or folders of them.")]


def register(app: typer.Typer) -> None:
    """Add the commands of the law to the command line."""
    app.command("answer")(answer)
    app.command("casebook")(casebook)


def answer(files: CasePaths, policy: PolicyFiles = None, locale: Locale = "it") -> None:
    """Print a JSON array with one answer for each case, in order."""
    policies = policies_with(policy or ())
    cases = _cases(_case_files(files), policies)
    answers = [_answer(case, policies, locale) for case in cases]
    typer.echo(json.dumps(answers, ensure_ascii=False, indent=1))


def casebook(paths: CasePaths, policy: PolicyFiles = None, locale: Locale = "it") -> None:
    """Compare answers with what the cases expect; exit with 1 if anything differs."""
    policies = policies_with(policy or ())
    cases = _cases(_case_files(paths), policies)
    counts: Counter[str] = Counter()
    for case in cases:
        wrong = differences(case.expect, _answer(case, policies, locale))
        counts["different" if wrong else "as expected"] += 1
        for line in wrong:
            typer.echo(f"{case.file}: {case.id}: {line}")
    typer.echo(", ".join(f"{counts[name]} {name}" for name in _OUTCOMES if counts[name]) + ".")
    if counts["different"]:
        raise typer.Exit(1)


_OUTCOMES = ("as expected", "different")


def _case_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(path.glob("*.yaml"))
            if not found:
                raise Refusal(f"{path} has no case files (*.yaml).", status=MISUSED)
            yield from found
        else:
            yield path


def _cases(files: Iterable[Path], policies: Mapping[str, Policy]) -> list[Case]:
    bodies = frozenset(policies)
    cases: list[Case] = []
    problems: list[str] = []
    for file in files:
        try:
            cases += read(text_of(file), str(file), bodies, own_kinds(policies))
        except CaseFileError as error:
            problems += [str(problem) for problem in error.problems]
    if problems:
        raise Refusal("\n".join(problems), status=MISUSED)
    return cases


def _answer(case: Case, policies: Mapping[str, Policy], locale: str) -> dict[str, Any]:
    def render(reason: Reason) -> str:
        return texts.reason(reason, locale)

    try:
        return written(case, decide(case, policies), render)
    except PolicyNotInForceError as error:
        message = f"{case.file}: case {case.id}: {error}"
        raise Refusal(message, status=MISUSED) from error
