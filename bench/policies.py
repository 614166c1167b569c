"""How long policies take to load, and how much memory they keep."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterable
from time import perf_counter

from rules.policy.library import shipped

ROUNDS = 5


def run() -> Iterable[str]:
    """Load all shipped policies afresh, as a start of the desk does."""
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        policies = shipped.__wrapped__()
        times.append(perf_counter() - started)
    kept, peak = _memory()
    each = min(times) / len(policies)
    yield f"load {len(policies)} policies {min(times) * 1000:.0f} ms, {each * 1000:.0f} ms each"
    yield f"memory kept {kept / 1e6:.1f} MB, at most {peak / 1e6:.1f} MB while loading"


def _memory() -> tuple[int, int]:
    gc.collect()
    tracemalloc.start()
    policies = shipped.__wrapped__()
    gc.collect()
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del policies
    return kept, peak
