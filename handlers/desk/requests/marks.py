"""Short marks of what was shown: a button that carries one decides nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from handlers.desk.requests.request import Request

LENGTH = 16
"""Short enough for a button, and long enough that no two messages of a desk have the same."""


def digest_of(requests: Iterable[Request]) -> str:
    """Name exactly these requests in these versions."""
    return mark_of(f"{one.kind}:{one.id}:{one.version}" for one in requests)


def mark_of(words: Iterable[str]) -> str:
    """Name some words, whatever their order."""
    written = ",".join(sorted(words))
    return hashlib.sha256(written.encode()).hexdigest()[:LENGTH]
