"""`Anzi venerdì`: words around an answer that only say that it takes the place of another."""

from __future__ import annotations

import re

from handlers.reading.letting_be import LET_BE, LETTING_BE, behind_letting_be

BEFORE = re.compile(
    r"^\s*(?:(?:no|anzi|aspetta|aspetti|scusa|scusi|pardon|wait|sorry|rather"
    r"|(?:mi|ho) sbagliato|mi sono sbagliat[oa]|volevo dire|intendevo|invece)\b[\s,.:;]*)+(?=\S)",
    re.IGNORECASE,
)
REFUSES = re.compile(
    r"^\s*(?:(?:aspett[ai]|scus[ai]|pardon|wait|sorry|ma)\b[\s,.:;]*)*"
    r"(?:no|anzi|rather|invece|(?:mi|ho) sbagliato|mi sono sbagliat[oa]|volevo dire|intendevo)\b"
    r"[\s,.:;]*(?=\S)",
    re.IGNORECASE,
)
"""Said before what shall be instead of what is shown."""
_TURNS_DOWN = re.compile(rf"{REFUSES.pattern}|^\s*{LETTING_BE}", re.IGNORECASE)
MADE = re.compile(
    r"^(?:[eè]'? |era |(?:metti|fai|facciamo|segna|scrivi)(?:l[oai]|mi|melo)?(?: come)? |durata )",
    re.IGNORECASE,
)
"""`È giovedì`, `mettilo come motivi personali`: the verb says nothing that an answer needs."""
BEHIND = re.compile(r"[\s,]+(?:invece|piuttosto|instead|rather)[\s.!]*$", re.IGNORECASE)
LETS_BE = re.compile(
    r"^\s*(?:(?:no|ok|va bene|allora|anzi|scusa|senti|ma)\b[\s,.:;]*)*"
    rf"(?:{LET_BE}|annulla(?:mo)? tutto|non (?:mi )?serve(?: pi[uù])?(?: niente| nulla)?|niente"
    r"|cancel (?:it|that|everything))"
    r"(?:[\s,.;:]+(?:e|ed|and|poi|then|ma|but|anzi|invece|piuttosto|instead|allora)\b"
    r"|[\s]*[,.;:])+[\s,.;:]*(?=\S)",
    re.IGNORECASE,
)
"""`Lascia perdere e …`: what is open is let be, and something else is asked for."""
NEW_MATTER = re.compile(
    r"^\s*(?:(?:e )?(?:poi )?un'altra cosa|altra cosa|a proposito|cambiando discorso|intanto"
    r"|another thing|by the way)[\s,.:;]+(?=\S)",
    re.IGNORECASE,
)


def without_second_thought(text: str) -> str:
    """Give the answer itself: `venerdì` of `no aspetta, anzi venerdì`."""
    return BEFORE.sub("", behind_letting_be(text) or text)


def turns_down(text: str) -> bool:
    """Tell whether a text turns down what is shown for something else; no question does."""
    return _TURNS_DOWN.match(text) is not None and not text.rstrip().endswith("?")


def answer_alone(text: str) -> str:
    """Give only what an answer may be read of: `giovedì` of `ho sbagliato, è giovedì`."""
    return BEHIND.sub("", MADE.sub("", without_second_thought(text)))


def behind_let_be(text: str) -> str | None:
    """Give what is said behind `lascia perdere e`, `non serve più,`; None if nothing is."""
    found = LETS_BE.match(text)
    return text[found.end() :] if found else None


def another_matter(text: str) -> str | None:
    """Give what is said of another matter: behind `un'altra cosa:`; None if nothing is."""
    found = NEW_MATTER.match(text)
    return text[found.end() :] if found else None
