"""What people write around a request as in a letter: to whom, from whom, and their signature."""

from __future__ import annotations

import re
from collections.abc import Callable

IsOwn = Callable[[str], bool]
"""Tells whether words, as they are written, are the name of whoever writes."""
MOST_WORDS = 3
"""Of a name."""
HEAD, FOOT = 200, 120
"""Characters at the beginning and at the end in which such words are looked for."""
_NAME = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_GREETING = (
    r"(?:ciao|buon ?giorno|buona ?sera|buon pomeriggio|salve|gentil\w+|car[aoi]|carissim[aoi]"
    r"|egregi[oa]|spett\w*|hello|hi|dear|good (?:morning|afternoon|evening))"
)
_TITLE = (
    r"(?:dott(?:\.ssa|oressa|ore|\.)?|d\.?r\.?(?:ssa)?|sig(?:\.ra|nora|nor|\.)?|ing\.?|avv\.?"
    r"|arch\.?|geom\.?|rag\.?|prof(?:\.ssa|essoressa|essore|\.)?|direttrice|direttore"
    r"|segretari[oa]|dirigente|sindac[oa]|capo|responsabile|comandante|mr\.?|mrs\.?|ms\.?)"
)
_SALUTATION = re.compile(
    rf"^\s*(?:{_GREETING}[\s,]+)+(?P<titles>(?:{_TITLE}\s+)*(?:{_TITLE}(?=\s*[,:;!\n]))?)"
    rf"(?P<name>(?:{_NAME}(?:\s+{_NAME}){{0,{MOST_WORDS - 1}}})?)\s*[,:;!\n]\s*",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    rf"(?:^|[,.;:!\n]|\b{_GREETING})\s*(?P<says>(?:io )?(?:sono|mi chiamo|qui(?: è)?|parla|i am"
    r"|i['’]m|this is|my name is)\s+)",
    re.IGNORECASE,
)
_OF_AN_OFFICE = re.compile(
    r"\s*,?\s*(?:dell['’]|all['’]|del |della |dello |dei |delle |di |from |of )"
    r"[^,.;:!?\n\d]{1,60}(?=[,.;:!\n])",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*[,.;:!\n–-]*\s*(?:e |ed |and )?", re.IGNORECASE)
_SIGNING = re.compile(
    r"(?:[.,;:!?\n–-]|\b(?:grazie(?: mille)?|saluti|saluto|cordialmente|ciao|giornata|presto"
    rf"|thanks|thank you|regards))[\s,.!–-]*(?P<name>{_NAME}"
    rf"(?:\s+{_NAME}){{0,{MOST_WORDS - 1}}})[\s.!]*$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    rf"^\s*(?P<name>{_NAME}(?:\s+{_NAME}){{0,{MOST_WORDS - 1}}}?)"
    r"\s*(?:qui|here)?\s*[:,–-]\s+",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    rf"^\s*(?P<name>{_NAME}(?:\s+{_NAME}){{0,{MOST_WORDS - 1}}}?)\s*[,:!]\s*"
    r"(?=(?:[^.?!]*\s)?(?:posso|potrei|vorrei|volevo|sono|lavoro|lavorerei|sto|starei|sar[oò]|resto"
    r"|prenoto|chiedo|mi|ho|farei|faccio|devo|avrei|can i|may i|i)\b)",
    re.IGNORECASE,
)
"""`Diana, domani posso…`: whoever writes of themselves names whom they write to."""
_UNDERSIGNED = re.compile(
    r"^\s*(?:io\s+|il\s+|la\s+|the\s+)?(?:sottoscritt[oa]|undersigned)\b\s*,?\s*",
    re.IGNORECASE,
)
_OF_A_POST = re.compile(
    r"\s*,?\s*(?:(?:dipendente|in servizio|matricola|istruttor\w+|impiegat[oa])\b[^,;:\n]{0,60}"
    r"(?:,|(?=\s+chied)))",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[\s,]*(?:con la presente\s+|hereby\s+)?"
    r"(?P<verb>chiede|richiede|vorrebbe|desidera|prenota|comunica|asks|requests|would like)\b",
    re.IGNORECASE,
)
_OWN_VERB = re.compile(r"[\s,]*(?:chiedo|richiedo|vorrei|desidero|i)\s", re.IGNORECASE)
_OF_ONESELF = {
    "chiede": "chiedo",
    "richiede": "richiedo",
    "vorrebbe": "vorrei",
    "desidera": "desidero",
    "prenota": "prenoto",
    "comunica": "comunico",
    "asks": "I would like",
    "requests": "I would like",
    "would like": "I would like",
}
_WORD = re.compile(rf"\s*{_NAME}")


def without_frame(text: str, is_own: IsOwn, *, salutes: bool) -> str:
    """
    Give what is asked for without whose letter it is; the whole text if nothing else is left.

    With `salutes` whom it begins with is only greeted: `Buongiorno Diana, ...`. Who decides about
    others may mean them, and is read with the name.
    """
    inner = _without_signature(text, is_own)
    if salutes:
        inner = _without_salutation(inner)
    inner = _without_heading(inner, is_own)
    inner = _without_introduction(inner, is_own)
    inner = _without_undersigned(inner, is_own)
    return inner if inner.strip(" .,;:!?") else text


def without_addressee(text: str, is_somebody: IsOwn) -> str:
    """Give what somebody writes of themselves without whom it is addressed to."""
    found = _ADDRESSED.match(text, 0, HEAD)
    if found is None or not (looks_like_a_name(found["name"]) and is_somebody(found["name"])):
        return text
    return text[found.end() :]


def looks_like_a_name(words: str) -> bool:
    """Tell whether words may be somebody's name, before it is known who writes."""
    return all(word[:1].isupper() for word in words.split())


def _without_signature(text: str, is_own: IsOwn) -> str:
    foot = max(len(text) - FOOT, 0)
    found = _SIGNING.search(text, foot)
    return text[: found.start("name")] if found and is_own(found["name"]) else text


def _without_salutation(text: str) -> str:
    found = _SALUTATION.match(text, 0, HEAD)
    if found is None or not (found["titles"] or found["name"]):
        return text
    return text[found.end() :] if looks_like_a_name(found["name"]) else text


def _without_heading(text: str, is_own: IsOwn) -> str:
    found = _HEADING.match(text, 0, HEAD)
    return text[found.end() :] if found and is_own(found["name"]) else text


def _without_introduction(text: str, is_own: IsOwn) -> str:
    for found in _INTRODUCTION.finditer(text, 0, HEAD):
        end = _end_of_name(text, found.end(), is_own)
        if end is not None:
            office = _OF_AN_OFFICE.match(text, end)
            rest = _AND.match(text, office.end() if office else end)
            return text[: found.start("says")] + text[rest.end() if rest else end :]
    return text


def _without_undersigned(text: str, is_own: IsOwn) -> str:
    """Read `La sottoscritta Anna Neri chiede` as `chiedo`; who signs must be who writes."""
    found = _UNDERSIGNED.match(text, 0, HEAD)
    if found is None:
        return text
    end = _end_of_name(text, found.end(), is_own) or found.end()
    for beside in (_OF_AN_OFFICE, _OF_A_POST):
        more = beside.match(text, end)
        end = more.end() if more else end
    asks = _ASKS.match(text, end)
    if asks is not None:
        return f"{_OF_ONESELF[asks['verb'].casefold()]}{text[asks.end() :]}"
    return text[end:].lstrip(" ,") if _OWN_VERB.match(text, end) else text


def _end_of_name(text: str, start: int, is_own: IsOwn) -> int | None:
    """Give where the longest own name ends that begins here."""
    ends: list[int] = []
    at = start
    while len(ends) < MOST_WORDS and (word := _WORD.match(text, at)):
        at = word.end()
        ends.append(at)
    return next((end for end in reversed(ends) if is_own(text[start:end].strip())), None)
