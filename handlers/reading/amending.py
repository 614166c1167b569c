"""
What changes days that are shown: `anche il 10`, `togli il 26`, `solo giovedì`, `anzi di mattina`.

The days shown and the correction make one whole sentence, which is read like any other; so what
a correction comes to is shown with its button, and none is taken that does not read as meant. A
day is taken as beside those shown: `anche il 24` of days in December is 24 December.
"""

from __future__ import annotations

import re
from datetime import date

from handlers.reading.amending_cues import CUES, TURNING
from handlers.reading.completing import plain_letters
from handlers.reading.meanings import Swap
from handlers.reading.reading import read
from handlers.reading.shown_days import Shown, day_written

LONGEST = 80
"""Characters; nobody needs more to correct what they see."""


def may_amend(text: str) -> bool:
    """Tell whether a text is put as a correction, whatever is shown."""
    said = _bare(text)
    return any(cue.fullmatch(said) for cue, _ in CUES)


def amended(shown: Shown, text: str) -> str | None:
    """Give the sentence that days shown make with a correction; None for any other text."""
    said = _bare(text)
    for cue, change in CUES:
        found = cue.fullmatch(said)
        sentence = change(shown, found["rest"].strip(" ,.:;")) if found else None
        if sentence is not None:
            return sentence
    return None


def _bare(text: str) -> str:
    """Give a text without its courtesy; nothing of one that is too long to be a correction."""
    if len(text) > LONGEST:
        return ""
    return CLOSING.sub("", plain_letters(text.strip().replace("’", "'")))


def moved_elsewhere(
    shown: Swap, text: str, *, today: date, workdays: frozenset[int]
) -> str | None:
    """Give the sentence that moves the same day to another: `anzi a lunedì`, `no, al 14`."""
    found = ANOTHER_PLACE.fullmatch(_bare(text))
    if found is None:
        return None
    move = f"sposta il {day_written(shown.given)} a {found['rest'].strip()}"
    reading = read(move, today=today, workdays=workdays)
    same = isinstance(reading.heard, Swap) and reading.heard.given == shown.given
    return move if same and reading.whole else None


ANOTHER_PLACE = re.compile(rf"(?:{TURNING}|no\b[\s,.:;]*)(?:(?:a|al|all') ?)?(?P<rest>.+)")
CLOSING = re.compile(r"(?:[\s,]*\b(?:grazie|per favore|per piacere))?[\s.!?…]*$")
