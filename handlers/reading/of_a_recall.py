"""The words of a change of a recall that is shown: `aggiungi Bruno`, `cambia il motivo: ...`."""

from __future__ import annotations

import re

_MOTIVE = re.compile(
    r"\s*(?:(?:no|anzi|scusa)[\s,]+)?(?:cambia|correggi|scrivi|metti|change)?\s*"
    r"(?:(?:il|come|the)\s+)?(?:motivo|reason)\s*(?:[eè]\b|:)\s*:?\s*(?P<words>.+)",
    re.IGNORECASE | re.DOTALL,
)
_NAME = r"(?P<name>[^\W\d]+(?:['\s][^\W\d]+){0,2})"
_ALSO = re.compile(
    rf"\s*(?:aggiungi|metti)\s+(?:anche\s+|pure\s+)?{_NAME}[\s.!]*|\s*add\s+(?P<other>\w+)[\s.!]*",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    rf"\s*(?:(?:no|anzi|scusa|aspetta|meglio|rather|intendevo|volevo dire|i meant)[\s,]+)+"
    rf"{_NAME}(?:\s+invece)?[\s.!]*"
    rf"|\s*{_NAME.replace('name', 'other')}\s+invece[\s.!]*",
    re.IGNORECASE,
)


_VERB = (
    r"(?:(?:richiam|convoc)(?:a|o|iamo|al[aeio]|iamol[aeio]|are|arl[aeio])|recall|call|confermo"
    r"|conferma|procedi|fallo|fai)"
)
_YES = r"(?:si|ok|okay|va bene|certo|d accordo|dai|perfetto|esatto|allora|yes|yeah|sure|right)"
_OF_THEM = r"(?:her|him|them|it|il richiamo|the recall|pure|subito|cosi|grazie|tutti|tutte|all)"
_AGREED = re.compile(
    rf"(?:{_YES} )*(?:{_VERB}(?: {_OF_THEM})*|(?:il )?richiamo (?:confermato|va bene|ok))"
)
_DENIED = re.compile(
    rf"(?:(?:no|anzi|aspetta|scusa|wait) )*(?:non|do not|don t|dont) (?:l[aeio] )?{_VERB}"
    r"(?: (?:piu|nessuno|her|him|them|anybody|anyone|all|grazie))*"
)


def is_agreed(said: str) -> bool:
    """Tell whether bare words order what is shown once more: `sì, richiamala`, no motive."""
    return _AGREED.fullmatch(said) is not None


def is_denied(said: str) -> bool:
    """Tell whether bare words say that nobody is called after all: `no, non richiamarla`."""
    return _DENIED.fullmatch(said) is not None


def motive_named(text: str) -> str | None:
    """Give the motive that is called by its name; None for any other text."""
    found = _MOTIVE.fullmatch(text)
    return found["words"].strip() if found else None


def name_said(text: str) -> tuple[str, bool] | None:
    """Give a name, and whether it stands instead of those before, if a text says nothing more."""
    for cue, instead in ((_ALSO, False), (_INSTEAD, True)):
        found = cue.fullmatch(text)
        if found:
            return (found["name"] or found["other"]).strip(), instead
    return None
