"""Set phrases that stand for one word: `a parte giovedì`, `apart from Thursday`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from handlers.reading.vocabulary import WEEKDAY_NAMES

if TYPE_CHECKING:
    from handlers.reading.words import Piece

EXCEPTING = {
    **dict.fromkeys(
        (
            ("a", "parte"),
            ("ad", "eccezione"),
            ("a", "eccezione"),
            ("fatta", "eccezione", "per"),
            ("ad", "esclusione"),
            ("all", "infuori"),
            ("al", "di", "fuori"),
            ("a", "esclusione"),
        ),
        "tranne",
    ),
    **dict.fromkeys(
        (
            ("apart", "from"),
            ("aside", "from"),
            ("other", "than"),
            ("with", "the", "exception", "of"),
            ("except", "for"),
            ("excluding",),
        ),
        "except",
    ),
}
OF_NO_DAY = frozenset({"questo", "quello", "cio", "che", "tutto", "that", "this", "it"})
"""`A parte questo` opens another matter."""
LONGEST = max(map(len, EXCEPTING))
ALL = frozenset({"week", "month", "every", "all", "days"})
"""Behind these `but Friday`, `but not Friday` leaves a day out."""
EXCLUDED = {"escluso": "tranne", "esclusa": "tranne", "excluded": "except"}
ITALIAN = frozenset({*WEEKDAY_NAMES["it"], *(name[:3] for name in WEEKDAY_NAMES["it"])})
NAMED = ITALIAN | {*WEEKDAY_NAMES["en"], *(name[:3] for name in WEEKDAY_NAMES["en"])}
LAST_DAY = 31


def with_set_phrases(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Put one word for each such phrase, in the place of all of it."""
    at = 0
    while at < len(pieces):
        taken, found = _said_at(pieces, at)
        yield from found
        at += taken


def _said_at(pieces: Sequence[Piece], at: int) -> tuple[int, list[Piece]]:
    piece = pieces[at]
    excepting = _excepting(pieces, at)
    if excepting is not None:
        taken, word = excepting
        return taken, [piece._replace(word=word, end=pieces[at + taken - 1].end)]
    if _is_left_out(pieces, at):
        behind = pieces[at + 1]
        return 2, [
            piece._replace(word=EXCLUDED[behind.word]),
            behind._replace(word=piece.word),
        ]
    if _is_a_week(pieces, at):
        return 1, [piece._replace(word="settimana")]
    return 1, [piece._replace(word="martedi")] if _is_tuesday(pieces, at) else [piece]


def _excepting(pieces: Sequence[Piece], at: int) -> tuple[int, str] | None:
    """Tell how many words mean `tranne` here, with something behind them that is left out."""
    words = [piece.word for piece in pieces[at : at + LONGEST + 1]]
    for length in range(LONGEST, 0, -1):
        word = EXCEPTING.get(tuple(words[:length]))
        if word is not None and len(words) > length and words[length] not in OF_NO_DAY:
            return length, word
    if words[:1] != ["but"] or not any(piece.word in ALL for piece in pieces[:at]):
        return None
    taken = 2 if words[1:2] == ["not"] else 1
    behind = [word for word in words[taken:] if word not in ("on", "the")]
    return (taken, "except") if behind[:1] and behind[0] in NAMED else None


def _is_left_out(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a weekday is left out behind its comma: `…, giovedì escluso`."""
    before = pieces[at - 1].word if at else ""
    behind = pieces[at + 1].word if at + 1 < len(pieces) else ""
    after = pieces[at + 2].word if at + 2 < len(pieces) else ","
    return before == "," and pieces[at].word in NAMED and behind in EXCLUDED and after == ","


def _is_a_week(pieces: Sequence[Piece], at: int) -> bool:
    """Tell `sett prossima` from the month: beside these words it is a week."""
    if pieces[at].word not in ("sett", "settim"):
        return False
    beside = [*pieces[at - 1 : at], *pieces[at + 1 : at + 2]]
    return any(piece.word in WHICH_WEEK for piece in beside)


WHICH_WEEK = frozenset({"prossima", "questa", "scorsa", "intera", "tutta", "prox"})


def _is_tuesday(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether `mar` is a weekday, as the one before it: each has its number behind."""
    if pieces[at].word != "mar" or at < 2 or at + 1 == len(pieces):
        return False
    numbers = [pieces[at - 1].word, pieces[at + 1].word]
    days = [number.isdecimal() and 0 < int(number) <= LAST_DAY for number in numbers]
    return pieces[at - 2].word in ITALIAN and all(days)
