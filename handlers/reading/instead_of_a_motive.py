"""Words with which the desk is told what to do; the motive of a decision tells nobody that."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.reading.cues import Tag
from handlers.reading.islands import islands_of
from handlers.reading.parsing import grammar_for
from handlers.reading.words import split

_FIRST = re.compile(
    r"^(?:(?:prima|intanto|allora|ok|poi|first|s[iì]|yes|va bene)[\s,]+)+(?=\S)", re.IGNORECASE
)
ORDERS = frozenset(
    {
        *("fammi", "fai", "dimmi", "mostra", "mostrami", "manda", "chiama", "convoca", "richiama"),
        *("avvisa", "approva", "rifiuta", "delega", "sposta", "togli", "let", "tell", "call"),
        *("recall", "approve", "refuse", "reject", "delegate"),
    }
)
"""With which the desk is told what to do; the motive of a decision tells nobody that."""
_BEYOND = re.compile(
    r"(?:(?:manda|passa|gira|inoltra)(?:l[aoei]|gliel[ao])"
    r"|(?:passa|gira|inoltra)(?:l[aoei])? (?:tutto |la richiesta )?(?:a|ad|al|alla|all) "
    r"|(?:pass|forward|hand) (?:it |this )?(?:over )?to "
    r"|(?:aggiungi|togli|metti|lascia|avvisa) ).*",
)
"""Orders that the desk may not know how to carry out: still, nobody is to read them."""


_NAME = r"(?P<{}>[^\W\d]+(?: [^\W\d]+)?)"
_OTHER = re.compile(
    rf"(?:(?:no|scusa|anzi|sorry) )*(?:intendevo|volevo dire|dicevo|i meant?) (?:di )?"
    rf"{_NAME.format('meant')}|(?:e )?(?:anche|pure|also|and) {_NAME.format('also')}"
    rf"|(?:decid[ea]|decides) {_NAME.format('decides')}"
)


def somebody_else(said: str) -> str | None:
    """Give whom bare words name and nothing else: `intendevo Bruno`, `e anche Bruno`."""
    found = _OTHER.fullmatch(said)
    return found and (found["meant"] or found["also"] or found["decides"])


def meant_instead(said: str) -> bool:
    """Tell whether the one who is named was meant in place of another."""
    found = _OTHER.fullmatch(said)
    return found is not None and found["meant"] is not None


_BOTH = re.compile(
    r"\s*(?:(?:no|anzi|scusa|aspetta|e|per|su|sorry|for)[\s,]+)*"
    r"(?:entramb[ie]|tutt[ie] e due|ambedue|both(?: of them)?|all of them)"
    r"(?:\s+(?:(?:i|le|gli|the)\s+)?(?:giorni|giornate|richieste|days|requests))?"
    r"(?:\s*[,:]?\s*(?:perch[eéè]['’]?|xch[eé]|per|because(?: of)?|since|for)\s+(?P<why>\S.*?))?"
    r"[\s.!]*",
    re.IGNORECASE | re.DOTALL,
)
_WHY = re.compile(r"(?:per|perch[eéè]['’]?|xch[eé]|because|for|since)\s", re.IGNORECASE)


def why_both(text: str) -> str | None:
    """Give the motive of `entrambi i giorni perché …`, empty if none is; None for other texts."""
    found = _BOTH.fullmatch(text)
    return None if found is None else found["why"] or ""


def gives_why(text: str) -> bool:
    """Tell whether a text begins as a motive does: `per la riunione`."""
    return _WHY.match(text) is not None


def behind_because(text: str) -> str:
    """Give a motive without `perché`, which asks nothing where a motive is asked for."""
    asks = text.rstrip().endswith("?")
    return text if asks else _BECAUSE.sub("", text)


_BECAUSE = re.compile(
    r"^\s*(?:perch[eéè]['’]?|xch[eéè]|because|since)\s+(?=\S)(?!no\b)", re.IGNORECASE
)


def without_first(text: str) -> str:
    """Give a text without `prima`, `intanto` before an order."""
    return _FIRST.sub("", text)


def is_beyond(said: str) -> bool:
    """Tell whether bare words are an order, though one the desk may not know: `mandalo a Vito`."""
    return _BEYOND.fullmatch(said) is not None


def are_parts_of_days(unread: Iterable[str]) -> bool:
    """
    Tell whether words that an order leaves over only say which hours are meant.

    Who is called for `mercoledì mattina` is called for the whole day: the rest is still an order.
    """
    return all(_is_part_of_a_day(words) for words in unread)


def _is_part_of_a_day(text: str) -> bool:
    words = tuple(piece.word for piece in split(text))
    tags = {one.tag for one in islands_of(words, grammar_for(words).file)}
    return bool(tags) and tags <= PARTS_OF_DAYS


PARTS_OF_DAYS = frozenset({Tag.HALF, Tag.HALF_DAY, Tag.HOURS, Tag.WHEN, Tag.FILLER})
