"""Whether something is urgent, as people say it in words."""

from __future__ import annotations

import re

from storage.people.names import folded

DENIED = re.compile(
    r"\b(?:non|niente|nessuna?|mica|not)\b"
    r"(?: (?:e|era|sono|ho|mi|sembra|direi|c|sia|di|proprio|cosi|molto|tanto|davvero|per|an"
    r"|so(?= urgen)))*"
    r" urgen\w*|^(?:non (?:credo|penso|direi|proprio)|direi di no)\b"
)
"""`Urgen...` under a denial, or a polite no; `non so, è urgente` is neither."""
AFFIRMED = frozenset(
    {
        *("si", "e", "urgente", "urgentissimo", "urgenza", "un", "una", "molto", "davvero"),
        *("proprio", "purtroppo", "certo", "yes", "it", "is", "s", "urgent", "very"),
    }
)
"""Words that say that it is urgent, and nothing of why."""


def urgency_in(text: str) -> bool | None:
    """Tell whether a text says that it is urgent or that it is not, and no more; else None."""
    words = folded("".join(one if one.isalnum() else " " for one in text)).split()
    if DENIED.search(" ".join(words)) or (words[:1] == ["no"] and "non" not in words):
        return False
    return True if words and AFFIRMED.issuperset(words) else None
