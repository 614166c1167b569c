"""How much work something is: counted, so that a machine that does much else changes nothing."""

from collections.abc import Callable
from cProfile import Profile
from pstats import Stats

BLOWN_UP = 60.0
"""Seconds of processor time that only work without end takes: a hundred times what it needs."""


def calls_of(work: Callable[[], object]) -> int:
    """Count the calls of functions that something makes, as many in each run."""
    profile = Profile()
    profile.enable()
    try:
        work()
    finally:
        profile.disable()
    return int(vars(Stats(profile))["total_calls"])
