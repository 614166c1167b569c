"""Questions that would be read as wishes: `lunedì 7 è ponte?`, `meglio lunedì o martedì?`."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.reading import meanings
from handlers.reading.days import Calendar
from handlers.reading.meanings import AskBack, Question, Reading
from handlers.reading.ordered import sentence_of
from handlers.reading.people_said import days_said
from handlers.reading.words import Text

IS_BRIDGE = re.compile(r"(?:(?:è|\be['’`]|sarà)\s+(?:un\s+|il\s+)?|\be\s+)ponte\b", re.IGNORECASE)
WHICH_IS_BETTER = re.compile(
    r"(?:^|[,;.!:]\s*|\b(?:secondo te|allora|ciao|salve|buongiorno)\s+)"
    r"(?:mi conviene|conviene|è meglio|meglio|e['’]? meglio|cosa (?:è|e['’]?) meglio)"
    r"\b.*\bo\b.*\?",
    re.IGNORECASE,
)
BETTER = frozenset({"conviene", "mi conviene", "preferibile"})
"""Read here, though no sentence holds them."""


def of_a_bridge(text: Text, calendar: Calendar) -> Reading | None:
    """Read `lunedì 7 è ponte?`: without its accent it would be two days, the 7th and a bridge."""
    if "?" not in text.text or not IS_BRIDGE.search(text.text):
        return None
    bridge = next((at for at, word in enumerate(text.words) if word == "ponte"), 0)
    pieces = tuple(
        piece
        for at, piece in enumerate(text.pieces)
        if at != bridge and not (piece.word in ("e", "un", "il") and at + 3 > bridge > at)
    )
    rest = sentence_of(replace(text, pieces=pieces))
    return Reading(heard=meanings.Closures(days_said(rest, calendar)))


def compared(text: str, found: Reading) -> Reading:
    """Show what each of two days comes to where somebody asks which is better."""
    heard = found.heard
    two = isinstance(heard, AskBack) and heard.question is Question.WHICH_READING
    if not isinstance(heard, AskBack) or not two or not WHICH_IS_BETTER.search(text):
        return found
    if len(heard.options) != 2 or not all(isinstance(one, meanings.Book) for one in heard.options):
        return found
    unread = tuple(words for words in found.unread if words.casefold() not in BETTER)
    return replace(found, heard=meanings.Several(heard.options), unread=unread)
