"""A policy file while it is being read: its versions in time, and what is wrong with each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from rules.conditions import OWN_KINDS
from rules.policy.bounds import too_much
from rules.policy.contradictions import contradictions
from rules.policy.errors import PolicyError, Problem
from rules.policy.keys import missing_key, unknown_key
from rules.policy.layers import over, without
from rules.policy.laying import Tree
from rules.policy.locate import Path, key_text, line_of, lines_of_keys, repeated_key
from rules.policy.schema import Head, Tables
from rules.policy.wording import as_written, not_toml, wrong_value
from rules.wrong import Words

FIRST_DAY, LAST_DAY = date(2017, 6, 14), date(2100, 1, 1)
"""The law on agile work is of the first day; beyond the second a year is a typing error."""
_OF_PYDANTIC = frozenset({"function-after", "[key]"})
"""Steps of a place that name no key of the file."""
_VERSION_KEYS = frozenset({"from", "to", "repeals"})


class Draft:
    """A policy file while it is being read: raw trees by version, and where each key stands."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        if beyond := too_much(text, file):
            raise PolicyError([beyond])
        self.places = lines_of_keys(text)
        self.tree = self._parse(text)
        self.raw = self._versions()
        self.starts = [version["from"] for version in self.raw]
        self.ends: date | None = self.raw[-1].get("to")
        self._check_order()

    def is_over(self, day: date) -> bool:
        """Tell whether the body's own act has ended before a day."""
        return self.ends is not None and day > self.ends

    def problem(self, path: Path, message: str) -> Problem:
        """Say what is wrong at a place, with its line."""
        return Problem(self.file, line_of(self.places, path), key_text(path), message)

    def _parse(self, text: str) -> Tree:
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = str(error)
            where = re.search(r"line (\d+)", found)
            lines = text.splitlines() or [""]
            line = int(where[1]) if where else (repeated_key(text) or len(lines))
            message = not_toml(found, lines[min(line, len(lines)) - 1])
            raise PolicyError([Problem(self.file, line, "file", message)]) from None

    def _versions(self) -> list[Tree]:
        versions = self.tree.get("version")
        if isinstance(versions, dict):
            message = Words(
                "write [[version]], with two brackets: there may be several",
                "scrivi [[version]], con due parentesi: ce ne possono essere più d'una",
            )
            raise PolicyError([self.problem(("version",), message)])
        if not isinstance(versions, list) or not versions or not _are_tables(versions):
            message = Words(
                "missing: a policy has at least one [[version]] with its first day in `from`",
                "manca: una policy ha almeno una [[version]] con il suo primo giorno in `from`",
            )
            raise PolicyError([self.problem(("version",), message)])
        problems = [
            self.problem(("version", n, "from"), _first_day(version.get("from")))
            for n, version in enumerate(versions)
            if type(version.get("from")) is not date
        ] + [
            self.problem(("version", n, "to"), _last_day_wrong(version["to"]))
            for n, version in enumerate(versions)
            if "to" in version and type(version["to"]) is not date
        ]
        problems += [
            self.problem(
                ("version", n, "repeals"),
                Words(
                    f"{version['repeals']!r} is not a list of names",
                    f"{version['repeals']!r} non è un elenco di nomi",
                ),
            )
            for n, version in enumerate(versions)
            if not _are_names(version.get("repeals", []))
        ] + [
            self.problem(("version", n, key), _no_such_year(version[key]))
            for n, version in enumerate(versions)
            for key in ("from", "to")
            if type(version.get(key)) is date and not FIRST_DAY <= version[key] <= LAST_DAY
        ]
        if problems:
            raise PolicyError(problems)
        return versions

    def _check_order(self) -> None:
        problems = [
            self.problem(
                ("version", n, "to"),
                Words(
                    f"{version['to']} is before its first day",
                    f"{version['to']} viene prima del suo primo giorno",
                ),
            )
            for n, version in enumerate(self.raw)
            if "to" in version and version["to"] < version["from"]
        ]
        for n, (before, version) in enumerate(pairwise(self.raw), start=1):
            start, ended = version["from"], before.get("to")
            if start <= before["from"]:
                message = Words(
                    f"{start} overlaps the version from {before['from']}: write a later day",
                    f"{start} si sovrappone alla versione dal {before['from']}: scrivi un giorno "
                    "successivo",
                )
                problems.append(self.problem(("version", n, "from"), message))
            elif ended is not None and ended != start - timedelta(days=1):
                message = Words(
                    f"{ended} leaves a gap or an overlap: the next version is from {start}",
                    f"{ended} lascia un vuoto o si sovrappone: la versione seguente è dal {start}",
                )
                problems.append(self.problem(("version", n - 1, "to"), message))
        if problems:
            raise PolicyError(problems)

    def head(self) -> Head:
        """Read what stands before all versions; raise PolicyError."""
        fields = {key: value for key, value in self.tree.items() if key != "version"}
        try:
            return Head.model_validate(fields)
        except ValidationError as error:
            raise PolicyError(self._problems(error, ())) from None

    def in_force(self, day: date) -> Tree:
        """Lay the versions up to a day over each other: a later one says only what it changes."""
        merged: Tree = {}
        for number, version in enumerate(self.raw):
            if version["from"] > day:
                break
            merged = self._repealed(merged, version, number)
            own = {key: value for key, value in version.items() if key not in _VERSION_KEYS}
            merged = over(merged, own)
        return merged

    def _repealed(self, merged: Tree, version: Tree, number: int) -> Tree:
        """Give what is left without the tables that a version takes back."""
        for name in version.get("repeals", ()):
            left = without(merged, name.split("."))
            if left is None:
                message = Words(
                    f"{name!r} names nothing that the versions before say",
                    f"{name!r} non nomina nulla che le versioni precedenti dicano",
                )
                raise PolicyError([self.problem(("version", number, "repeals"), message)])
            merged = left
        return merged

    def tables(self, tree: Tree, start: date) -> Tables:
        """Read what is laid together for a day on which something begins; raise PolicyError."""
        prefix = self._version_path(start)
        try:
            tables = Tables.model_validate(tree, context={OWN_KINDS: self._own_kinds()})
        except ValidationError as error:
            raise PolicyError(self._problems(error, prefix)) from None
        if against := list(self._contradictions(tables, prefix)):
            raise PolicyError(against)
        return tables

    def _own_kinds(self) -> frozenset[str]:
        kinds = self.tree.get("kinds")
        return frozenset(kinds) if isinstance(kinds, dict) else frozenset()

    def _contradictions(self, tables: Tables, prefix: Path) -> Iterator[Problem]:
        """Give those that the file itself writes, not those of the layers below it."""
        for loc, words in contradictions(tables):
            path = (*self._said_in(prefix, loc), *loc)
            if path in self.places or (isinstance(loc[-1], str) and path[:-1] in self.places):
                yield self.problem(path, words)

    def _version_path(self, start: date) -> Path:
        return ("version", max(n for n, day in enumerate(self.starts) if day <= start))

    def _problems(self, error: ValidationError, prefix: Path) -> list[Problem]:
        problems = []
        errors = error.errors()
        for found in errors:
            loc = tuple(part for part in found["loc"] if part not in _OF_PYDANTIC)
            if _is_told_elsewhere(dict(found), errors) or self._is_of_the_bands(loc):
                continue
            path = (*self._said_in(prefix, loc), *loc)
            # Written in the file and missing all the same: a later version repeals it.
            repealed = found["type"] == "missing" and path in self.places
            place = (*self._repealing(prefix), "repeals") if repealed else path
            problems.append(self.problem(place, _say(dict(found), path)))
        return problems

    def _is_of_the_bands(self, loc: Path) -> bool:
        """Tell whether it is wrong in `bands`, over which those of remote work are laid."""
        if loc[:1] != ("remote_bands",):
            return False
        own = any(path[2:4] == loc[:2] for path in self.places if path[:1] == ("version",))
        return not own and len(loc) > 1

    def _repealing(self, prefix: Path) -> Path:
        """Find the last version up to `prefix` that takes tables back."""
        last = int(prefix[1])
        numbers = [n for n in range(last + 1) if self.raw[n].get("repeals")]
        return ("version", max(numbers, default=last))

    def _said_in(self, prefix: Path, loc: Path) -> Path:
        """Find the version that says what is wrong: the last one up to `prefix` that has it."""
        if not prefix:
            return prefix
        index = int(prefix[1])
        found = [("version", n) for n in range(index + 1) if self._depth(("version", n), loc)]
        return max(found, key=lambda one: (self._depth(one, loc), one[1]), default=prefix)

    def _depth(self, version: Path, loc: Path) -> int:
        """Tell how much of a place inside a version is written in the file."""
        return next((n for n in range(len(loc), 0, -1) if (*version, *loc[:n]) in self.places), 0)


def _are_tables(found: list[Any]) -> bool:
    return all(isinstance(one, dict) for one in found)


def _first_day(value: Any) -> Words:
    if value is None:
        return Words(
            "missing: the day it holds from, as 2026-01-01",
            "manca: il giorno da cui vale, come 2026-01-01",
        )
    return Words(
        f"{as_written(value)}: write a day as 2026-01-01, without quotation marks and without an "
        "hour",
        f"{as_written(value)}: scrivi un giorno come 2026-01-01, senza virgolette e senza ora",
    )


def _no_such_year(day: date) -> Words:
    return Words(
        f"{day}: write a day from {FIRST_DAY} (the law's first) to {LAST_DAY}",
        f"{day}: scrivi un giorno dal {FIRST_DAY} (il primo della legge) al {LAST_DAY}",
    )


def _last_day_wrong(value: Any) -> Words:
    return Words(
        f"{as_written(value)} is not a day like 2026-12-31",
        f"{as_written(value)} non è un giorno come 2026-12-31",
    )


def _is_told_elsewhere(found: Mapping[str, Any], errors: Sequence[Any]) -> bool:
    """Tell whether a list is only too short because what stands in it is wrong."""
    inside = len(found["loc"])
    return found["type"] == "too_short" and any(
        len(one["loc"]) > inside and one["loc"][:inside] == found["loc"] for one in errors
    )


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _say(found: Mapping[str, Any], path: Path) -> str:
    match found["type"]:
        case "extra_forbidden":
            words, value = unknown_key(path), as_written(found["input"])
            return Words(
                f"{words} (its value is {value})", f"{words.italian} (il suo valore è {value})"
            )
        case "missing":
            return missing_key(path)
        case _:
            return wrong_value(found)
