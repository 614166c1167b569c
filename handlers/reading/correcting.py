"""Typing errors in a sentence: one or two unknown words, each a letter away from a known one."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from handlers.reading.cues import COMMON, FILLERS, LIMITS, PHRASES, ROLES
from handlers.reading.names import BOND, IsName
from handlers.reading.parsing import ENGLISH, ITALIAN, grammar_for, grammar_in
from handlers.reading.vocabulary import WEEKDAY_NAMES
from handlers.reading.words import Piece, Text

MOST_UNKNOWN = 8
"""With more unknown words than these a text is no sentence with a typing error in it."""
MOST_MENDED = 2
"""Typing errors of one sentence; with more nobody knows what was meant."""
SHORTEST = 5
"""Shorter words are a letter away from too many others."""
DAYS = frozenset({"WEEKDAY", "MONTH", "MAR", "FEAST"})
LONG = 8
"""Of words so long, one that is a letter away from another is hardly ever right itself."""
MENDED = frozenset(
    {
        *DAYS,
        *(
            "OGGI",
            "DOMANI",
            "DOPODOMANI",
            "IERI",
            "STAMATTINA",
            "DOMATTINA",
            "MORNING",
            "AFTERNOON",
        ),
        *("NOON", "SETTIMANA", "WEEKEND", "VIGILIA", "NEXT", "NEXTS", "THIS", "MESE", "_MONTH"),
        *("_GIORNO", "_GIORNATA", "_DAY", "_MEZZA", "_HOUR", "_MINUTES", "_PONTE", "ENTRO"),
        *("AGILE", "SMART", "REMOTE", "_MODALITA", "WORK", "_WORK", "_WORKING", "_PRESENZA"),
        *("OFFICE", "BOOK", "_BOOKING", "CANCEL", "_CANCEL", "SWAP", "_SWAP", "PERMIT", "_PERMIT"),
        *("_PERMESSO", "APPROVE", "_APPROVE", "REFUSE", "RECALL", "_RECALL"),
    }
)
"""What a shorter word is mended to: days, times, ways of working, what is done with them."""
RIGHT = frozenset(
    {
        *("smettere", "smetto", "smetti", "smette", "smettiamo", "smetta", "smesso", "ammettere"),
        *("sposo", "sposa", "sposi", "spose", "sposano", "sposare", "sposarmi", "sposato"),
        *("sposata", "sposati", "sposate", "sposiamo", "sposero", "sposera", "spesa", "spese"),
        *("trasposto", "disposto", "esposto", "proposta", "scombina", "scommetti", "rimetti"),
        *("start", "starts", "chart", "heart", "looking", "lately", "bring", "bored", "bookings"),
        *("rimetto", "rimettere", "commettere", "ammetto", "permetto", "permettere"),
    }
)
"""Words that are right as they stand, and would say another thing, or the contrary, if mended."""
NUMBERS = frozenset({"COUNT", "NTH", "UN", "QUARTO", "NUM"})
"""Figures are never guessed."""
ACCENTED = MappingProxyType(
    {
        **{day: f"{day[:-1]}ì" for day in WEEKDAY_NAMES["it"] if day.endswith("di")},
        "modalita": "modalità",
        "reperibilita": "reperibilità",
    }
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def corrected(
    text: Text, is_name: IsName | None
) -> tuple[tuple[Piece, ...], tuple[tuple[str, str], ...]] | None:
    """Give the words with one or two of them corrected, and how; None if none or more can be."""
    unknown = [place for place, piece in enumerate(text.pieces) if not _known(piece.word)]
    if len(unknown) > MOST_UNKNOWN:
        return None
    found = [
        (place, word) for place in unknown if (word := _meant(text, place, is_name)) is not None
    ]
    if not 0 < len(found) <= MOST_MENDED:
        return None
    pieces = list(text.pieces)
    for place, word in found:
        pieces[place] = pieces[place]._replace(word=word)
    changes = ((text.written(at, at + 1), ACCENTED.get(word, word)) for at, word in found)
    return tuple(pieces), tuple(changes)


def _meant(text: Text, place: int, is_name: IsName | None) -> str | None:
    word = text.pieces[place].word
    if len(word) < SHORTEST or not word.isalpha() or BOND in word or word in RIGHT:
        return None
    written = text.written(place, place + 1)
    named = is_name is not None and is_name((word,))
    file = grammar_for(text.words).file
    capital = written[0].isupper() and not written.isupper()
    if named or (place > 0 and capital and file == ITALIAN):
        return None
    known = _vocabulary(file)
    near = {one for one in a_letter_away(word) if _may_be_meant(one, known)}
    return near.pop() if len(near) == 1 else _the_usual(near, known)


def _may_be_meant(word: str, known: dict[str, str]) -> bool:
    """Tell whether a typing error may be of a word: `stanco` is never taken for `stacco`."""
    if len(word) < SHORTEST or word not in known:
        return False
    return len(word) >= LONG or known[word] in MENDED


def _the_usual(near: set[str], known: dict[str, str]) -> str | None:
    """Take `matina` for `mattina`, of which `mattine` is only another form; never a day so."""
    senses = {known[word] for word in near}
    return min(near) if len(senses) == 1 and not senses & DAYS else None


def a_letter_away(word: str) -> set[str]:
    """List what one letter more, less, other, or two changed places make of a word."""
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {one + other[1:] for one, other in splits if other}
    more = {one + letter + other for one, other in splits for letter in LETTERS}
    otherwise = {one + letter + other[1:] for one, other in splits if other for letter in LETTERS}
    turned = {one + other[1] + other[0] + other[2:] for one, other in splits if len(other) > 1}
    return (less | more | otherwise | turned) - {word}


@cache
def _vocabulary(file: str) -> dict[str, str]:
    """Give the words that a typing error can be of, with the terminal that tells their sense."""
    known = grammar_in(file).vocabulary
    phrases = {word: tag.name for (word, *more), tag in PHRASES.items() if not more}
    return {**phrases, **{word: name for word, name in known.items() if name not in NUMBERS}}


def _known(word: str) -> bool:
    return word in FILLERS or word in _everything()


@cache
def _everything() -> frozenset[str]:
    words = {word for phrase in (*PHRASES, *ROLES) for word in phrase}
    known = (grammar_in(file).vocabulary.keys() for file in (ITALIAN, ENGLISH))
    return frozenset(words.union(COMMON, LIMITS, *known))
