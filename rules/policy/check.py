"""Everything that is wrong with a policy file, and what it leaves unanswered."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

from rules.policy.act import quotes_outside
from rules.policy.bounds import too_much
from rules.policy.errors import PolicyError, Problem
from rules.policy.library import LAYERS, Policy, layer_tree, layers_below, read, shipped_texts
from rules.policy.locate import Path, key_text, line_of, lines_of_keys
from rules.wrong import Words

_ARTICLE = re.compile(r"([\w-]+:)?(?!art\b|art\.|articolo)[\w-]+(\.[\w-]+)*", re.IGNORECASE)
SHORTEST = 5
"""Fewer letters stand anywhere in an act."""
TO_FILL_IN = "?"
"""What a new file has where its act must be looked into."""


def problems(
    text: str, file: str, act: str | None = None, *, today: date | None = None
) -> list[Problem]:
    """
    List everything that is wrong with a policy file, in the order of its lines.

    What is still to be filled in, keys that are unknown, missing or misplaced, values that are not
    what the schema expects, sources without quotes and quotes without sources, acts that
    `[other_acts]` does not name, the id of a policy that comes with the desk; with the text of the
    act, quotes that do not stand in it and articles that it does not have; with `today` a day of
    verification that is still to come.
    """
    if beyond := too_much(text, file):
        return [beyond]
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        tree = {}
    empty = list(_to_fill_in(text, file, tree))
    found = [*_head_problems(text, file, tree, today)]
    found += [*empty, *_schema_problems(text, file, empty), *_citations(text, file, tree)]
    if act is not None:
        outside = quotes_outside(text, file, act, own=str(tree.get("id", "")))
        found += [problem for problem in outside if not _covers(empty, problem)]
    return sorted(dict.fromkeys(found), key=lambda problem: (problem.line, problem.key))


def _head_problems(
    text: str, file: str, tree: dict[str, Any], today: date | None
) -> Iterator[Problem]:
    places, policy_id, verified = lines_of_keys(text), tree.get("id"), tree.get("verified_on")
    if isinstance(policy_id, str) and is_taken(policy_id, text):
        yield Problem(file, line_of(places, ("id",)), "id", comes_with_the_desk(policy_id))
    if today is not None and type(verified) is date and verified > today:
        message = Words(
            f"{verified} is still to come: write the day on which the act was read",
            f"{verified} deve ancora venire: scrivi il giorno in cui l'atto è stato letto",
        )
        yield Problem(file, line_of(places, ("verified_on",)), "verified_on", message)


def is_taken(policy_id: str, text: str) -> bool:
    """Tell whether an id is that of a policy that comes with the desk, and the text is not its."""
    taken = policy_id in shipped_texts() and shipped_texts()[policy_id] != text
    return taken or policy_id in LAYERS


def comes_with_the_desk(policy_id: str) -> Words:
    """Say that an own file cannot have the id of a shipped one."""
    return Words(
        f"{policy_id!r} comes with the desk, and no own file takes its place: write another id, "
        f"as '{policy_id}-own', and name it in the column `regolamento` of ente.csv",
        f"{policy_id!r} viene con il programma, e nessun file proprio ne prende il posto: scrivi "
        f"un altro id, come '{policy_id}-own', e nominalo nella colonna `regolamento` di ente.csv",
    )


def _schema_problems(text: str, file: str, empty: list[Problem]) -> list[Problem]:
    try:
        read(text, file)
    except PolicyError as error:
        return [problem for problem in error.problems if not _covers(empty, problem)]
    return []


def _covers(empty: list[Problem], problem: Problem) -> bool:
    """Tell whether a problem is only that something is not filled in yet."""
    return any(
        one.key == problem.key or one.key.startswith((f"{problem.key}.", f"{problem.key}["))
        for one in empty
    ) and not problem.message.startswith(("unknown", "misplaced"))


def _to_fill_in(text: str, file: str, tree: dict[str, Any]) -> Iterator[Problem]:
    places, lines = lines_of_keys(text), text.splitlines()
    for path, value in _leaves(tree, ()):
        if value == TO_FILL_IN:
            line = line_of(places, path)
            _, _, hint = lines[line - 1].partition("#")
            what = Words(hint.strip(), hint.strip()) if hint.strip() else _what(path)
            message = Words(f"to be filled in: {what}", f"da compilare: {what.italian}")
            yield Problem(file, line, key_text(path), message)


def _what(path: Path) -> Words:
    known = {
        "source": Words("the article, as 3.2 or 3.2.a", "l'articolo, come 3.2 o 3.2.a"),
        "quote": Words("the act's own words", "le parole dell'atto"),
    }
    return known.get(str(path[-1]), Words("what the act says", "ciò che dice l'atto"))


def _leaves(tree: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(tree, list):
        for position, item in enumerate(tree):
            yield from _leaves(item, (*path, position))
    else:
        yield path, tree


def _citations(text: str, file: str, tree: dict[str, Any]) -> Iterator[Problem]:
    """Find quotes that nobody could look up: without a source, or from an act that has no name."""
    places = lines_of_keys(text)
    below = layers_below(tree.get("contract"))
    named = tree.get("other_acts")
    acts = set(named if isinstance(named, dict) else ()).union(
        *(layer_tree(one)["other_acts"] for one in below)
    )
    for path, table in _tables(tree, ()):
        source, quote = table.get("source"), table.get("quote")
        key = key_text(path)
        if source == "" and quote:
            message = Words(
                f"the quote {quote!r} has no source: add the article",
                f"la citazione {quote!r} non ha fonte: aggiungi l'articolo",
            )
            yield Problem(file, line_of(places, path), key, message)
        also = table.get("also")
        every = (source, *(also if isinstance(also, list) else ()))
        cited = [one for one in every if isinstance(one, str)]
        for one in cited:
            if one not in {"", TO_FILL_IN} and not _ARTICLE.fullmatch(one):
                message = Words(
                    f"{one!r}: write the article as 3.2 or 3.2.a, of another act as acc:3.2",
                    f"{one!r}: scrivi l'articolo come 3.2 o 3.2.a, di un altro atto come acc:3.2",
                )
                yield Problem(file, line_of(places, (*path, "source")), key, message)
        if isinstance(quote, str) and 0 < len(quote.strip()) < SHORTEST and quote != TO_FILL_IN:
            message = Words(
                f"{quote!r} is too short to be looked up: copy the sentence",
                f"{quote!r} è troppo breve per essere cercata: copia la frase",
            )
            yield Problem(
                file, line_of(places, (*path, "quote")), key_text((*path, "quote")), message
            )
        for act, colon, _ in (one.partition(":") for one in cited):
            if colon and act not in acts:
                message = Words(
                    f"{act!r} is no act that [other_acts] names: add it there",
                    f"{act!r} non è un atto che [other_acts] nomini: aggiungilo lì",
                )
                yield Problem(file, line_of(places, path), key, message)


def _tables(tree: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    if isinstance(tree, dict):
        yield path, tree
        for key, value in tree.items():
            yield from _tables(value, (*path, key))
    elif isinstance(tree, list):
        for position, item in enumerate(tree):
            yield from _tables(item, (*path, position))


def checked(text: str, file: str) -> Policy:
    """
    Read a policy file that is in order.

    Raises:
        PolicyError: with everything that is wrong, citations included.

    """
    if found := problems(text, file):
        raise PolicyError(found)
    return read(text, file)
