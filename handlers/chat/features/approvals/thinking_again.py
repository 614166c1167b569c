"""The other decision, said while a motive is asked for: `anzi approvala`."""

from __future__ import annotations

from handlers.chat.understanding import bare_words
from handlers.desk.requests.request import State
from handlers.reading.decided_again import approves_instead, is_of_the_list, is_put_off, well_said


def said_to_be_well(words: str) -> str | None:
    """Give what is said to be well, a person or a day, and nothing else: `Anna invece va bene`."""
    return well_said(_bare(words))


def goes_to_the_list(words: str) -> bool:
    """Tell whether somebody wants to see all that waits, and says nothing else."""
    return is_of_the_list(_bare(words))


def puts_off(words: str) -> bool:
    """Tell whether somebody will decide later: `domani decido`."""
    return is_put_off(_bare(words))


def other_decision(words: str) -> State | None:
    """Give the decision that words order, and nothing else; None for any other text."""
    approves = approves_instead(_bare(words))
    if approves is None:
        return None
    return State.APPROVED if approves else State.REFUSED


def _bare(words: str) -> str:
    return " ".join(bare_words(words))
