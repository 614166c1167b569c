"""A short name for all that an act says: another one where any value of it is another."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from rules.policy.library import Policy


def fingerprint(policy: Policy) -> str:
    """Give it in 64 letters, the same in every process: sets have no order of their own."""
    return sha256(_text(policy).encode()).hexdigest()


def _text(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return sorted([str(key), _plain(one)] for key, one in value.items())
    if isinstance(value, AbstractSet):
        return sorted(map(_text, value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value if isinstance(value, int | float | None) else str(value)
