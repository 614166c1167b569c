"""Find the line of a key in a TOML text; the standard parser gives values but no places."""

from __future__ import annotations

import re
from collections import Counter

Path = tuple[str | int, ...]

_HEADER = re.compile(r"(\[\[?)([A-Za-z0-9_.\-\"' \t]+)\]\]?\s*(#.*)?")
_ITEM = re.compile(r"^\s*\{")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+|\"[^\"]+\")\s*=")


def lines_of_keys(text: str) -> dict[Path, int]:
    """Map the path of every table and key (list positions as numbers) to its line, from 1."""
    places: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    open_list: Path = ()
    rows: Counter[Path] = Counter()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.fullmatch(line.strip()):
            names = tuple(part.strip().strip("\"'") for part in header[2].split("."))
            table = _resolve(names, counts, new_item=header[1] == "[[")
            if header[1] == "[[":
                places.setdefault(table[:-1], number)
            places.setdefault(table, number)
        elif key := _KEY.match(line):
            open_list = (*table, key[1].strip('"'))
            places.setdefault(open_list, number)
        elif _ITEM.match(line):  # one row of a list of inline tables, each on a line of its own
            places.setdefault((*open_list, rows[open_list]), number)
            rows[open_list] += 1
    return places


def line_of(places: dict[Path, int], path: Path) -> int:
    """Give the line of a path, or of the nearest table around it; 1 for the file as a whole."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, 1)


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
