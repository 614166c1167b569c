"""What the pieces of any request say: its days, and what is asked back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers.reading import said
from handlers.reading.choosing import resolve
from handlers.reading.days import Calendar
from handlers.reading.meanings import AskBack, Heard, Meaning, Question
from handlers.reading.pieces import of
from handlers.reading.possible import Possible, sure, unsure
from handlers.reading.taken import Chosen, Taken
from rules.facts import Half

Pieces = Sequence[Any]


def heard(possible: Possible[Meaning]) -> Heard:
    """Give the one meaning, or ask back which of them."""
    if possible.doubt is None:
        return possible.values[0]
    doubt = possible.doubt
    options = tuple(dict.fromkeys(possible.values))
    return AskBack(question=doubt.question, about=doubt.about, options=options)


def when_said(pieces: Pieces, calendar: Calendar) -> Chosen | None:
    """Give the days that are said; None if none are."""
    when = of(list(pieces), said.When)
    return None if when is None else resolve(calendar, when)


def half_of_each(taken: Taken, half: Half | None) -> Chosen:
    """Ask which half where `mezza giornata` does not say it."""
    if half is not None and all(wish.half in (None, half) for wish in taken.wishes):
        return sure(_only(taken, half))
    if half is None and all(wish.half is not None for wish in taken.wishes):
        return sure(taken)
    if any(wish.half is not None for wish in taken.wishes):
        return unsure(Question.WHICH_HALF, "")
    return unsure(Question.WHICH_HALF, "", *(_only(taken, half) for half in Half))


def _only(taken: Taken, half: Half) -> Taken:
    wishes = tuple(replace(wish, half=half) for wish in taken.wishes)
    return replace(taken, wishes=wishes, half=half)
