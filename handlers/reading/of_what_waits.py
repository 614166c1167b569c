"""
What a manager says of the requests that wait, without naming them: `tutti tranne Bruno`.

Each is said again as a whole sentence, which shows what is meant; of a place in the list (`la
seconda`) only who keeps the list knows which request it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.reading.completing import plain_letters
from handlers.reading.names import IsName
from handlers.reading.placed import LAST, PLACES, place_in
from handlers.reading.words import split

_LEFT_OUT = r"(?:tranne|fuorch[eé]|eccetto|salvo|escluso|esclusa|meno|ma non|except|but not|but)"
_APPROVE = r"(?:approva|approvo|accetta|accetto|autorizza|approve|accept)"
_REFUSE = r"(?:rifiuta|rifiuto|respingi|boccia|refuse|reject)"
_ALL = re.compile(rf"(?:(?:{_APPROVE} )?(?:tutti|tutte|tutto)|(?:{_APPROVE} )?(?:all|everything))")
_ALL_BUT = re.compile(
    rf"(?P<refuse>{_REFUSE} )?(?:{_APPROVE} )?(?:tutti|tutte|tutto|all|everyone|everybody)"
    rf",? {_LEFT_OUT} (?P<but>.+)"
)
_NOT = re.compile(r"(?:non|ma non|not) (?P<but>.+)")
_ONLY = re.compile(r"(?:solo|soltanto|only) (?P<whom>.+)")
_THOSE = re.compile(r"(?:solo )?(?P<those>(?:quell[aeo]|la richiesta|le richieste) d(?:i|el) .+)")
_WORDS = "|".join(word for words in (*PLACES, LAST) for word in words)
_PLACE = re.compile(
    rf"(?:(?:(?P<refuse>{_REFUSE})|{_APPROVE}) )?(?:la |il |l'|the )?(?P<place>{_WORDS})"
    r"(?: (?:richiesta|request|one))?"
)
_VERDICT = re.compile(
    r"(?:a |per |for )?(?P<whom>\w+(?: \w+)?),? "
    r"(?:(?P<yes>ok|okay|si|yes|va bene)|(?P<no>no|non va bene))"
    r"(?:(?:,|:)? (?:perche|siccome|because|since) (?P<why>.+)|[,:] (?P<aside>.+))?"
)


@dataclass(frozen=True, slots=True)
class InTheList:
    """A request by its place in the list; -1 is the last."""

    place: int
    approve: bool


def said_of_what_waits(text: str, is_name: IsName) -> str | InTheList | None:
    """Give the whole sentence, or the place in the list; None for anything else."""
    plain = plain_letters(text.strip(" .!…"))
    asks = plain.endswith("?")
    plain = plain.rstrip("? ")
    if _ALL.fullmatch(plain) and not asks:
        return "richieste da approvare"
    placed = None if asks else _PLACE.fullmatch(plain)
    if placed is not None:
        place = place_in(placed["place"])
        return None if place is None else InTheList(place, approve=not placed["refuse"])
    return _of_somebody(plain, is_name, asks=asks)


def names_a_place(text: str) -> bool:
    """Tell whether a decision is of a request by its place: of `the first`, which is no name."""
    return _PLACE.fullmatch(plain_letters(text.strip(" .!…"))) is not None


def verdict_on(text: str, is_name: IsName) -> str | None:
    """Give `Bruno no, siamo in pochi` as a whole sentence, of a name that `is_name` knows."""
    found = _VERDICT.fullmatch(plain_letters(text.strip(" .!…")))
    if found is None or not _are_names(found["whom"], is_name):
        return None
    if found["yes"]:
        return None if found["why"] or found["aside"] else f"approva {found['whom']}"
    why = found["why"] or found["aside"]
    return f"rifiuta {found['whom']}" + (f" perché {why}" if why else "")


def _of_somebody(plain: str, is_name: IsName, *, asks: bool) -> str | None:
    but = None if asks else (_ALL_BUT.fullmatch(plain) or _NOT.fullmatch(plain))
    if but is not None and _are_names(but["but"], is_name):
        verb = "rifiuta" if but.groupdict().get("refuse") else "approva"
        return f"{verb} tutto tranne {but['but']}"
    only = _ONLY.fullmatch(plain)
    if only is not None and _are_names(only["whom"], is_name):
        return f"approva {only['whom']}"
    those = None if asks else _THOSE.fullmatch(plain)
    return None if those is None else f"approva {those['those']}"


def _are_names(text: str, is_name: IsName) -> bool:
    """Tell whether a text is nothing but names: `Anna e Bruno`."""
    parts = re.split(r"\s*(?:,| e | ed | and )\s*", text)
    return all(part and is_name(tuple(p.word for p in split(part))) for part in parts)
