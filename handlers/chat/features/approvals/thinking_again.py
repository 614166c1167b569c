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

_SAID_WELL = re.compile(
    r"(?:(?:per|pero|ma) )?(?P<what>.+?) (?:(?:invece|pero|anzi|alla fine|in fondo) )?"
    r"(?:va bene|vanno bene|e ok|ok|si puo fare)(?: (?:invece|pero|dai|lo stesso|cosi))*"
)
_TO_THE_LIST = re.compile(
    r"(?:(?:torna|torniamo|vai|andiamo|torno|mostra|mostrami|fammi vedere|rivedo) )"
    r"(?:(?:indietro|di nuovo) )?(?:(?:alla|all|alle|la|l|le|tutte le) ?)"
    r"(?:lista|elenco|richieste)(?: delle richieste)?|back to the list|show the list"
)
_LATER = (
    r"(?:domani|dopo|poi|piu tardi|dopodomani|in seguito|con calma|un altro momento"
    r"|later|tomorrow)"
)
_PUT_OFF = re.compile(
    rf"(?:{_LATER} (?:ci )?(?:decido|penso|vedo|valuto|guardo)"
    rf"|(?:(?:lo|la|ci) )?(?:decido|decidero|decidiamo|penso|vedo|valuto|guardo) {_LATER}"
    r"|ci (?:penso|devo pensare|penso su)|(?:non|devo) (?:so ancora|decido ora|decido adesso"
    r"|ancora decidere)|i will decide later|decide later)"
)


def said_to_be_well(words: str) -> str | None:
    """Give what is said to be well, a person or a day, and nothing else: `Anna invece va bene`."""
    found = _SAID_WELL.fullmatch(" ".join(bare_words(words)))
    return found["what"] if found else None


def goes_to_the_list(words: str) -> bool:
    """Tell whether somebody wants to see all that waits, and says nothing else."""
    return _TO_THE_LIST.fullmatch(" ".join(bare_words(words))) is not None


def puts_off(words: str) -> bool:
    """Tell whether somebody will decide later: `domani decido`."""
    return _PUT_OFF.fullmatch(" ".join(bare_words(words))) is not None


def other_decision(words: str) -> State | None:
    """Give the decision that words order, and nothing else; None for any other text."""
    said = " ".join(bare_words(words))
    if _WELL.fullmatch(said):
        return State.APPROVED
    return next((state for state, order in _ORDERS.items() if order.fullmatch(said)), None)
