"""What shall be asked once more, or was moved by somebody else."""

from __future__ import annotations

import re
from types import MappingProxyType

from handlers.reading.answers_moved import LONGEST

ASKED_ANEW = MappingProxyType(
    {
        "on": re.compile(
            r"(?:un )?altr[ao] (?:giorno|data)|(?:il |la )?(?:giorno|data)"
            r"|(?:another |the )?(?:day|date)",
        ),
        "start": re.compile(
            r"(?:un )?'?altr[ao] ?(?:ora|orario)|(?:l['’]|le |gli |l'? ?)?(?:ora|orario|ore|orari)"
            r"|(?:another |the )?(?:time|hours?)",
        ),
        "kind": re.compile(r"(?:il |the )?(?:tipo|kind|type)(?: (?:di permesso|of permit))?"),
    }
)
"""`Cambia giorno`: what shall be asked once more."""
MOVED_BY_OTHERS = re.compile(
    r"\b(?:ha|hanno|(?:è|e) stat[ao]|has been|was|have|mi han)\b.*"
    r"\b(?:spostat|anticipat|rimandat|rinviat|posticipat|cambiat|moved|brought forward|postponed)",
    re.IGNORECASE,
)


def was_moved_by_others(text: str) -> bool:
    """Tell whether it is told that others moved it: `il medico mi ha spostato la visita`."""
    return MOVED_BY_OTHERS.search(text) is not None and not text.rstrip().endswith("?")


def asked_anew(text: str) -> str | None:
    """Give what shall be asked once more: the day (`on`), the hours (`start`), the `kind`."""
    if len(text) > LONGEST:
        return None
    found = re.fullmatch(
        r"\W*(?:(?:no|ok|anzi|scusa)\W+)?(?:cambi(?:a|amo|are|o)|modific(?:a|are|o)|change"
        r"|vorrei cambiare|voglio cambiare|posso cambiare|puoi cambiare|sbagliato|ho sbagliato"
        r"|meglio|wrong)\s+(?P<what>.+?)\W*",
        text,
        re.IGNORECASE,
    )
    if found is None:
        return None
    what = found["what"].casefold()
    return next((name for name, one in ASKED_ANEW.items() if one.fullmatch(what)), None)
