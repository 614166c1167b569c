"""The features of the desk: whatever table stands below `handlers/chat/features`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

from handlers.chat import features as folder
from handlers.chat.asked import Answer, Answering
from handlers.chat.asking import Asking
from handlers.chat.feature import Again, Command, Duty, Entry, Feature, Fitting
from handlers.desk.context import Actor
from handlers.reading.meanings import Question

K = TypeVar("K")
V = TypeVar("V")


@cache
def features() -> tuple[Feature, ...]:
    """Give the tables, by name; `<feature>.py`, or `chat.py` of a folder, holds one as FEATURE."""
    found = []
    for module in iter_modules(folder.__path__, f"{folder.__name__}."):
        name = f"{module.name}.chat" if module.ispkg else module.name
        table = import_module(name).FEATURE
        if not isinstance(table, Feature):
            raise TypeError(f"{name}.FEATURE is no table of a feature")
        found.append(table)
    return tuple(found)


@cache
def commands() -> tuple[Command, ...]:
    """Give every command in the order in which they are listed."""
    every = [command for feature in features() for command in feature.commands]
    return tuple(sorted(every, key=lambda command: command.place))


def commands_for(actor: Actor) -> list[Command]:
    """Give the commands that somebody is offered."""
    return [command for command in commands() if command.offered(actor)]


def menu_for(actor: Actor) -> list[list[tuple[str, str]]]:
    """Give the rows of somebody's menu as (feature, verb)."""
    rows: dict[int, list[tuple[str, str]]] = {}
    for name, entry in _entries():
        if entry.offered(actor):
            rows.setdefault(entry.place // 10, []).append((name, entry.verb))
    return list(rows.values())


@cache
def _entries() -> tuple[tuple[str, Entry], ...]:
    every = [(feature.name, entry) for feature in features() for entry in feature.menu]
    return tuple(sorted(every, key=lambda named: named[1].place))


@cache
def hearers() -> Mapping[str, Answer]:
    """Give who hears a free text, by the name of the dialogue that is open."""
    return _together("dialogue", [feature.hears for feature in features()])


@cache
def forms() -> Mapping[str, Asking]:
    """Give the forms, by the name of their dialogue."""
    tables = [{one.form.name: one for one in feature.forms} for feature in features()]
    return _together("form", tables)


@cache
def owners() -> Mapping[str, str]:
    """Tell of each form which feature it is of."""
    return {one.form.name: feature.name for feature in features() for one in feature.forms}


@cache
def answers() -> Mapping[type, Answering]:
    """Give who answers what somebody meant, by the class of the meaning."""
    return _together("meaning", [feature.meanings for feature in features()])


@cache
def fits() -> Mapping[Question, Fitting]:
    """Give who makes a question of the reader fit the person, by the question."""
    return _together("question", [feature.fits for feature in features()])


@cache
def again() -> Mapping[type, Again]:
    """Give who writes a meaning into a button, by the class of the meaning."""
    return _together("button", [feature.again for feature in features()])


@cache
def duties() -> Mapping[str, Duty]:
    """Give what the desk does by itself, by the name under which failures are logged."""
    return _together("duty", [feature.duties for feature in features()])


def _together(kind: str, tables: Sequence[Mapping[K, V]]) -> Mapping[K, V]:
    found: dict[K, V] = {}
    for table in tables:
        doubled = found.keys() & table.keys()
        if doubled:
            raise ValueError(f"several features have the {kind} {sorted(map(str, doubled))}")
        found |= table
    return found
