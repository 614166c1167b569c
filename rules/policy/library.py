"""Read policy files, lay law and contract under them, and keep their versions in time."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property, partial
from importlib import resources
from typing import Any, TypeVar

from rules.policy.draft import Draft
from rules.policy.errors import PolicyError, PolicyNotInForceError, Problem
from rules.policy.layers import over, with_rows_below
from rules.policy.laying import Tree
from rules.policy.schema import CONTRACTS, NO_CONTRACT, Head, Tables

LAW = "law"
LAYERS = frozenset({LAW, *CONTRACTS} - {NO_CONTRACT})
"""The files below every body's own: the law, and one for each national contract."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Version:
    """What holds from `first_day` to `last_day` (None: until further notice)."""

    first_day: date
    last_day: date | None
    tables: Tables = field(repr=False)  # pages of them in every traceback


@dataclass(frozen=True)  # without slots, which leave no place for what is worked out once
class Policy:
    """The policy of one body in all its versions, oldest first."""

    head: Head
    versions: tuple[Version, ...]

    @property
    def id(self) -> str:
        """The id of the body's policy, the name of its file."""
        return self.head.id

    @cached_property
    def open_places(self) -> frozenset[tuple[str, str]]:
        """The (code, article) of reasons with which some version tells an open reading."""
        return frozenset().union(*(version.tables.readings_at for version in self.versions))

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
    draft = Draft(text, file)
    base = [
        Draft(_layer_text(one), f"{one}.toml") for one in layers_below(draft.tree.get("contract"))
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


def _merged(base: list[Draft], draft: Draft, start: date) -> Tables:
    below: Tree = {}
    for layer in base:
        below = over(below, layer.in_force(start))
    own = draft.in_force(start)
    merged = over(below, own)
    if isinstance(merged.get("remote_bands"), dict) and isinstance(merged.get("bands"), dict):
        merged["remote_bands"] = over(merged["bands"], merged["remote_bands"])
    return draft.tables(with_rows_below(merged, below, own), start)


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
