"""A policy as tables for those who check it against the act: every value, article and quote."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rules.policy.below import contract_below
from rules.policy.entries import Entry, entries
from rules.policy.keys import QUESTIONS
from rules.policy.library import LAYERS, Policy, Version, layer_tree
from rules.policy.words import title

_HEAD = ("| what | what it says | article | the act's words |", "| --- | --- | --- | --- |")


def norms(policy: Policy) -> str:
    """Write `docs/norms/<id>.md`."""
    return "\n".join(_lines(policy)) + "\n"


def _lines(policy: Policy) -> Iterator[str]:
    head = policy.head
    yield f"# {head.name}"
    yield ""
    yield f"{head.act}. Held against the act on {head.verified_on}."
    yield ""
    yield (
        f"Written by `sportello policy norms` from `rules/policies/{head.id}.toml`: change that "
        "file, not this one. *National* marks what comes from law or the national contract; "
        "*silent* what the act does not say; *di norma* what leaves the manager room."
    )
    yield ""
    yield from _below(head.contract)
    for prefix, act in head.other_acts.items():
        yield ""
        yield f"`{prefix}:` {act}"
    for version in policy.versions:
        yield from _version(version)


def _below(name: str) -> Iterator[str]:
    contract = contract_below(name)
    if contract is None:
        yield "Below the act: the law alone, no national contract."
        return
    yield f"Below the act: the law and {contract.act}, applied from {contract.first_day}."
    for later in contract.later:
        changed = ", ".join(f"*{title(one)}*" for one in later.may_change)
        yield ""
        yield (
            f"**Not known yet:** {later.act}, signed on {later.signed}. It may change {changed}; "
            "until its text is read here, what stands below is applied."
        )


def _version(version: Version) -> Iterator[str]:
    until = f" to {version.last_day}" if version.last_day else ""
    yield ""
    yield f"## From {version.first_day}{until}"
    section = ""
    for entry in entries(version.tables):
        table = entry.name.partition(".")[0]
        if table != section:
            section = table
            yield ""
            yield f"### {_section(table)}"
            yield ""
            yield from _HEAD
        yield _row(entry)


def _section(table: str) -> str:
    question = QUESTIONS.get(table)
    words = table.replace("_", " ").capitalize()
    return f"{words} (`{question}`)" if question else words


def _row(entry: Entry) -> str:
    value = entry.value
    content = entry.content or "holds"
    if value.strength != "hard":
        content += " *(di norma)*" if value.strength == "ordinary" else " *(advice)*"
    articles = ", ".join((value.source, *value.also)) if value.source else "*silent*"
    if value.source.partition(":")[0] in _national_acts():
        articles += " *(national)*"
    cells = (entry.title, content, articles, f"«{value.quote}»" if value.quote else "")
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").strip()


@cache
def _national_acts() -> frozenset[str]:
    return frozenset().union(*(layer_tree(one)["other_acts"] for one in LAYERS))
