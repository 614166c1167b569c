"""
How much of the processor something takes: the best of some rounds.

Time of the processor and not of the wall: what else runs on the machine does not count.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

ROUNDS = 5
SECONDS_A_ROUND = 0.05


def seconds_per_call(call: Callable[[], object]) -> float:
    """Seconds of one core that a call takes, in the best of ROUNDS rounds."""
    call()
    times = _times_that_fill(call)
    return min(_round(call, times) for _ in range(ROUNDS)) / times


def _times_that_fill(call: Callable[[], object]) -> int:
    took = _round(call, 10)
    return max(10, int(10 * SECONDS_A_ROUND / max(took, 1e-9)))


def _round(call: Callable[[], object], times: int) -> float:
    started = process_time()
    for _ in range(times):
        call()
    return process_time() - started
