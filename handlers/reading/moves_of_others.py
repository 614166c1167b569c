"""
The move of somebody else's day: `sposta Anna da mercoledì a giovedì`, `move Bruno to Friday`.

Of one who is known by the name alone; who may move their day only the store knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from handlers.reading.fragments import read_days
from handlers.reading.meanings import MoveOf, Reading, Swap, Wish
from handlers.reading.names import IsName
from handlers.reading.words import split

MOST_WORDS = 3
_VERB = (
    r"^\s*/?(?:(?:puoi|potresti|per favore|please|can you|vorrei|voglio)[\s,]+)*"
    r"(?:sposta(?:re|mi)?|sposto|move|shift)\s+"
)
_DAY = r"(?:(?:(?:la|il|l['’]|una|the)\s*)?(?:giornata|giorno|smart(?: ?working)?|day)\s+)?"
_TO = r"(?P<wanted>(?:all['’]|(?:a|al|alla|to)\s)\s*\S.*?)"
_NAME = r"(?P<name>[^\W\d_][\w'’-]*?(?:\s+[^\W\d_][\w'’-]*){{{}}})"


def _forms(words: int) -> tuple[re.Pattern[str], ...]:
    name = _NAME.format(words - 1)
    first = (
        rf"{_VERB}{_DAY}(?:(?:di|of)\s+)?{name}(?:['’]s)?(?:\s+(?P<given>\S.*?))??(?:\s+{_TO})?"
    )
    behind = rf"{_VERB}(?P<given>\S.*?)\s+(?:di|of)\s+{name}(?:\s+{_TO})?"
    return tuple(re.compile(rf"{one}[\s.!]*$", re.IGNORECASE) for one in (first, behind))


_FORMS = tuple(form for words in range(MOST_WORDS, 0, -1) for form in _forms(words))
_LEADING = re.compile(
    r"^(?:(?:da|dal|dall['’]|di|del|il|la|from|on|to|al|alla|all['’]|a)\b\s*)+", re.IGNORECASE
)


def move_of_another(
    text: str, is_name: IsName | None, today: date, read: Callable[[str], Reading]
) -> Reading | None:
    """Give the move of a day of somebody who is known; None for any other text."""
    if is_name is None or "?" in text:
        return None
    for form in _FORMS:
        found = form.match(text)
        if found is None or not is_name(tuple(piece.word for piece in split(found["name"]))):
            continue
        days = _days_of(text, found, today, read)
        if days is not None:
            name = " ".join(piece.word for piece in split(found["name"]))
            return Reading(heard=MoveOf(name, *days))
    return None


def _days_of(
    text: str, found: re.Match[str], today: date, read: Callable[[str], Reading]
) -> tuple[Wish | None, Wish | None] | None:
    """Give the day that is moved, and the one to which it is; None where one is not clear."""
    given, wanted = found["given"] or "", found["wanted"] or ""
    if given and wanted:
        verb = "sposta" if "spost" in text.casefold() else "move"
        heard = read(f"{verb} {_LEADING.sub('', given)} {wanted}").heard
        return (heard.given, heard.wanted) if isinstance(heard, Swap) else None
    said = _LEADING.sub("", given or wanted)
    if not said:
        return None, None
    fragment = read_days(said, today=today)
    if not fragment.whole or not fragment.value or len(fragment.value) != 1:
        return None
    (day,) = fragment.value
    return (day, None) if given else (None, day)
