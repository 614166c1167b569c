"""What no case file written by people has: depth, length, aliases that make much of little."""

from __future__ import annotations

import yaml

from rules.policy.bounds import number_too_long
from rules.policy.errors import Problem

MOST_CHARACTERS = 1_000_000
"""A past of a thousand people; a casebook has 20,000."""
MOST_DEPTH = 30
"""Maps in maps and lists in lists; a case has six."""
MOST_NODES = 100_000
"""Values, each counted as often as aliases repeat it."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The quick one where it is there; both are safe."""


def too_much(text: str, file: str) -> Problem | None:
    """
    Tell what about a YAML text is beyond all bounds; None if it can be parsed.

    Raises yaml.YAMLError for what is no YAML.
    """
    if len(text) > MOST_CHARACTERS:
        message = f"{len(text)} characters: the longest that is read has {MOST_CHARACTERS}"
        return Problem(file, 1, "file", message)
    if number := number_too_long(text, file):
        return number
    counting = _Counting()
    for event in yaml.parse(text, Loader=LOADER):
        if message := counting.wrong_at(event):
            line = event.start_mark.line + 1 if event.start_mark else 1
            return Problem(file, line, "file", message)
    return None


class _Counting:
    """Counts depth and values while the events of a text go by."""

    def __init__(self) -> None:
        self._open: list[tuple[str | None, int]] = []
        """The anchor of each open map or list, and how many values there were before it."""
        self._sizes: dict[str, int] = {}
        self._values = 0

    def wrong_at(self, event: yaml.Event) -> str:
        """Count one event; tell what is too much with it."""
        match event:
            case yaml.AliasEvent():
                if event.anchor not in self._sizes:
                    return f"*{event.anchor} stands for nothing complete: write the values out"
                self._values += self._sizes[event.anchor]
            case yaml.CollectionStartEvent():
                self._open.append((event.anchor, self._values))
                self._values += 1
            case yaml.CollectionEndEvent():
                anchor, before = self._open.pop()
                if anchor is not None:
                    self._sizes[anchor] = self._values - before
            case yaml.ScalarEvent():
                self._values += 1
                if event.anchor is not None:
                    self._sizes[event.anchor] = 1
        if len(self._open) > MOST_DEPTH:
            return f"nested more than {MOST_DEPTH} deep: no case is"
        if self._values > MOST_NODES:
            return f"more than {MOST_NODES} values, counted as often as aliases repeat them"
        return ""
