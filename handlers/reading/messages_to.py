"""`Scrivi a Bruno che domani arrivo tardi`: a message to somebody, with its words as written."""

from __future__ import annotations

import re

from handlers.reading.meanings import AskBack, Contact, Question
from handlers.reading.names import IsName
from handlers.reading.words import split

SAYING = re.compile(
    r"^\s*(?:(?:per favore|per piacere|please|puoi|potresti|can you|could you)[\s,]+)*"
    r"(?:scriv(?:i|ere)|d[iì]['’]?|dire|manda(?:re)? un messaggio|messaggio|avvis(?:a|are)"
    r"|avvert(?:i|ire)|comunic(?:a|are)|fai sapere|far sapere|tell|write(?: to)?|text|message"
    r"|send a message to|let)\s+"
    r"(?:(?:ad|al|alla|all['’]|a|to)\s+)?"
    r"(?P<name>[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*){0,2}?)"
    r"(?:\s*[:,]\s*(?:che\s+|that\s+)?|\s+(?:che|know that|know|that)\s+)"
    r"(?P<words>\S.*\S)\s*$",
    re.IGNORECASE | re.DOTALL,
)
AN_ORDER = re.compile(r"\b(?:richiam\w+|recall\w*|deleg\w+)\b", re.IGNORECASE)
"""Of which nobody is told by a message of one's own."""
_TO_THEM = re.compile(
    r"^\s*(?:(?:per favore|per piacere|please|puoi|potresti|can you|could you|e|allora)[\s,]+)*"
    r"(?:d[iì]gli|dille|dirgli|dirle|d[iì]['’]? loro|scrivi(?:gli|le)|scriver(?:gli|le)"
    r"|scrivi loro|(?:avvisa|avverti|informa)(?:l[oaie])|(?:fagli|falle|fargli|farle) sapere"
    r"|manda(?:gli|le) (?:un messaggio|a dire)|comunica(?:gli|le)|ricorda(?:gli|le)"
    r"|(?:tell|text|write(?: to)?|inform|message) (?:him|her|them)"
    r"|let (?:him|her|them) know)"
    r"(?:\s*[:,]\s*|\s+(?:che|that|di)\s+|\s+(?=i\b|i['’]))\S",
    re.IGNORECASE,
)


def message_to_nobody(text: str) -> AskBack | None:
    """Ask whom a text is for that is told to `him`: its words are no wish of one's own."""
    return AskBack(question=Question.WHOM) if _TO_THEM.match(text) else None


def message_to(text: str, is_name: IsName | None) -> Contact | None:
    """Give whom a text wants told, and what; only of somebody who is known by that name."""
    found = SAYING.match(text)
    if found is None or is_name is None or AN_ORDER.search(text):
        return None
    name = tuple(piece.word for piece in split(found["name"]))
    if not name or not is_name(name):
        return None
    return Contact(" ".join(name), words=found["words"])
