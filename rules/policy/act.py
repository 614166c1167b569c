"""Look a policy's quotes up in the text of its act."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from typing import Any

from rules.policy.errors import Problem
from rules.policy.library import Policy
from rules.policy.locate import Path, line_of, lines_of_keys

_OTHER_ACTS = frozenset({"CCNL", "CCNL18", "L81", "L260", "D66"})
"""Prefixes of acts that are not a body's own: law and national contract."""
_SPACES = re.compile(r"\s+")
_QUOTES = {"quote": "source", "part_time_quote": "part_time_source"}
_LOOSE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "*": ""})


def missing_quotes(text: str, file: str, policy: Policy, act: str) -> list[Problem]:
    """
    List the quotes of a policy file that do not stand in its act.

    Spaces, line breaks, kinds of quotation marks and ways of writing accents do not count.
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
    words = _loose(act)
    national = _OTHER_ACTS - {own}
    problems = []
    for path, source, quote in _quotes(tree, ()):
        if source.partition(":")[0] not in national and _loose(quote) not in words:
            key = ".".join(str(part) for part in path)
            message = f"{quote!r} does not stand in the act"
            problems.append(Problem(file, line_of(places, path), key, message))
    return problems


def _loose(text: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_LOOSE)).strip()


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
