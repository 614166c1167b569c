"""
A sentence that turns: `lunedì 7 no, facciamo martedì 8`, `non il 7, l'8`, `no aspetta, giovedì`.

Or says no to a day without a `no`: `la giornata del 10 la faccio l'11`.

The day that is denied is not asked for. Whether the other is asked for in its place, or moved to
from it, only the store knows: it depends on what is held. Both are handed on to choose from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.reading import meanings
from handlers.reading.building import ModeSaid
from handlers.reading.choosing import resolve
from handlers.reading.cues import Tag
from handlers.reading.days import Calendar
from handlers.reading.island import Island
from handlers.reading.meanings import AskBack, Question, Wish
from handlers.reading.people_said import Sentence
from handlers.reading.said import Listed, Part, When
from handlers.reading.whens import joined_when
from handlers.reading.words import Piece

NO = frozenset({"no", "non", "nn", "not"})
BUT = frozenset({"ma", "bensi", "pero", "but"})
RATHER = frozenset({"facciamo", "faccio", "facciamolo", "meglio", "piuttosto"})
"""With which another day is proposed, also without a comma before it."""
DONE = (
    frozenset({"la", "lo"}),
    frozenset({"faccio", "farei", "faccia", "facciamo", "prendo", "metto", "sposto", "faro"}),
)
"""`La giornata del 10 la faccio l'11`: the words between the two days."""
OPENINGS = (
    *(("no", "aspetta"), ("aspetta", "no"), ("no", "aspetti"), ("anzi", "no"), ("no", "anzi")),
    *(("no", "no"), ("no", ","), ("anzi",), ("aspetta",), ("aspetti",)),
)
"""Words that take back what was said before, and say nothing of what comes."""
PLAIN = frozenset({Tag.FILLER, Tag.SEPARATOR, Tag.BOOK, Tag.MODE, Tag.REASON, Tag.WORK})
"""What may stand beside the two days; with anything else the sentence is asked back."""


@dataclass(frozen=True, slots=True)
class Turned:
    """The day that is denied, and the one that is wanted."""

    given: When
    wanted: When


def without_opening(sentence: Sentence) -> Sentence:
    """Take away `no aspetta` and the like before a sentence that says a day."""
    words = sentence.text.words
    length = next((len(one) for one in OPENINGS if words[: len(one)] == one), 0)
    rest = tuple(island for island in sentence.islands if island.start >= length)
    while rest and rest[0].tag is Tag.SEPARATOR:
        rest = rest[1:]
    opens = length and any(island.tag is Tag.WHEN for island in rest)
    return Sentence(sentence.text, rest) if opens else sentence


def given_first(sentence: Sentence) -> tuple[Piece, ...] | None:
    """
    Give the pieces of `sposta al 14 il 10` as those of `sposta il 10 al 14`; None of any other.

    `Al` marks the day that is wanted, wherever it stands.
    """
    islands = [island for island in sentence.islands if not _is_small(sentence, island)]
    days = [place for place, island in enumerate(islands) if island.tag is Tag.WHEN]
    first = days[0] if days else 0
    tags = [island.tag for island in islands[first - 1 : first + 2]]
    if len(days) != 2 or not first or tags != [Tag.SWAP, Tag.WHEN, Tag.WHEN]:
        return None
    verb, wanted, given = islands[first - 1 : first + 2]
    words, pieces = sentence.text.words, sentence.text.pieces
    start = next((at for at in range(verb.end, wanted.end) if words[at] in TOWARDS), None)
    if start is None or not TOWARDS.isdisjoint(words[wanted.end : given.end]):
        return None
    turned_round = (*pieces[wanted.end : given.end], *pieces[start : wanted.end])
    return (*pieces[:start], *turned_round, *pieces[given.end :])


def _is_small(sentence: Sentence, island: Island) -> bool:
    """Tell whether it is no more than `al`; `all'11` is taken for English elsewhere."""
    return island.tag is Tag.FILLER or sentence.words(island) == ("all",)


TOWARDS = frozenset({"a", "al", "all", "alla", "to"})
"""Words before the day to which another is moved."""


def turned(sentence: Sentence, islands: Sequence[Island], calendar: Calendar) -> AskBack | None:
    """Give the one day asked for, or moved to from the day denied; None where neither is clear."""
    found = (
        _after_its_denial(sentence, islands)
        or _before_its_denial(sentence, islands)
        or _done_on_another(sentence, islands)
    )
    if found is None:
        return None
    given, wanted = (_one_day(when, calendar) for when in (found.given, found.wanted))
    both = resolve(calendar, joined_when([found.given, found.wanted]))
    clear = both.doubt is None and {*both.values[0].wishes} == {given, wanted}
    if given is None or wanted is None or given == wanted or not clear:
        return None
    ways = [piece for island in islands for piece in island.ways[0]]
    mode = next((piece.mode for piece in ways if isinstance(piece, ModeSaid)), None)
    booked = meanings.Book(wishes=(wanted,), mode=mode)
    return AskBack(question=Question.WHAT_TO_DO, options=(booked, meanings.Swap(given, wanted)))


def _one_day(when: When, calendar: Calendar) -> Wish | None:
    found = resolve(calendar, when)
    wishes = found.values[0].wishes if found.doubt is None else ()
    return wishes[0] if len(wishes) == 1 else None


def _before_its_denial(sentence: Sentence, islands: Sequence[Island]) -> Turned | None:
    """Read `il 7 no, l'8`, `il 7 non posso, facciamo l'8`."""
    core = [island for island in islands if island.tag in (Tag.WHEN, Tag.GUARD)]
    if [island.tag for island in core] != [Tag.WHEN, Tag.GUARD, Tag.WHEN] or not _is_plain(
        islands
    ):
        return None
    given, denial, wanted = core
    behind = sentence.text.words[denial.end : wanted.start]
    between = sentence.text.words[given.end : denial.start]
    parted = "," in behind or not RATHER.isdisjoint(behind)
    if sentence.words(denial)[0] not in NO or not parted or "," in between:
        return None
    return Turned(given.ways[0][0], wanted.ways[0][0])


def _done_on_another(sentence: Sentence, islands: Sequence[Island]) -> Turned | None:
    """Read `la giornata del 10 la faccio l'11`."""
    core = [island for island in islands if island.tag in (Tag.WHEN, Tag.GUARD)]
    if [island.tag for island in core] != [Tag.WHEN, Tag.WHEN] or not _is_plain(islands):
        return None
    given, wanted = core
    between = sentence.text.words[given.end : wanted.start]
    said = between[: len(DONE)]
    if len(said) < len(DONE) or not all(
        word in known for word, known in zip(said, DONE, strict=True)
    ):
        return None
    return Turned(given.ways[0][0], wanted.ways[0][0])


def _after_its_denial(sentence: Sentence, islands: Sequence[Island]) -> Turned | None:
    """Read `non il 7, l'8`, `non il 7 ma l'8`."""
    core = [island for island in islands if island.tag in (Tag.WHEN, Tag.GUARD)]
    if len(core) < 2 or not _is_plain(islands) or not _denies_the_next(sentence, core):
        return None
    tags = [island.tag for island in core[1:]]
    if tags == [Tag.WHEN]:
        return _of_a_list(sentence, core[1])
    given, wanted = core[1], core[-1]
    behind = sentence.text.words[given.end : wanted.start]
    but = tags == [Tag.WHEN, Tag.GUARD, Tag.WHEN] and sentence.words(core[2])[0] in BUT
    apart = tags == [Tag.WHEN, Tag.WHEN] and ("," in behind or not RATHER.isdisjoint(behind))
    return Turned(given.ways[0][0], wanted.ways[0][0]) if but or apart else None


def _denies_the_next(sentence: Sentence, core: Sequence[Island]) -> bool:
    """Tell whether `non` stands before the day itself, not before a verb."""
    denial, day = core[0], core[1]
    between = sentence.text.words[denial.end : day.start]
    denies = denial.tag is Tag.GUARD and sentence.words(denial)[0] in NO
    return denies and day.tag is Tag.WHEN and not between


def _of_a_list(sentence: Sentence, island: Island) -> Turned | None:
    """Take two days with a comma between them apart; with `e` both are denied."""
    when, words = island.ways[0][0], sentence.words(island)
    days = when.days
    if when.left_out is not None or not isinstance(days, Listed) or days.week or days.nexts:
        return None
    two = len(days.items) == 2 and all(isinstance(item, Part) for item in days.items)
    if not two or words.count(",") != 1 or "e" in words:
        return None
    given, wanted = (When(Listed((item,))) for item in days.items)
    return Turned(given, wanted)


def _is_plain(islands: Sequence[Island]) -> bool:
    return all(island.tag in PLAIN | {Tag.WHEN, Tag.GUARD} for island in islands)
