"""One tree of a policy laid over another: the law, the contract, the body's act, its versions."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from pydantic import BaseModel

from rules.policy.laying import KeepsBelow, Tree
from rules.policy.schema import Tables


def over(base: Tree, top: Tree) -> Tree:
    """Lay one tree over another; a table with a source is one value and is replaced whole."""
    merged = dict(base)
    for key, value in top.items():
        below = merged.get(key)
        both = _is_group(value) and _is_group(below)
        merged[key] = over(below or {}, value) if both else value
    return merged


def _is_group(tree: Any) -> bool:
    return isinstance(tree, dict) and "source" not in tree


def without(tree: Tree, names: list[str]) -> Tree | None:
    """Leave a table out of a copy: the version that wrote it goes on saying it. None if absent."""
    first, *others = names
    inside = tree.get(first)
    if inside is None or (others and not isinstance(inside, dict)):
        return None
    if not others:
        return {key: value for key, value in tree.items() if key != first}
    left = without(inside, others)
    return None if left is None else {**tree, first: left}


def with_rows_below(merged: Tree, below: Tree, own: Tree) -> Tree:
    """Let rows of the layers below hold beside the act's own, where the schema says how."""
    return _kept(Tables, merged, below, own, merged)


def _kept(model: type[BaseModel], merged: Tree, below: Tree, own: Tree, act: Tree) -> Tree:
    laid = dict(merged)
    for name, field in model.model_fields.items():
        mark = next((one for one in field.metadata if isinstance(one, KeepsBelow)), None)
        if mark is not None:
            rows, further = own.get(name, []), below.get(name, [])
            if isinstance(rows, list) and isinstance(further, list) and (rows or further):
                laid[name] = mark.lay(rows, further, act)
        elif (table := _table_of(field.annotation)) and isinstance(merged.get(name), dict):
            laid[name] = _kept(table, merged[name], _inside(below, name), _inside(own, name), act)
    return laid


def _table_of(annotation: Any) -> type[BaseModel] | None:
    """Find the one table that a field holds, which is no list and no table of tables."""
    several = get_origin(annotation) in (tuple, dict)
    found = () if several else (annotation, *get_args(annotation))
    tables = (one for one in found if isinstance(one, type) and issubclass(one, BaseModel))
    return next(tables, None)


def _inside(tree: Tree, name: str) -> Tree:
    found = tree.get(name)
    return found if isinstance(found, dict) else {}
