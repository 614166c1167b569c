"""What is said out of courtesy before and behind a sentence: `ciao, …`, `… per favore 🙂`."""

from __future__ import annotations

import re

from handlers.reading.words import GREETINGS, KIND_SIGNS, THANKS

_ASKING = (
    *("per favore", "per piacere", "per cortesia", "per gentilezza", "cortesemente", "se puoi"),
    *("please", "if possible", "se possibile"),
)
_LONGEST_FIRST = sorted((*THANKS, *_ASKING), key=len, reverse=True)
_BEFORE = re.compile(
    rf"^\W*(?:(?:{'|'.join(sorted(GREETINGS, key=len, reverse=True))})\b[\s,.!:;]*)+(?=\w)",
    re.IGNORECASE,
)
_SIGNS = "".join(map(re.escape, sorted(KIND_SIGNS)))
_BEHIND = re.compile(
    rf"(?:[\s,.!{_SIGNS}]|\b(?:{'|'.join(_LONGEST_FIRST)})(?=[\s,.!?{_SIGNS}]|$))+(?P<asks>\??)$",
    re.IGNORECASE,
)


def without_courtesy(text: str) -> str:
    """
    Give a text without its greeting and its thanks, if anything is left of it.

    What is between is given as it was written, and the mark of a question is kept.
    """
    said = _BEFORE.sub("", text.strip())
    found = _BEHIND.search(said)
    bare = said if found is None else f"{said[: found.start()]}{found['asks']}"
    return bare if re.search(r"\w", bare) else text
