"""What is said of a recall that is on the screen: `aggiungi Bruno`, `cambia il motivo: ...`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from handlers.desk.recalls.drafts import Draft

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
    rf"\s*(?:(?:no|anzi|scusa|aspetta|meglio|rather)[\s,]+)+{_NAME}(?:\s+invece)?[\s.!]*"
    rf"|\s*{_NAME.replace('name', 'other')}\s+invece[\s.!]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Whom:
    """A name, and whether it is called beside those on the card or in their place."""

    name: str
    instead: bool

    def added_to(self, person_id: int) -> Callable[[Draft], Draft]:
        """Give the change that calls this person, once it is known who it is."""

        def change(draft: Draft) -> Draft:
            kept = () if self.instead else draft.people
            return replace(draft, people=tuple(dict.fromkeys((*kept, person_id))))

        return change


def motive_named(text: str) -> str | None:
    """Give the motive that is called by its name; None for any other text."""
    found = _MOTIVE.fullmatch(text)
    return found["words"].strip() if found else None


def whom_said(text: str) -> Whom | None:
    """Give whom else the recall is for, or whom instead, if a text says nothing more."""
    for cue, instead in ((_ALSO, False), (_INSTEAD, True)):
        found = cue.fullmatch(text)
        if found:
            return Whom((found["name"] or found["other"]).strip(), instead)
    return None
