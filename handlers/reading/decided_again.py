"""
The words of another decision, said while a motive is asked for: `anzi approvala`.

All of them are small letters without accents or marks, one blank between two words.
"""

from __future__ import annotations

import re

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


_APPROVES, _REFUSES = _order(_APPROVING), _order(_REFUSING)
_REFUSES_AGAIN = re.compile(rf"(?:(?:{_LEADING}) )+(?:{_REFUSING}){_BEHIND}")
"""`Sì, rifiutala` where a refusal is asked about: the same once more, and no motive."""
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
_WELL_SAID = re.compile(
    rf"(?:(?:{_AGAIN}|{_LEADING}) )*(?:va bene|vanno bene|ok|okay|d accordo)"
    r"(?: (?:per|pero|invece))* (?P<what>.+?)(?: (?:invece|pero|dai|lo stesso|cosi))*"
)
"""`No dai, va bene venerdì`: what is well stands behind."""
_LATER = (
    r"(?:domani|dopo|poi|piu tardi|dopodomani|in seguito|con calma|un altro momento"
    r"|later|tomorrow)"
)
_PUT_OFF = re.compile(
    rf"(?:{_LATER} (?:ci )?(?:decido|penso|vedo|valuto|guardo)"
    rf"|(?:(?:lo|la|ci) )?(?:decido|decidero|decidiamo|penso|vedo|valuto|guardo) {_LATER}"
    r"|ci (?:penso|devo pensare|penso su)|(?:non|devo) (?:so ancora|decido ora|decido adesso"
    r"|ancora decidere)|i will decide later|decide later"
    r"|(?:no |ok |magari |facciamo )*(?:un altra volta|non ora|non adesso|another time|not now))"
)


def well_said(said: str) -> str | None:
    """Give what is said to be well, a person or a day, and nothing else: `Anna invece va bene`."""
    found = _SAID_WELL.fullmatch(said) or _WELL_SAID.fullmatch(said)
    return found["what"] if found else None


def is_of_the_list(said: str) -> bool:
    """Tell whether somebody wants to see all that waits, and says nothing else."""
    return _TO_THE_LIST.fullmatch(said) is not None


def is_put_off(said: str) -> bool:
    """Tell whether somebody will decide later: `domani decido`."""
    return _PUT_OFF.fullmatch(said) is not None


def approves_instead(said: str) -> bool | None:
    """Tell whether words order to approve, or to refuse, and nothing else; else None."""
    if _WELL.fullmatch(said) or _APPROVES.fullmatch(said):
        return True
    refuses = _REFUSES.fullmatch(said) or _REFUSES_AGAIN.fullmatch(said)
    return False if refuses else None
