"""How long something takes: the best of some rounds, since a machine only ever adds time."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

ROUNDS = 5
SECONDS_A_ROUND = 0.05


def seconds_per_call(call: Callable[[], object]) -> float:
    """Seconds that one call takes, in the best of ROUNDS rounds."""
    call()
    times = _times_that_fill(call)
    return min(_round(call, times) for _ in range(ROUNDS)) / times


def _times_that_fill(call: Callable[[], object]) -> int:
    took = _round(call, 10)
    return max(10, int(10 * SECONDS_A_ROUND / max(took, 1e-9)))


def _round(call: Callable[[], object], times: int) -> float:
    started = perf_counter()
    for _ in range(times):
        call()
    return perf_counter() - started
