"""Read policy files, lay law and contract under them, and keep their versions in time."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, partial
from importlib import resources
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import ValidationError

from rules.conditions import OWN_KINDS
from rules.policy.bounds import too_much
from rules.policy.contradictions import contradictions
from rules.policy.errors import PolicyError, PolicyNotInForceError, Problem
from rules.policy.keys import missing_key, unknown_key
from rules.policy.lasting import WithdrawalRule
from rules.policy.locate import Path, key_text, line_of, lines_of_keys, repeated_key
from rules.policy.schema import CONTRACTS, NO_CONTRACT, Head, Tables
from rules.policy.wording import as_written, not_toml, wrong_value
from rules.wrong import Words

LAW = "law"
FIRST_DAY, LAST_DAY = date(2017, 6, 14), date(2100, 1, 1)
"""The law on agile work is of the first day; beyond the second a year is a typing error."""
LAYERS = frozenset({LAW, *CONTRACTS} - {NO_CONTRACT})
"""The files below every body's own: the law, and one for each national contract."""
_OF_PYDANTIC = frozenset({"function-after", "[key]"})
"""Steps of a place that name no key of the file."""
_VERSION_KEYS = frozenset({"from", "to", "repeals"})
Tree = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Version:
    """What holds from `first_day` to `last_day` (None: until further notice)."""

    first_day: date
    last_day: date | None
    tables: Tables = field(repr=False)  # pages of them in every traceback


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy of one body in all its versions, oldest first."""

    head: Head
    versions: tuple[Version, ...]

    @property
    def id(self) -> str:
        """The id of the body's policy, the name of its file."""
        return self.head.id

    def on(self, day: date) -> Tables:
        """
        Give the tables in force on a day.

        Raises:
            PolicyNotInForceError: the day is before the first version, or after a repeal.

        """
        for version in reversed(self.versions):  # most questions are about the newest
            if version.first_day <= day:
                if version.last_day is not None and day > version.last_day:
                    break
                return version.tables
        raise PolicyNotInForceError(self.id, day, self.versions[0].first_day)


@cache
def shipped() -> Mapping[str, Policy]:
    """Load every policy file that comes with the desk, by id."""
    return {name: read(text, f"{name}.toml") for name, text in shipped_texts().items()}


def own_kinds(policies: Mapping[str, Policy]) -> dict[str, Mapping[str, str]]:
    """Give the kinds of work that each of some policies alone declares, with its words."""
    return {name: policy.head.kinds for name, policy in policies.items()}


@cache
def shipped_texts() -> Mapping[str, str]:
    """Give the text of every policy file that comes with the desk, by id (the file's name)."""
    files = {
        entry.name.removesuffix(".toml"): entry
        for entry in (resources.files("rules") / "policies").iterdir()
        if entry.name.endswith(".toml")
    }
    return {n: files[n].read_text(encoding="utf-8") for n in sorted(files) if n not in LAYERS}


@cache
def layer_tree(layer: str) -> Tree:
    """Give what the file of a layer says, as it stands there; `layer` is one of LAYERS."""
    return tomllib.loads(_layer_text(layer))


def _layer_text(layer: str) -> str:
    return (resources.files("rules") / "policies" / f"{layer}.toml").read_text("utf-8")


def layers_below(contract: Any) -> tuple[str, ...]:
    """
    Name the layers below a body with such a contract, the lowest first.

    A file that names no contract that there is, which is an error, is read over the law alone.
    """
    known = isinstance(contract, str) and contract in LAYERS - {LAW}
    return (LAW, contract) if known else (LAW,)


def read(text: str, file: str) -> Policy:
    """
    Read one policy file over the law and the national contract that it names.

    Args:
        text: the file's content.
        file: its name, for messages.

    Raises:
        PolicyError: with everything that is wrong, each with file, line, key and what to write.

    """
    draft = _Draft(text, file)
    base = [
        _Draft(_layer_text(one), f"{one}.toml") for one in layers_below(draft.tree.get("contract"))
    ]
    began = (day for layer in base for day in layer.starts)
    changes = (day for day in began if day > draft.starts[0] and not draft.is_over(day))
    starts = sorted({*draft.starts, *changes})
    problems: list[Problem] = []
    head = _collected(draft.head, problems)
    versions = []
    for start in starts:
        merged = partial(_merged, base, draft, start)
        tables = _collected(merged, problems)
        if tables is not None:
            last_day = _last_day(start, starts, draft.ends)
            versions.append(Version(first_day=start, last_day=last_day, tables=tables))
    if problems or head is None:
        # What an earlier version says wrongly is wrong in the later ones too: it is told once.
        raise PolicyError(list(dict.fromkeys(problems)))
    return Policy(head, tuple(versions))


def _merged(base: list[_Draft], draft: _Draft, start: date) -> Tables:
    below: Tree = {}
    for layer in base:
        below = _over(below, layer.in_force(start))
    own = draft.in_force(start)
    merged = _over(below, own)
    merged = _with_open_points(merged, below, own)
    if isinstance(merged.get("remote_bands"), dict) and isinstance(merged.get("bands"), dict):
        merged["remote_bands"] = _over(merged["bands"], merged["remote_bands"])
    return draft.tables(_with_rows_below(merged, below, own), start)


def _with_open_points(merged: Tree, below: Tree, own: Tree) -> Tree:
    """Keep the open points of the layers below where the body's own act says nothing instead."""
    lists = [tree.get("readings", []) for tree in (own, below)]
    if not all(isinstance(one, list) for one in lists):
        return merged
    own_points, further = lists
    rest = [value for key, value in merged.items() if key != "readings"]
    kept = [one for one in further if _rests_on(rest, one.get("source"))]
    return merged | {"readings": own_points + kept}


def _rests_on(node: Any, source: Any) -> bool:
    """Tell whether something in a tree comes from that place in an act."""
    if isinstance(node, dict):
        return node.get("source") == source or _rests_on(list(node.values()), source)
    return isinstance(node, list) and any(_rests_on(one, source) for one in node)


def _with_rows_below(merged: Tree, below: Tree, own: Tree) -> Tree:
    """Let the rows of the layer below hold where those of the body's own act do not fit."""
    rows = [tree.get("agreement", {}).get("withdrawal") for tree in (own, below)]
    if not all(isinstance(one, list) for one in rows):
        return merged
    own_rows, further = rows
    kept = [row for row in further if not any(_hides(one, row) for one in own_rows)]
    return merged | {"agreement": merged["agreement"] | {"withdrawal": own_rows + kept}}


def _hides(row: Tree, other: Tree) -> bool:
    """Tell whether a row of a withdrawal decides before another can; a wrong one hides nothing."""
    try:
        first, second = (WithdrawalRule.model_validate(one) for one in (row, other))
    except ValidationError:
        return False
    return first.covers(second)


def _collected(check: Callable[[], T], problems: list[Problem]) -> T | None:
    """Run one check; keep what it finds wrong, so that everything is told at once."""
    try:
        return check()
    except PolicyError as error:
        problems += error.problems
        return None


def _last_day(start: date, starts: list[date], ends: date | None) -> date | None:
    later = [day for day in starts if day > start]
    return later[0] - timedelta(days=1) if later else ends


def _are_tables(found: list[Any]) -> bool:
    return all(isinstance(one, dict) for one in found)


class _Draft:
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
        return Problem(self.file, line_of(self.places, path), key_text(path), message)

    def _parse(self, text: str) -> Tree:
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = str(error)
            where = re.search(r"line (\d+)", found)
            line = int(where[1]) if where else (repeated_key(text) or text.count("\n") or 1)
            written = (text.splitlines() or [""])[min(line, len(text.splitlines()) or 1) - 1]
            message = not_toml(found, written)
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
            merged = _over(merged, own)
        return merged

    def _repealed(self, merged: Tree, version: Tree, number: int) -> Tree:
        """Give what is left without the tables that a version takes back."""
        for name in version.get("repeals", ()):
            left = _without(merged, name.split("."))
            if left is None:
                message = Words(
                    f"{name!r} names nothing that the versions before say",
                    f"{name!r} non nomina nulla che le versioni precedenti dicano",
                )
                raise PolicyError([self.problem(("version", number, "repeals"), message)])
            merged = left
        return merged

    def tables(self, tree: Tree, start: date) -> Tables:
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


def _without(tree: Tree, names: list[str]) -> Tree | None:
    """Leave a table out of a copy: the version that wrote it goes on saying it. None if absent."""
    first, *others = names
    inside = tree.get(first)
    if inside is None or (others and not isinstance(inside, dict)):
        return None
    if not others:
        return {key: value for key, value in tree.items() if key != first}
    left = _without(inside, others)
    return None if left is None else {**tree, first: left}


def _over(base: Tree, top: Tree) -> Tree:
    """Lay one tree over another; a table with a source is one value and is replaced whole."""
    merged = dict(base)
    for key, value in top.items():
        below = merged.get(key)
        both = _is_group(value) and _is_group(below)
        merged[key] = _over(below or {}, value) if both else value
    return merged


def _is_group(tree: Any) -> bool:
    return isinstance(tree, dict) and "source" not in tree
