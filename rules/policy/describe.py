"""Write a policy out, value by value, for people who check it against the act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from rules.policy.library import Policy
from rules.policy.values import Value

_CITATION = frozenset({"source", "quote", "also", "strength"})


def lines(policy: Policy) -> Iterator[str]:
    """Give the lines of `sportello policy show`."""
    yield f"{policy.head.name} ({policy.id}): {policy.head.act}"
    yield f"verified on {policy.head.verified_on}; national contract: {policy.head.contract}"
    for version in policy.versions:
        until = f" to {version.last_day}" if version.last_day else ""
        yield ""
        yield f"from {version.first_day}{until}"
        for name, value in values(version.tables, ""):
            yield f"  {name}: {_content(value)}"
            yield f"    {_place(value)}"


def values(node: Any, name: str) -> Iterator[tuple[str, Value]]:
    """Walk through everything that a version says, with its dotted name."""
    if isinstance(node, Value):
        yield name, node
    elif isinstance(node, BaseModel):
        for field in type(node).model_fields:
            yield from values(getattr(node, field), f"{name}.{field}" if name else field)
    elif isinstance(node, dict):
        for key, item in node.items():
            yield from values(item, f"{name}.{key}")
    elif isinstance(node, tuple):
        for position, item in enumerate(node, start=1):
            yield from values(item, f"{name}[{position}]")


def _content(value: Value) -> str:
    fields = {key: item for key, item in _set_fields(value) if key not in _CITATION}
    said = ", ".join(f"{key} = {_plain(item)}" for key, item in fields.items())
    strength = "" if value.strength == "hard" else f" [{value.strength.value}]"
    return (said or "stated") + strength


def _place(value: Value) -> str:
    if not value.source:
        return "the act is silent"
    also = f" (also {', '.join(value.also)})" if value.also else ""
    return f"art. {value.source}{also}: «{value.quote}»"


def _set_fields(node: BaseModel) -> Iterator[tuple[str, Any]]:
    """Give the fields that say something else than their default, as they are."""
    for name, field in type(node).model_fields.items():
        item = getattr(node, name)
        if item != field.get_default():
            yield name, item


def _plain(item: Any) -> str:
    if isinstance(item, BaseModel):
        inner = ", ".join(f"{name} = {_plain(one)}" for name, one in _set_fields(item))
        return "{" + inner + "}"
    if isinstance(item, frozenset | tuple | list):
        words = [_plain(one) for one in item]
        return "[" + ", ".join(sorted(words) if isinstance(item, frozenset) else words) + "]"
    return str(getattr(item, "value", item))
