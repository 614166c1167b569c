"""Words with which the desk is told what to do; the motive of a decision tells nobody that."""

from __future__ import annotations

import re

_FIRST = re.compile(r"^(?:(?:prima|intanto|allora|ok|poi|first)[\s,]+)+(?=\S)", re.IGNORECASE)
ORDERS = frozenset(
    {
        *("fammi", "fai", "dimmi", "mostra", "mostrami", "manda", "chiama", "convoca", "richiama"),
        *("avvisa", "approva", "rifiuta", "delega", "sposta", "togli", "let", "tell", "call"),
    }
)
"""With which the desk is told what to do; the motive of a decision tells nobody that."""
_BEYOND = re.compile(
    r"(?:(?:manda|passa|gira|inoltra)(?:l[aoei]|gliel[ao])"
    r"|(?:aggiungi|togli|metti|lascia|avvisa) )\b.*",
)
"""Orders that the desk may not know how to carry out: still, nobody is to read them."""


def without_first(text: str) -> str:
    """Give a text without `prima`, `intanto` before an order."""
    return _FIRST.sub("", text)


def is_beyond(said: str) -> bool:
    """Tell whether bare words are an order, though one the desk may not know: `mandalo a Vito`."""
    return _BEYOND.fullmatch(said) is not None
