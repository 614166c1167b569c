"""Find the line of a key in a TOML text; the standard parser gives values but no places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

Path = tuple[str | int, ...]

_HEADER = re.compile(r"(\[\[?)([A-Za-z0-9_.\-\"' \t]+)\]\]?\s*(#.*)?")
_ITEM = re.compile(r"^\s*\{")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+|\"[^\"]+\")\s*=")


def lines_of_keys(text: str) -> dict[Path, int]:
    """Map the path of every table and key (list positions as numbers) to its line, from 1."""
    places: dict[Path, int] = {}
    for path, number, _ in _keys(text):
        places.setdefault(path, number)
    return places


def repeated_key(text: str) -> int | None:
    """Give the line of the first key that stands twice in its table; None if none does."""
    seen: set[Path] = set()
    for path, number, is_key in _keys(text):
        if is_key and path in seen:
            return number
        if is_key:
            seen.add(path)
    return None


def _keys(text: str) -> Iterator[tuple[Path, int, bool]]:
    """Give every place in the order of the text: its path, its line, whether it is a key."""
    counts: dict[Path, int] = {}
    table: Path = ()
    open_list: Path = ()
    rows: Counter[Path] = Counter()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.fullmatch(line.strip()):
            names = tuple(part.strip().strip("\"'") for part in header[2].split("."))
            table = _resolve(names, counts, new_item=header[1] == "[[")
            if header[1] == "[[":
                yield table[:-1], number, False
            yield table, number, False
        elif key := _KEY.match(line):
            open_list = (*table, key[1].strip('"'))
            yield open_list, number, True
        elif _ITEM.match(line):  # one row of a list of inline tables, each on a line of its own
            yield (*open_list, rows[open_list]), number, False
            rows[open_list] += 1


def line_of(places: dict[Path, int], path: Path) -> int:
    """
    Give the line of a path, or of the first thing inside it, or of the nearest table around it.

    A table whose own head is never written (`[version.day.agile]` alone) begins where its first
    table does. 1 for the file as a whole.
    """
    while path:
        if path in places:
            return places[path]
        size = len(path)
        if inside := [line for one, line in places.items() if one[:size] == path]:
            return min(inside)
        path = path[:-1]
    return 1


def key_text(path: Path) -> str:
    """Name a key as people count: `version[1].booking.quotas[2].max_days`, from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "file"


def _resolve(names: tuple[str, ...], counts: dict[Path, int], *, new_item: bool) -> Path:
    path: Path = ()
    for position, name in enumerate(names):
        path = (*path, name)
        last = position == len(names) - 1
        if last and new_item:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
