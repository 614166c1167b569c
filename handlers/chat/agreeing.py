"""Whether a text says yes to what is shown, and nothing else; only a button ever sends it."""

from __future__ import annotations

from handlers.chat.understanding import bare_words

AGREES = frozenset(
    {
        *("si", "ok", "okay", "va", "bene", "certo", "d", "accordo", "confermo", "conferma"),
        *("perfetto", "procedi", "esatto", "invia", "inviala", "invialo", "inviali", "inviale"),
        *("manda", "mandala", "mandalo", "mandali", "mandale", "ritira", "ritirala"),
        *("yes", "sure", "send", "it", "go", "ahead"),
    }
)
COURTEOUS = frozenset(
    {"pure", "cosi", "grazie", "please", "thanks", "la", "richiesta", "il", "messaggio"}
)
"""Said beside a yes; alone they are none."""


def agrees(text: str) -> bool:
    """Tell whether a text says yes to what is shown, and nothing else."""
    words = frozenset(bare_words(text))
    return bool(words - COURTEOUS) and words <= AGREES | COURTEOUS
