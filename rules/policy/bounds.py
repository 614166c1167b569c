"""What no file written by people has: depth, length. Told with the line, before it is parsed."""

from __future__ import annotations

import re

from rules.policy.errors import Problem
from rules.wrong import Words

MOST_CHARACTERS = 250_000
"""The longest shipped policy has 18,000, the file of all phrases 80,000."""
MOST_DEPTH = 20
"""Tables in tables and lists in lists; a policy has five."""
MOST_DIGITS = 1_000
_NUMBER = re.compile(rf"[0-9_]{{{MOST_DIGITS + 1}}}")
_PARTS = re.compile(
    r'"""(?:\\.|[^\\])*?"""' + r"|'''.*?'''"
    r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'|\#[^\n]*|[\[\]{}.\n]",
    re.DOTALL,
)


def too_much(text: str, file: str) -> Problem | None:
    """Tell what about a TOML text is beyond all bounds; None if it can be parsed."""
    if len(text) > MOST_CHARACTERS:
        message = Words(
            f"{len(text)} characters: the longest that is read has {MOST_CHARACTERS}",
            f"{len(text)} caratteri: il più lungo che si legge ne ha {MOST_CHARACTERS}",
        )
        return Problem(file, 1, "file", message)
    if number := number_too_long(text, file):
        return number
    line = _line_too_deep(text)
    if line is None:
        return None
    message = Words(
        f"nested more than {MOST_DEPTH} deep: nothing in such a file is",
        f"annidato più di {MOST_DEPTH} volte: in un file così nulla lo è",
    )
    return Problem(file, line, "file", message)


def number_too_long(text: str, file: str) -> Problem | None:
    """Tell where a number has more digits than Python reads; None if none has."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    message = Words(
        f"a number of more than {MOST_DIGITS} digits",
        f"un numero di più di {MOST_DIGITS} cifre",
    )
    return Problem(file, line, "file", message)


def _line_too_deep(text: str) -> int | None:
    line, depth, dots = 1, 0, 0
    for found in _PARTS.finditer(text):
        part = found[0]
        if part in "[{":
            depth += 1
        elif part in "]}":
            depth = max(0, depth - 1)
        elif part == ".":
            dots += 1
        if depth + dots > MOST_DEPTH:
            return line
        breaks = part.count("\n")
        if breaks:
            line, dots = line + breaks, 0
    return None
