"""What is said of the weekdays of a pattern: `anche il venerdì`, `tranne il lunedì`."""

from __future__ import annotations

import re
from enum import Enum, auto


class Change(Enum):
    """What becomes of the weekdays that are named."""

    MORE = auto()
    LESS = auto()
    ONLY = auto()


_MORE = re.compile(
    r"^(?:(?:e )?(?:anche|pure|aggiungi(?: anche)?|metti anche|also)|ed?(?: poi)?|and)\b"
    r" (?P<days>.+?)[.! ]*$"
    r"|^(?P<before>.+) (?:anche|pure|too)[.! ]*$",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"^(?:ma )?(?:tranne|senza|escluso|salvo|eccetto|meno|togli|toglimi|leva|escludi|salta(?:mi)?"
    r"|a parte|niente|basta|non|except|without|skip|leave out|drop|remove|apart from|not)\b"
    r"(?: con)? ?(?P<days>.+?)[.! ]*$",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"^(?:no,? )?(?:ma )?(?:solo|soltanto|solamente|only|just)\b (?P<days>.+?)[.! ]*$"
    r"|^(?P<before>.+) (?:e basta|soltanto|solamente|only)[.! ]*$",
    re.IGNORECASE,
)


_BUT = re.compile(
    r"^(?:ma )?(?:tranne|senza|escluso|salvo|eccetto|salta(?:mi)?|a parte"
    r"|except|without|skip|leave out|apart from)\b",
    re.IGNORECASE,
)


def leaves_out(text: str) -> bool:
    """Tell whether days are left out of something, and not taken back where they are held."""
    return _BUT.match(text) is not None


def changed(text: str) -> tuple[Change, str] | None:
    """Give what becomes of weekdays, and the words that name them; None for any other text."""
    for change, form in ((Change.MORE, _MORE), (Change.LESS, _LESS), (Change.ONLY, _ONLY)):
        found = form.match(text)
        if found is not None:
            named = found.groupdict()
            return change, named["days"] or named.get("before") or ""
    return None
