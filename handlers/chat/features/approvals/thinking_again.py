"""The other decision, said while a motive is asked for: `anzi approvala`."""

from __future__ import annotations

import re

from handlers.chat.understanding import bare_words
from handlers.desk.requests.request import State

_AGAIN = (
    r"no|anzi|aspetta|aspetti|aspettate|scusa|scusi|invece|ripensandoci|ci ho ripensato|meglio"
    r"|ho cambiato idea|ho sbagliato|mi sono sbagliat[oa]|volevo dire|intendevo|wait|sorry|rather"
)
_LEADING = r"ok|okay|va bene|si|dai|d accordo|allora|in fondo|alla fine|certo|poi|yes"
_IT = r"(?:la|lo|le|li|gliela|glielo) "
_BEHIND = r"(?: (?:pure|lo stesso|la richiesta|invece|it|them|grazie|per favore|tutto|tutte))*"
_APPROVING = (
    r"(?:approv|accett|autorizz)(?:a|o|iamo|ala|alo|ale|ali|iamola|iamolo|are|arla|arlo)"
    r"|conced(?:i|o|ila|ilo|iamo|iamola)|accogl(?:i|ila|iamo)|accolgo|approve|accept"
)
_REFUSING = (
    r"rifiut(?:a|o|iamo|ala|alo|ale|ali|iamola|iamolo|are|arla|arlo)"
    r"|respin(?:gi|go|gila|gilo|giamo|gere)|neg(?:a|o|hiamo|ala|alo)|refuse|reject|deny"
    r"|non (?:la |lo )?(?:approv|accett|autorizz)(?:o|are|arla|iamo)"
)


def _order(verbs: str) -> re.Pattern[str]:
    """Match an order that takes back, or names what is shown; a plain one is a new sentence."""
    leading = rf"(?:(?:{_LEADING}) )*"
    again = rf"{leading}(?:{_AGAIN}) (?:(?:{_AGAIN}|{_LEADING}) )*(?:{_IT})?"
    return re.compile(rf"(?:{again}|{leading}{_IT})(?:{verbs}){_BEHIND}")


_ORDERS = {State.APPROVED: _order(_APPROVING), State.REFUSED: _order(_REFUSING)}
_WELL = re.compile(rf"(?:(?:{_AGAIN}) )+(?:va bene|ok|okay|si)(?: (?:cosi|dai|lo stesso))*")
"""A yes that takes back: without the words before it, it is said to the question."""


def other_decision(words: str) -> State | None:
    """Give the decision that words order, and nothing else; None for any other text."""
    said = " ".join(bare_words(words))
    if _WELL.fullmatch(said):
        return State.APPROVED
    return next((state for state, order in _ORDERS.items() if order.fullmatch(said)), None)
