"""
A day of one's own by its place: `annulla la prossima`, `sposta la seconda a venerdì`.

Which day that is only the store knows; put in its place, it makes a sentence like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from handlers.reading.completing import plain_letters

PLACES = (
    ("prima", "primo", "first"),
    ("seconda", "secondo", "second"),
    ("terza", "terzo", "third"),
    ("quarta", "quarto", "fourth"),
    ("quinta", "quinto", "fifth"),
)
NEXT = ("prossima", "prossimo")
LAST = ("ultima", "ultimo", "last")
ARTICLE = re.compile(r"^(?:la |il |l['’])")
_WORDS = "|".join(word for words in (*PLACES, NEXT, LAST) for word in words)
SAID = re.compile(
    r"(?P<verb>annulla|annullami|cancella|togli|toglimi|ritira|elimina|disdici|sposta|spostami"
    r"|cambia)"
    rf" (?:la |il |l'|l’)?(?P<place>{_WORDS})"
    r"(?: (?:giornata|giorno|richiesta|prenotazione))?(?: (?:mia|che ho))?"
    r"(?P<rest> (?:a|al|all).+)?"
)


FREE = re.compile(
    r"\b(?:(?:nel|il|la|per il|for the|on the|the) )?(?:"
    r"(?:prim|prossim)[oa] (?:giorno|giornata|data) "
    r"(?:liber[oa]|disponibile|utile|possibile|che ho liber[oa])"
    r"|(?:first|next) (?:free|available|possible) day)\b"
)
ASKED = re.compile(
    r"\b(?:prenot\w+|segna\w*|metti\w*|smart\w*|agile|da (?:casa|remoto)|book|from home)\b"
)
NOT_ASKED = re.compile(r"\b(?:ferie|permess\w+|annulla\w*|sposta\w*|non|leave|permit|not|don)\b")


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence with a day that is said by its place; `place` -1 is the last, None the next."""

    verb: str
    place: int | None
    rest: str

    def with_day(self, day: date) -> str:
        """Give the sentence with the day itself."""
        return f"{self.verb} il {day.day}/{day.month}/{day.year}{self.rest}"


def asks_for_a_free_day(text: str) -> bool:
    """Tell whether the first free day is asked for: `prenota il primo giorno libero`."""
    said = plain_letters(text)
    asked = ASKED.search(said) is not None and NOT_ASKED.search(said) is None
    return asked and len(FREE.findall(said)) == 1


def with_free_day(text: str, day: date) -> str:
    """Put the day itself where the first free day was said."""
    said = plain_letters(text)
    article = "il " if said.split(maxsplit=1)[0] != "book" and " the " not in said else ""
    return FREE.sub(f"{article}{day.day}/{day.month}/{day.year}", said)


def placed(text: str) -> Placed | None:
    """Read a sentence that says a day by its place; None for any other."""
    found = SAID.fullmatch(plain_letters(text.strip(" .!?…")))
    if found is None:
        return None
    return Placed(found["verb"], place_in(found["place"]), found["rest"] or "")


def place_in(text: str) -> int | None:
    """Give the place (0 is the first, -1 the last) that is said and nothing else."""
    word = ARTICLE.sub("", text.strip())
    if word in LAST:
        return -1
    return next((at for at, words in enumerate(PLACES) if word in words), None)
