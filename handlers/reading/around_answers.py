"""
What words around an answer say: `spostiamo a giovedì dalle 9 alle 11`, `un'ora dopo`.

Words at both ends only say that it takes the place of what stands, or stands beside it; what is
between them is a day, hours, a kind, and is read as any answer is (`fragments.py`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.reading.answer_patterns import (
    BEGINNING_AT,
    EITHER_WAY,
    ENDING_AT,
    LASTING,
    NOT_THAT,
    NOT_THIS,
    SAME_HOURS_FIRST,
    THE_SAME_AGAIN,
)
from handlers.reading.answer_words import (
    ADDING,
    BEHIND,
    BESIDE,
    BESIDE_BEHIND,
    EARLIER,
    INSTEAD,
    LATER,
    LEADING,
    LONGER,
    MARKS,
    OF_IT,
    SAME_HOURS,
    SHORTER,
    SOFT,
    TAKING_OFF,
    TURNING,
)
from handlers.reading.answers_moved import (
    LONGEST,
    Correction,
    days_moved,
    end_moved,
    length_in,
    moved_by,
)
from handlers.reading.correcting import a_letter_away
from handlers.reading.words import Piece, split

BOTH_ENDS = re.compile(r"^\W*|\W*$")


def correction_in(text: str) -> Correction:
    """Give what a text changes of a permit, if it is no more than that; a long one is more."""
    if len(text) > LONGEST:
        return Correction(text)
    whole = ENDING_AT.sub("fino ", BOTH_ENDS.sub("", text))
    whole = LASTING.sub("", BEGINNING_AT.sub("", whole))
    said, denied = _without_denied(whole)
    found = Correction(said, instead=said != whole, denied=denied)
    found = _without_behind(found)
    before = _without_before(found)
    moved = end_moved(before) or moved_by(before, found.said)
    if not moved.moves:
        moved = _on_a_day_and_moved(moved, found.said)
    return replace(moved, said=AT_A_DATE.sub(_article, moved.said))


def _without_denied(whole: str) -> tuple[str, str]:
    """Give words without the day or the hour that they deny, and what that is."""
    said, denied = whole, ""
    for pattern in (NOT_THAT, NOT_THIS):
        found = pattern.search(said)
        if found is not None and not denied:
            denied = found["not"].strip(" ,")
            said = said[: found.start()] + said[found.end() :]
    return said, denied


def _on_a_day_and_moved(found: Correction, whole: str) -> Correction:
    """
    Part `venerdì, un'ora dopo` and `un'ora dopo ma venerdì` into the day and by how much.

    What stands beside the move is `left`, whatever it is: who changes a permit reads it whole.
    """
    pieces = split(whole)
    for at in range(1, len(pieces)):
        first = whole[: pieces[at - 1].end].rstrip(" ,")
        rest = whole[pieces[at].start :].lstrip(" ,")
        for day, by in ((first, rest), (rest, first)):
            moved = moved_by(_without_before(Correction(by)), by)
            if moved.later:
                return _beside_a_move(found, _without_before(Correction(day)).said, moved.later)
    return found


def _beside_a_move(found: Correction, beside: str, later: int) -> Correction:
    """Give a move with what stands beside it; `un'ora prima o dopo` says no way at all."""
    if EITHER_WAY.search(found.said.casefold()):
        return replace(found, either=True)
    days = days_moved(beside)
    if days:
        return replace(found, later=later, days_later=days, said="")
    return replace(found, said=beside, left=beside, later=later)


AT_A_DATE = re.compile(r"^al(?P<rest>la|l['’]|)(?=\s|(?<=['’])\S)", re.IGNORECASE)


def _article(found: re.Match[str]) -> str:
    """Give `il 26` for `al 26`: alone the number may be an hour."""
    return {"": "il", "la": "la"}.get(found["rest"], "l'")


def _without_behind(found: Correction) -> Correction:
    """Leave out what follows the answer."""
    while True:
        pieces = split(found.said)
        words = tuple(piece.word for piece in pieces)
        for phrases in (SAME_HOURS, BESIDE_BEHIND, BEHIND, MARKS):
            cut = _ending(words, phrases)
            if cut and cut < len(words):
                found = replace(
                    found,
                    said=found.said[: pieces[len(pieces) - cut - 1].end],
                    instead=found.instead or (phrases is BEHIND and words[-cut:] in TURNING),
                    beside=found.beside or phrases is BESIDE_BEHIND,
                    same_hours=found.same_hours or phrases is SAME_HOURS,
                )
                break
        else:
            return found


def _ending(words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...]) -> int:
    """Count the words of the longest phrase that words end with."""
    return max((len(one) for one in phrases if words[-len(one) :] == one), default=0)


def _without_before(found: Correction) -> Correction:
    """Leave out what stands before the answer."""
    again = THE_SAME_AGAIN.match(found.said)
    first = again or SAME_HOURS_FIRST.match(found.said)
    if first is not None:
        said, beside = found.said[first.end() :], found.beside or again is not None
        found = replace(found, said=said, same_hours=True, beside=beside)
    pieces = split(found.said)
    at = 0
    instead, beside = found.instead, found.beside
    amount = ""
    while at < len(pieces) - 1:
        word = _meant(pieces[at].word)
        if word in BESIDE:
            beside = True
        elif word in ADDING | TAKING_OFF:
            amount = word
        elif word in INSTEAD or word in EARLIER | LATER | LONGER | SHORTER:
            instead = True
        elif not (
            word in SOFT
            or word == ","
            or ((instead or amount) and _of_it(pieces, at))
            or _is_it(pieces, at)
        ):
            break
        at += 1
    said = found.said[pieces[at].start :] if pieces else ""
    if amount and length_in(said):
        instead, amount = True, ""
    return replace(
        found,
        said=said,
        instead=instead,
        beside=beside or amount in ADDING,
        taken_off=amount in TAKING_OFF,
    )


def _is_it(pieces: list[Piece], at: int) -> bool:
    """Tell whether a word is the permit before its verb: `la sposto a venerdì`."""
    moving = INSTEAD | EARLIER | LATER | LONGER | SHORTER
    return pieces[at].word in ("la", "lo") and pieces[at + 1].word in moving - OF_IT


SHORTEST_MENDED = 5
"""Letters of a word that a typing error may be of: `meglo`, `spostimo`."""


def _meant(word: str) -> str:
    """Give the one long word that a typing error is of; the word as it is otherwise."""
    if len(word) < SHORTEST_MENDED or word in LEADING:
        return word
    near = {one for one in a_letter_away(word) & LEADING if len(one) >= SHORTEST_MENDED}
    return near.pop() if len(near) == 1 else word


def _of_it(pieces: list[Piece], at: int) -> bool:
    """Tell whether a word only leads to the answer; `un'ora`, `il 26` are the answer itself."""
    word, following = pieces[at].word, pieces[at + 1].word
    if word in ("il", "la", "l", "the", "un", "al", "all", "alla") and following not in OF_IT:
        return False
    return word in OF_IT and not (word == "un" and following != "altro")
