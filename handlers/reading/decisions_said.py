"""Decisions of a manager: `approva Anna`, `tutti tranne Bruno`, `rifiuta venerdì`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from handlers.reading import meanings
from handlers.reading.cues import EXCEPTING, NOT_NAMES, Tag
from handlers.reading.days import Calendar
from handlers.reading.island import Island
from handlers.reading.meanings import Asked, Heard, Meaning
from handlers.reading.names import EVERYBODY
from handlers.reading.people_said import (
    Sentence,
    days_of,
    mentions,
    names_in,
    names_somebody,
    only_follows,
    reason_behind,
    reason_from,
    taken_as,
)
from handlers.reading.pieces_heard import heard
from handlers.reading.possible import sure


def decisions(sentence: Sentence, calendar: Calendar) -> Heard | None:
    """Read `approva Anna e rifiuta Rita` as two decisions."""
    verbs = [n for n, i in enumerate(sentence.islands) if i.tag in (Tag.APPROVE, Tag.REFUSE)]
    if len(verbs) != 2:
        return _decide(sentence, calendar)
    first = replace(sentence, islands=sentence.islands[: verbs[1]])
    second = replace(sentence, islands=sentence.islands[verbs[1] :])
    named = bool(names_in(first.until(reason_from(first))))
    found = [_decide(first, calendar), _decide(second, calendar, named=named)]
    both = [one for one in found if isinstance(one, meanings.Decide)]
    if len(both) == 2 and both[0].approve == both[1].approve:
        # `Non approvare Anna giovedì, rifiuta` says one thing twice.
        said = [one for one in both if one != meanings.Decide(approve=one.approve)]
        both = said or both[:1]
        if len(both) == 1:
            return both[0]
    if len(both) == 2 and not both[1].whom:
        both[1] = replace(both[1], whom=both[0].whom)
    return meanings.Several(tuple(both)) if len(both) == 2 else None


def _decide(sentence: Sentence, calendar: Calendar, *, named: bool = False) -> Heard | None:
    begins = reason_from(sentence, named=named)
    said = sentence.until(begins)
    but = _left_out_of_all(said)
    if not but and leaves_somebody_out(said):
        return meanings.Approvals()
    refused = Tag.REFUSE in said.tags
    names, why = () if but else _decided_about(said), reason_behind(sentence, begins)
    taken = taken_as(said, calendar)
    about = names or but or taken or Tag.EVERYTHING in said.tags or mentions(said, NOT_NAMES)
    if not (about or refused):
        return meanings.Approvals() if _says_only_the_verb(said) else None
    days = sure(()) if taken is None else taken.map(days_of)
    order = meanings.Decide(approve=not refused, why=why, but=but, kind=_kind_meant(said))
    return heard(days.map(lambda found: _decided(names, replace(order, days=found))))


def _decided_about(said: Sentence) -> tuple[str, ...]:
    """Give who stands behind the verb, else before it: `Anna è in ferie, approva Bruno`."""
    verb = next((n for n, i in enumerate(said.islands) if i.tag in (Tag.APPROVE, Tag.REFUSE)), 0)
    behind = replace(said, islands=said.islands[verb:])
    return names_in(behind) or names_in(said)


def _kind_meant(sentence: Sentence) -> Asked:
    """Tell whether only permits are named, or only days: `approva il permesso di Anna`."""
    permits = any(_is_of_a_permit(sentence, island) for island in sentence.islands)
    days = Tag.MODE in sentence.tags or mentions(sentence, DAYS_OUT)
    if permits == days:
        return Asked.ANY
    return Asked.PERMITS if permits else Asked.DAYS


def _is_of_a_permit(sentence: Sentence, island: Island) -> bool:
    """Tell a permit from leave that is given: `nega il permesso a Rita`."""
    following = sentence.text.words[island.end : island.end + 1]
    named = island.tag is Tag.KIND and island.ways != ((),)
    return (island.tag is Tag.PERMIT or named) and following not in GIVEN_TO


GIVEN_TO = (("a",), ("ad",), ("to",), ("per",), ("for",))
DAYS_OUT = ("giornata", "giornate")


def _left_out_of_all(sentence: Sentence) -> tuple[str, ...]:
    """Give who is not meant of all: `approva tutti tranne Bruno`; nobody for anything else."""
    places = [at for at in range(len(sentence.islands)) if _excepts(sentence, at)]
    everything = [at for at, one in enumerate(sentence.islands) if one.tag is Tag.EVERYTHING]
    if not places or len(everything) != 1 or places[-1] - places[0] > 1:
        return ()
    if only_follows(sentence, sentence.islands[places[-1]]):
        return ()  # `approva tutti, non solo Bruno` leaves nobody out
    before = replace(sentence, islands=sentence.islands[: places[0]])
    behind = replace(sentence, islands=sentence.islands[places[-1] + 1 :])
    others = {one.tag for one in behind.islands if not names_somebody(behind, one)}
    all_known = others <= {Tag.FILLER, Tag.SEPARATOR} and Tag.WHEN not in before.tags
    if everything[0] > places[0] or names_in(before) or not all_known:
        return ()
    return names_in(behind)


def leaves_somebody_out(sentence: Sentence) -> bool:
    """Tell whether a name stands behind `tranne`, `ma non`: the one person who is not meant."""
    guarded = False
    for place, island in enumerate(sentence.islands):
        guarded = guarded or _excepts(sentence, place)
        if guarded and names_somebody(sentence, island):
            return True
    return False


def guards_of_names_left_out(sentence: Sentence) -> tuple[Island, ...]:
    """Give `tranne`, `ma non` of an order for all but somebody; no other word that turns it."""
    places = {at for at in range(len(sentence.islands)) if _excepts(sentence, at)}
    # Of `ma non` and `but not` both words are guards: the first is only one beside the second.
    places |= {at - 1 for at in places if at and sentence.islands[at - 1].tag is Tag.GUARD}
    return tuple(sentence.islands[at] for at in sorted(places))


def _excepts(sentence: Sentence, place: int) -> bool:
    island = sentence.islands[place]
    if island.tag is not Tag.GUARD:
        return False
    words = sentence.text.words[max(island.start - 1, 0) : island.end]
    return words[-1] in EXCEPTING or words in BUT_NOT


BUT_NOT = (
    *product(("ma", "e", "pero", ",", "but", "and"), ("non", "not")),
    *product(("all", "everything", *sorted(EVERYBODY)), ("but",)),
)


def _says_only_the_verb(sentence: Sentence) -> bool:
    return sentence.tags <= {Tag.APPROVE, Tag.FILLER}


def _decided(names: Sequence[str], order: meanings.Decide) -> Meaning:
    each = [replace(order, whom=name) for name in names or [""]]
    return each[0] if len(each) == 1 else meanings.Several(tuple(each))
