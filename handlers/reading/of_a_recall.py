"""The words of a change of a recall that is shown: `aggiungi Bruno`, `cambia il motivo: ...`."""

from __future__ import annotations

import re

_MOTIVE = re.compile(
    r"\s*(?:(?:no|anzi|scusa)[\s,]+)?(?:cambia|correggi|scrivi|metti|change)?\s*"
    r"(?:(?:il|come|the)\s+)?(?:motivo|reason)\s*(?:[eè]\b|:)\s*:?\s*(?P<words>.+)",
    re.IGNORECASE | re.DOTALL,
)
_NAME = r"(?P<name>[^\W\d]+(?:['\s][^\W\d]+){0,2})"
_ALSO = re.compile(
    rf"\s*(?:aggiungi|metti)\s+(?:anche\s+|pure\s+)?{_NAME}[\s.!]*|\s*add\s+(?P<other>\w+)[\s.!]*",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    rf"\s*(?:(?:no|anzi|scusa|aspetta|meglio|rather|intendevo|volevo dire|i meant)[\s,]+)+"
    rf"{_NAME}(?:\s+invece)?[\s.!]*"
    rf"|\s*{_NAME.replace('name', 'other')}\s+invece[\s.!]*",
    re.IGNORECASE,
)


def motive_named(text: str) -> str | None:
    """Give the motive that is called by its name; None for any other text."""
    found = _MOTIVE.fullmatch(text)
    return found["words"].strip() if found else None


def name_said(text: str) -> tuple[str, bool] | None:
    """Give a name, and whether it stands instead of those before, if a text says nothing more."""
    for cue, instead in ((_ALSO, False), (_INSTEAD, True)):
        found = cue.fullmatch(text)
        if found:
            return (found["name"] or found["other"]).strip(), instead
    return None
