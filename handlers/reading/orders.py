"""Several orders of a manager in one sentence: where each begins, and what they are together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.reading import meanings
from handlers.reading.cues import Tag
from handlers.reading.island import Island
from handlers.reading.meanings import AskBack, Meaning, Reading
from handlers.reading.people_said import (
    FOR,
    Sentence,
    has_days_of_their_own,
    names_somebody,
    reason_from,
)
from handlers.reading.words import Piece, Text

DECIDING = frozenset({Tag.APPROVE, Tag.REFUSE})
ORDERS = DECIDING | {Tag.RECALL}
MOST_ORDERS = 3
LEFT_OPEN = (("ma", "non"), ("e", "non"), ("pero", "non"), (",", "non"), ("but", "not"))
"""Behind these, days are named that are not decided about: `approva giovedì ma non venerdì`."""


@dataclass(frozen=True, slots=True)
class Order:
    """The words of one order; the verb of the one before stands first if it has none."""

    text: Text
    begins: int


def orders_in(sentence: Sentence) -> list[Order]:
    """
    Give the orders of a sentence, each by itself; one or none is no list.

    A motive ends where another order begins: `per la giunta e approva Bruno` are two matters.
    Two decisions that share words (`approva Anna giovedì e rifiuta venerdì`) are left whole, and
    so are people called on one day (`richiama Anna e Bruno giovedì`).
    """
    found: list[Order] = []
    begins, verb = 0, _verb_of(sentence.islands)
    if verb is None:
        return []
    given: Sequence[Piece] = ()
    for place in range(1, len(sentence.islands)):
        island = sentence.islands[place]
        parting = _parting_before(sentence, place)
        if parting is None or island.start <= verb.start:
            continue
        if island.tag in ORDERS and _stands_alone(sentence, begins, verb, island):
            next_given: Sequence[Piece] = ()
        elif _names_another(sentence, begins, place, parting):
            next_given = sentence.text.pieces[verb.start : verb.end]
        else:
            continue
        found.append(Order(_cut(sentence, given, begins, parting.start), begins))
        begins, given = island.start, next_given
        verb = island if island.tag in ORDERS else verb
    if not found:
        return []
    return [*found, Order(_cut(sentence, given, begins, len(sentence.text.pieces)), begins)]


def _verb_of(islands: Sequence[Island]) -> Island | None:
    return next((island for island in islands if island.tag in ORDERS), None)


def _stands_alone(sentence: Sentence, begins: int, verb: Island, island: Island) -> bool:
    """Tell whether an order shares nothing with the one before: a recall, or behind a motive."""
    reason = reason_from(_from(sentence, begins))
    return Tag.RECALL in (verb.tag, island.tag) or reason < island.start


def _parting_before(sentence: Sentence, place: int) -> Island | None:
    """Give the word that parts an order from the one before, `per Anna` taken as her name."""
    parting = sentence.islands[place - 1]
    if parting.tag is Tag.SEPARATOR:
        return parting
    if sentence.words(parting) in FOR and place > 1:
        parting = sentence.islands[place - 2]
    own = has_days_of_their_own(sentence, sentence.islands[place:])
    apart = parting.tag is Tag.SEPARATOR or sentence.words(parting) in WHILE
    return parting if apart and own else None


JOINING = (("e",), ("ed",), ("and",))
WHILE = (("ma",), ("mentre",), ("pero",), ("invece",), ("but",), ("while",))
"""With `solo` behind them these turn nothing: `approva Bruno, mentre Anna solo venerdì`."""


def _names_another(sentence: Sentence, begins: int, place: int, parting: Island) -> bool:
    """Tell whether somebody with days of their own follows: `Anna il 4 e Giulia il 9`."""
    island = sentence.islands[place]
    if not names_somebody(sentence, island) or reason_from(_from(sentence, begins)) < island.start:
        return False
    before = [one for one in sentence.islands[:place] if one.start >= begins]
    behind = sentence.islands[place + 1 :]
    days_before = any(one.tag is Tag.WHEN for one in before)
    named_before = any(names_somebody(sentence, one) for one in before)
    # `Approva Bruno e Anna solo venerdì` may be of both; with a comma or `per` it is of her.
    joined = parting.end == island.start and sentence.words(parting) in JOINING
    own = not joined and has_days_of_their_own(sentence, sentence.islands[place:])
    follows = any(one.tag is Tag.WHEN for one in behind[:2])
    return named_before and (days_before or own) and follows


def _from(sentence: Sentence, begins: int) -> Sentence:
    return replace(sentence, islands=tuple(i for i in sentence.islands if i.start >= begins))


def _cut(sentence: Sentence, given: Sequence[Piece], begins: int, ends: int) -> Text:
    return replace(sentence.text, pieces=(*given, *sentence.text.pieces[begins:ends]))


def together(
    sentence: Sentence, orders: Sequence[Order], read: Sequence[Reading | None]
) -> Reading | None:
    """Put orders into one; from the first that is not clear on, the rest is told as not read."""
    parts: list[Meaning] = []
    unread: list[str] = []
    for order, one in zip(orders, read, strict=True):
        clear = one is not None and not isinstance(one.heard, AskBack)
        if one is None or not clear or len(parts) == MOST_ORDERS:
            rest = sentence.text.written(order.begins, len(sentence.text.pieces))
            return _up_to(parts, [*unread, rest])
        inner = meanings.parts_of(one.heard)
        parts += [_of_whom(part, parts) for part in inner if not isinstance(part, AskBack)]
        unread += one.unread
    return _up_to(_with_one_motive(parts, sentence), unread)


def _with_one_motive(parts: Sequence[Meaning], sentence: Sentence) -> list[Meaning]:
    """Give the motive at the end to all who are called by one verb: `Anna il 4 e Bruno il 5`."""
    verbs = [island for island in sentence.islands if island.tag in ORDERS]
    recalls = [part for part in parts if isinstance(part, meanings.Recall)]
    said = {part.why for part in recalls if part.why}
    if len(verbs) > 1 or len(recalls) < len(parts) or len(said) != 1:
        return list(parts)
    return [replace(part, why=next(iter(said))) for part in recalls]


def _of_whom(part: Meaning, before: Sequence[Meaning]) -> Meaning:
    """Let a decision without a name be about who was named last."""
    last = before[-1] if before else None
    if isinstance(part, meanings.Decide) and not part.whom and isinstance(last, meanings.Decide):
        return replace(part, whom=last.whom)
    return part


def _up_to(parts: Sequence[Meaning], unread: Sequence[str]) -> Reading | None:
    if not parts:
        return None
    heard = parts[0] if len(parts) == 1 else meanings.Several(tuple(parts))
    return Reading(heard=heard, unread=tuple(unread))


def days_left_open(sentence: Sentence) -> int | None:
    """Give the word at which days are excepted from a decision; None if none are."""
    words = sentence.text.words
    verb = _verb_of(sentence.islands)
    if verb is None or verb.tag not in DECIDING:
        return None
    places = (at for at in range(verb.end, len(words) - 2) if words[at : at + 2] in LEFT_OPEN)
    return next(places, None)


def days_put_off(sentence: Sentence) -> int | None:
    """Give the place before `venerdì li guardo dopo`: who decides comes to those days later."""
    words = sentence.text.words
    verb = _verb_of(sentence.islands)
    if verb is None or verb.tag not in DECIDING:
        return None
    places = [at for at in range(verb.end + 1, len(words) - 1) if words[at] in PARTING]
    return next((at for at in reversed(places) if _is_put_off(words[at + 1 :])), None)


def _is_put_off(words: Sequence[str]) -> bool:
    looks = any(word in LOOKING for word in words)
    return looks and (not THEM.isdisjoint(words) or not LATER.isdisjoint(words))


PARTING = frozenset({",", "e", "ma", "poi", "mentre", "and", "but", "pero"})
LOOKING = frozenset(
    {
        *("guardo", "guardero", "vedo", "vedro", "vediamo", "valuto", "valutero", "valutiamo"),
        *("decido", "decidero", "decidiamo", "penso", "pensero", "look", "see", "ll", "think"),
    }
)
LATER = frozenset({"dopo", "poi", "avanti", "later", "calma"})
THEM = frozenset({"li", "le", "lo", "la", "ci", "it", "them"})
