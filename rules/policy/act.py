"""Look a policy's quotes up in the text of its act."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

from rules.policy.act_text import Act, loose
from rules.policy.errors import Problem
from rules.policy.library import Policy
from rules.policy.locate import Path, key_text, line_of, lines_of_keys
from rules.wrong import Words

_OTHER_ACTS = frozenset({"CCNL", "CCNL18", "L81", "L260", "D66", "T151"})
"""Prefixes of acts that are not a body's own: law and national contract."""
_QUOTES = {"quote": "source", "part_time_quote": "part_time_source"}


def missing_quotes(text: str, file: str, policy: Policy, act: str) -> list[Problem]:
    """
    List the quotes of a policy file that do not stand in its act.

    Nor the articles that it does not have, and the words of another version: where the act's text
    tells by a line such as "--- Modifiche in vigore dal 1.7.2026 ---" what came later. Spaces,
    line breaks, kinds of quotation marks and ways of writing accents do not count.
    Sources of acts other than the body's own (law, national contract) are not looked up.
    """
    return quotes_outside(text, file, act, own=policy.id)


def quotes_outside(text: str, file: str, act: str, *, own: str) -> list[Problem]:
    """Do the same for a file that may be wrong otherwise; `own` is the id of its body."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return []
    places = lines_of_keys(text)
    read = Act(act)
    national = _OTHER_ACTS - {own}
    problems = []
    for path, source, quote in _quotes(tree, ()):
        if source.partition(":")[0] in national:
            continue
        message = _wrong(read, source, quote, _first_day(tree, path))
        if message is not None:
            problems.append(Problem(file, line_of(places, path), key_text(path), message))
    for path, article in _further_articles(tree, ()):
        if ":" not in article and read.lacks(article):
            problems.append(
                Problem(file, line_of(places, path), key_text(path), _no_article(article))
            )
    return problems


def _no_article(article: str) -> Words:
    return Words(
        f"{article!r} is no article of the act", f"{article!r} non è un articolo dell'atto"
    )


def _further_articles(tree: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Give the articles that are named beside a quote: in `also`, and of derogations."""
    if isinstance(tree, dict):
        also, article = tree.get("also"), tree.get("article")
        for one in also if isinstance(also, list) else ():
            if isinstance(one, str):
                yield (*path, "also"), one
        if isinstance(article, str):
            yield (*path, "article"), article
        for key, value in tree.items():
            yield from _further_articles(value, (*path, key))
    elif isinstance(tree, list):
        for position, item in enumerate(tree):
            yield from _further_articles(item, (*path, position))


def _first_day(tree: Any, path: Path) -> date | None:
    """Tell from when the version holds in which something is said."""
    try:
        day = tree["version"][path[1]]["from"]
    except (KeyError, IndexError, TypeError):
        return None
    return day if type(day) is date else None


def _wrong(act: Act, source: str, quote: str, first_day: date | None) -> Words | None:
    if loose(quote) not in act.words:
        return Words(f"{quote!r} does not stand in the act", f"{quote!r} non sta nell'atto")
    article = source.partition(":")[2] or source
    if act.lacks(article):
        return Words(
            f"{source!r} is no article of the act: look the quote up and write its place",
            f"{source!r} non è un articolo dell'atto: cerca la citazione e scrivi il suo posto",
        )
    if ":" not in source and not act.stands_in(article, quote):
        place = act.place_of(quote)
        where = f": look at {place}" if place else ""
        dove = f": guarda {place}" if place else ""
        return Words(
            f"{quote!r} does not stand in article {article}{where}",
            f"{quote!r} non sta nell'articolo {article}{dove}",
        )
    if first_day is not None and not act.holds(article, quote, first_day):
        return Words(
            f"{quote!r} is not what article {article} says from {first_day} on: it is the text of "
            "another version",
            f"{quote!r} non è ciò che l'articolo {article} dice dal {first_day}: è il testo di "
            "un'altra versione",
        )
    return None


def _quotes(tree: Any, path: Path) -> Iterator[tuple[Path, str, str]]:
    if isinstance(tree, dict):
        for name, source in _QUOTES.items():
            if tree.get(name):
                yield (*path, name), str(tree.get(source, "")), tree[name]
        for key, value in tree.items():
            yield from _quotes(value, (*path, key))
    elif isinstance(tree, list):
        for position, item in enumerate(tree):
            yield from _quotes(item, (*path, position))
