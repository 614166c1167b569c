"""Moves that wait: whatever is decided one of the two days stands, and it counts once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from rules.history import History
from storage.days.given import Move

MOST_MOVES = 3
"""Of more moves that wait at once both days count: that is never too few."""


def outcomes(history: History, moves: Sequence[Move]) -> tuple[History, ...]:
    """
    Give the histories that decisions may leave, the one that moves nothing first.

    Of a move of which one day is not in the history any more, the other is not decided on: the
    old day is judged as if nothing had been asked to take its place.
    """
    slots = set(history.slots)
    alone = {new for old, new in moves if old not in slots}
    both = [(old, new) for old, new in moves if old in slots and new in slots][:MOST_MOVES]
    if not alone and not both:
        return (history,)
    left_out = [alone | set(gone) for gone in product(*((new, old) for old, new in both))]
    return tuple(
        history.with_slots([slot for slot in history.slots if slot not in gone])
        for gone in left_out
    )
