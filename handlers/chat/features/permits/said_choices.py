"""What the buttons of a permit offer, as people say it: halves, lengths, whole days."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handlers.reading.hours import Hours
from rules.facts import Half

WHOLE_DAYS = "days"
"""What is taken for whole days where hours are asked."""
WHOLE = dict.fromkeys(
    (
        *("per tutto il giorno", "per tutta la giornata", "giornata intera", "l'intera giornata"),
        *("giorno intero", "giorni interi", "the whole day", "all day"),
    ),
    WHOLE_DAYS,
)
A_COUPLE = {"un paio d'ore": Hours(minutes=120), "un paio di ore": Hours(minutes=120)}
BARE = {
    words: Hours(minutes=60 * hours)
    for hours, several in enumerate(
        (("una", "1"), ("due", "2"), ("tre", "3"), ("quattro", "4")), 1
    )
    for words in several
}
"""A number alone, once it is known when the permit begins: so many hours."""
HALVES = {
    **dict.fromkeys(("la mattina", "di mattina", "per tutta la mattina", "in mattinata"), Half.AM),
    **dict.fromkeys(("il pomeriggio", "di pomeriggio", "per tutto il pomeriggio"), Half.PM),
    "nel pomeriggio": Half.PM,
    "in the morning": Half.AM,
    "in the afternoon": Half.PM,
}
SAID: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {"start": {**WHOLE, **A_COUPLE}, "half": HALVES}
)


def said_choices(field: str, *, begun: bool) -> Mapping[str, Any]:
    """Give what may be said for a field; `begun` tells that the beginning is known."""
    return {**SAID.get(field, {}), **(BARE if begun and field == "start" else {})}
