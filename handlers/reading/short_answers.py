"""
A manager's short answer about somebody: `Anna domani ok`, `ok per Anna domani`, `Anna domani no`.

`Ok` and `va bene` are courtesy elsewhere, and are gone before a sentence is read: here they are
what it says. It is read as the same sentence with `approva` or `rifiuta` before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.reading.cues import LIMITS, NOT_NAMES, Tag
from handlers.reading.island import Island
from handlers.reading.islands import islands_of
from handlers.reading.names import IsName
from handlers.reading.parsing import ENGLISH, ITALIAN, NAME, grammar_in
from handlers.reading.words import Piece, Text, saying

GRANTED = (
    *("approvato", "approvata", "approvati", "approvate", "accettato", "accettata"),
    *("autorizzato", "autorizzata", "concesso", "concessa", "approved", "accepted", "granted"),
)
TURNED_DOWN = (
    *("rifiutato", "rifiutata", "rifiutati", "rifiutate", "respinto", "respinta", "negato"),
    *("negata", "bocciato", "bocciata", "rejected", "refused", "denied", "declined"),
)
ANSWERS = (
    (("non", "va", "bene"), "rifiuta"),
    (("va", "bene"), "approva"),
    (("ok",), "approva"),
    (("okay",), "approva"),
    (("si",), "approva"),
    (("yes",), "approva"),
    (("no",), "rifiuta"),
    *(((said,), "approva") for said in GRANTED),
    *(((said,), "rifiuta") for said in TURNED_DOWN),
)
MEANT = frozenset({"va bene", "ok", "okay"})
FOR = frozenset({"per", "a", "ad"})
SMALL = frozenset({Tag.WHEN, Tag.FILLER})
"""What may stand beside the name; with anything else it is no short answer."""


def in_full(text: Text, is_name: IsName | None) -> Text | None:
    """Give a short answer as a whole sentence; None for any other text."""
    if "?" in text.text:
        return None
    pieces = saying(text.text, MEANT)
    first, last = _answer_at_start(pieces), _answer_at_end(pieces)
    if (first is None) == (last is None):
        return None
    verb, rest = first or last or ("", [])
    if not _is_of_somebody(rest, text, is_name, needs_day=first is None):
        return None
    answer = next(piece for piece in pieces if piece not in rest)
    return replace(text, pieces=(answer._replace(word=verb), *rest))


def _answer_at_start(pieces: Sequence[Piece]) -> tuple[str, Sequence[Piece]] | None:
    """Read `ok per Anna domani`."""
    words = tuple(piece.word for piece in pieces)
    for answer, verb in ANSWERS:
        length = len(answer)
        if words[:length] == answer and words[length : length + 1] and words[length] in FOR:
            return verb, pieces[length + 1 :]
    return None


def _answer_at_end(pieces: Sequence[Piece]) -> tuple[str, Sequence[Piece]] | None:
    """Read `Anna domani ok`."""
    words = tuple(piece.word for piece in pieces)
    for answer, verb in ANSWERS:
        if words[-len(answer) :] == answer:
            return verb, pieces[: -len(answer)]
    return None


def _is_of_somebody(
    rest: Sequence[Piece], text: Text, is_name: IsName | None, *, needs_day: bool
) -> bool:
    """Tell whether a name is said, a day (behind a name it must be), and nothing else."""
    words = tuple(piece.word for piece in rest)
    if not words:
        return False
    islands = islands_of(words, ITALIAN)
    named = [island for island in islands if island.tag not in SMALL]
    days = [island for island in islands if island.tag is Tag.WHEN]
    together = named and named[-1].end - named[0].start == len(named)
    if not together or named[0].start > 0 or (needs_day and not days):
        return False
    return all(
        is_name_of_somebody(island, rest, text.text, is_name, anyhow=not needs_day)
        for island in named
    )


def is_name_of_somebody(
    island: Island,
    rest: Sequence[Piece],
    text: str,
    is_name: IsName | None,
    *,
    anyhow: bool = False,
) -> bool:
    """Tell whether a word is a known name, or an unknown word in capitals (`anyhow`: or not)."""
    piece = rest[island.start]
    if is_name is not None and is_name((piece.word,)):
        return True
    unknown = all(
        grammar_in(file).terminals((piece.word,)) == [NAME] for file in (ITALIAN, ENGLISH)
    )
    word = island.tag is Tag.UNREAD and unknown and piece.word.isalpha()
    written = text[piece.start : piece.end]
    return word and piece.word not in NOT_NAMES | LIMITS and (anyhow or written[0].isupper())
