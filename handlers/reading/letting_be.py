"""
What is let be before something else is asked for: `lascia perdere e prenota venerdì`.

Only the rest is asked for; `lascia perdere giovedì` lets nothing be, it is about Thursday.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from handlers.reading.meanings import AskBack, Reading
from handlers.reading.words import read_words

LET_BE = (
    r"lascia(?:mo|lo|la)?\s+(?:perdere|stare)(?:\s+tutto)?|come non detto|(?:non )?fa niente"
    r"|non importa|never ?mind|(?:forget|drop|scrap|scratch)\s+(?:about\s+)?(?:it|that)"
)
"""Words with which something is let be, whatever stands before and behind them."""
LETTING_BE = (
    rf"(?:(?:no|ma|ok|anzi|allora)[\s,]+)*(?:{LET_BE})"
    r"(?:\s*[,;.:!…–-]+\s*(?:(?:e|ed|poi|piuttosto|invece|and|then|instead|rather)\b\s*)*"
    r"|\s+(?:(?:e|ed|poi|piuttosto|invece|and|then|instead|rather)\b\s*)+)(?=\w)"
)
_FIRST = re.compile(rf"^\s*{LETTING_BE}", re.IGNORECASE)


def behind_letting_be(text: str) -> str | None:
    """Give what is asked for instead; None where nothing is let be, or nothing asked for."""
    found = _FIRST.match(text)
    rest = text[found.end() :] if found else ""
    # `Lascia perdere, grazie` asks for nothing.
    return rest if rest and read_words(rest).words else None


def read_instead(text: str, read: Callable[[str], Reading]) -> Reading | None:
    """Read what is asked for instead; None where that is not understood by itself."""
    rest = behind_letting_be(text)
    found = None if rest is None else read(rest)
    if found is None or not isinstance(found.heard, AskBack):
        return found
    return found if found.heard.options or found.heard.so_far is not None else None
