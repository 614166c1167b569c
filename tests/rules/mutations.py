"""Every number, window, kind, yes or no of a policy, changed by the least that can be."""

from collections.abc import Iterator
from enum import Enum
from itertools import chain
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from rules.facts import SANCTIONS, Band
from rules.policy.library import Policy, Version

CITATIONS = {"source", "quote", "also", "part_time_source", "part_time_quote"}
Path = tuple[str | int, ...]
Change = tuple[Path, Any]


def changes(node: Any, path: Path = ()) -> Iterator[Change]:
    """Every least change of what is written in a table: (where, the other value)."""
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            if name in CITATIONS or name not in node.model_fields_set:
                continue
            value = getattr(node, name)
            words = _words(type(node).model_fields[name].annotation, name)
            yield from _of_field(value, words, (*path, name))
    elif isinstance(node, tuple):
        for position, item in enumerate(node):
            yield from changes(item, (*path, position))
    elif isinstance(node, dict):
        for key, item in node.items():
            yield from changes(item, (*path, key))


def _of_field(value: Any, words: list[str], path: Path) -> Iterator[Change]:
    if isinstance(value, BaseModel) or _holds_tables(value):
        yield from changes(value, path)
    else:
        yield from ((path, other) for other in _others(value, words))


def _holds_tables(value: Any) -> bool:
    items = tuple(value.values()) if isinstance(value, dict) else value
    return isinstance(items, tuple) and bool(items) and isinstance(items[0], BaseModel)


def _others(value: Any, words: list[str]) -> list[Any]:
    match value:
        case bool():
            found: list[Any] = [not value]
        case Enum():
            found = [one for one in type(value) if one is not value]
        case int() | float():
            found = [value + 1, value - 1]
        case Band():
            found = list(_shifted(value))
        case frozenset():
            found = [value - {one} for one in sorted(value)]
        case tuple():
            found = [value[:n] + value[n + 1 :] for n in range(len(value))]
        case _:
            found = [word for word in words if word != value]
    return found


def _shifted(band: Band) -> Iterator[Band]:
    yield Band(band.start + 1, band.end)
    yield Band(band.start - 1, band.end)
    yield Band(band.start, band.end + 1)
    yield Band(band.start, band.end - 1)


def _words(annotation: Any, name: str) -> list[str]:
    if name == "above":
        return list(SANCTIONS)
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return list(chain.from_iterable(_words(part, name) for part in get_args(annotation)))


def changed(policy: Policy, path: Path, value: Any) -> Policy:
    """The same policy with one value changed in every version that has it."""
    versions = tuple(
        Version(version.first_day, version.last_day, _put(version.tables, path, value))
        for version in policy.versions
    )
    return Policy(policy.head, versions)


def _put(node: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    first, *rest = path
    if isinstance(node, tuple) and isinstance(first, int):
        if first >= len(node):
            return node
        return (*node[:first], _put(node[first], tuple(rest), value), *node[first + 1 :])
    if isinstance(node, dict):
        return {**node, first: _put(node[first], tuple(rest), value)} if first in node else node
    below = getattr(node, str(first), None) if isinstance(node, BaseModel) else None
    if below is None:
        return node
    copy = node.model_copy(update={first: _put(below, tuple(rest), value)})
    # Tables keep what they once worked out of their values: the copy must look again.
    for kept in copy.__dict__.keys() - type(copy).model_fields.keys():
        del copy.__dict__[kept]
    return copy
