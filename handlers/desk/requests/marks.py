"""Short marks of what was shown: a button that carries one decides nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from handlers.desk.requests.request import Request


def digest_of(requests: Iterable[Request]) -> str:
    """Name exactly these requests in these versions."""
    return mark_of(f"{one.kind}:{one.id}:{one.version}" for one in requests)


def mark_of(words: Iterable[str]) -> str:
    """Name some words, whatever their order."""
    written = ",".join(sorted(words))
    return f"{zlib.crc32(written.encode()):08x}"
