"""`sportello policy diff` and `simulate`: what would be otherwise under another policy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.installed import policy_named
from bot.cli.past import past_of
from bot.cli.reading import MISUSED
from bot.clock import system_clock
from bot.refusal import Refusal
from handlers import texts
from rules.decision import Reason, Verdict
from rules.facts import ROME
from rules.policy.diff import differences
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy
from rules.policy.schema import Tables
from rules.replay import Outcome, replay

EXAMPLES = 3
_NOUNS = {"book": "days", "permit": "permits", "on_call": "on-call weeks"}
_SEALED = "permit"
"""Which article a permit met tells what it was for: no example names anybody."""
Named = Annotated[str, typer.Argument(help="An id or a file, with @DAY for another day.")]


def diff(one: Named, other: Named) -> None:
    """Say in words what differs between two bodies or two versions: tivoli@2026-01-01."""
    found = [_tables(one), _tables(other)]
    lines = list(differences(found[0], found[1], names=(one, other)))
    for line in lines:
        typer.echo(line)
    typer.echo(f"{len(lines)} difference(s)." if lines else "They say the same.")


def simulate(
    data: Annotated[
        Path,
        typer.Argument(exists=True, help="CSV files of docs/import.md, or case files."),
    ],
    as_: Annotated[str, typer.Option("--as", metavar="ID", help="The policy to ask instead.")],
) -> None:
    """Say how many past days, permits and turns another policy would have refused, and why."""
    policy = policy_named(as_)
    outcomes = [outcome for past in past_of(data, policy) for outcome in replay(policy, past)]
    for line in told(policy, outcomes):
        typer.echo(line)


def told(policy: Policy, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Sum up what a policy says of the past: counts, then each reason with some examples."""
    by_question: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_question[outcome.question].append(outcome)
    if not by_question:
        yield "There are no past days, permits or on-call weeks in this data."
    for question, found in sorted(by_question.items()):
        yield f"{_NOUNS[question].capitalize()} under {policy.id}: {_counts(found)}."
        yield from _reasons(found, examples=question != _SEALED)
    if by_question:
        yield (
            "Absences are taken as they came to be; notices are left aside, for the data does not "
            "say when something was asked for."
        )


def _counts(found: list[Outcome]) -> str:
    counts = Counter(outcome.verdict for outcome in found)
    named = [
        ("allowed", counts[Verdict.ALLOWED]),
        ("left to discretion", counts[Verdict.DISCRETION]),
        ("refused", counts[Verdict.REFUSED]),
        ("before the policy was in force", counts[None]),
    ]
    parts = ", ".join(f"{count} {name}" for name, count in named if count)
    return f"{len(found)} in all, {parts}"


def _reasons(found: list[Outcome], *, examples: bool) -> Iterator[str]:
    hits: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in found:
        for line in dict.fromkeys(_why(reason) for reason in outcome.obstacles):
            hits[line].append(outcome)
    for line, outcomes in sorted(hits.items(), key=lambda item: (-len(item[1]), item[0])):
        shown = ", ".join(f"{one.who} on {one.day}" for one in outcomes[:EXAMPLES])
        more = ", ..." if len(outcomes) > EXAMPLES else ""
        yield f"  {len(outcomes)}: {line}" + (f" ({shown}{more})" if examples else "")


def _why(reason: Reason) -> str:
    place = texts.articles(reason.articles) or "no article"
    quote = f" «{reason.source.quote}»" if reason.source.quote else ""
    return f"{reason.code.replace('_', ' ')}, {place}{quote}"


def _tables(name: str) -> Tables:
    policy_id, _, day = name.partition("@")
    policy = policy_named(policy_id)
    try:
        on = date.fromisoformat(day) if day else system_clock().astimezone(ROME).date()
    except ValueError:
        message = f"{day!r} in {name!r} is not a day: write it as {policy_id}@2026-01-01."
        raise Refusal(message, status=MISUSED) from None
    try:
        return policy.on(on)
    except PolicyNotInForceError as error:
        raise Refusal(str(error), status=MISUSED) from error
