"""A clause: islands that belong together, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from handlers.reading.building import Kind, PermitWord
from handlers.reading.cues import Tag
from handlers.reading.hours import (
    At,
    From,
    Until,
)
from handlers.reading.island import Island
from handlers.reading.pieces import of
from handlers.reading.said import (
    When,
)
from handlers.reading.vocabulary import KINDS


class Asked(Enum):
    """What a clause asks for."""

    BOOK = "book"
    PERMIT = "permit"
    CANCEL = "cancel"
    OWN_PERMITS = "own_permits"
    OFFICE = "at_office"
    SWAP = "swap"
    HOME = "stay_home"
    WORK = "work"
    ANYTHING = "days_alone"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Clause:
    """Islands that belong together."""

    islands: tuple[Island, ...]

    @property
    def tags(self) -> frozenset[Tag]:
        """Tell what was said in it."""
        return frozenset(island.tag for island in self.islands)

    @property
    def has_days(self) -> bool:
        """Tell whether a day was said."""
        return Tag.WHEN in self.tags

    @property
    def whens(self) -> list[When]:
        """Give the days that were said, each in the first way that it can be taken."""
        return [island.ways[0][0] for island in self.islands if island.tag is Tag.WHEN]

    @property
    def asked(self) -> Asked:
        """Tell what it asks for; verbs of asking fit with a permit as well as with a day."""
        if self._is_of_own_permits():
            return Asked.OWN_PERMITS
        if self._is_half_a_day_off():
            return Asked.PERMIT
        found = _asked(self.tags, self._kinds_are_vague())
        booked = self.tags >= {Tag.BOOK, Tag.HOURS} and Tag.PERMIT not in self.tags
        if booked and found is Asked.PERMIT and self._is_of_the_clock():
            return Asked.CONTRADICTION
        if found is Asked.CANCEL and self._turns():
            return Asked.CONTRADICTION
        return found

    def _is_of_own_permits(self) -> bool:
        """
        Tell whether a permit is what is taken back or moved: `annulla la visita di giovedì`.

        In `annulla giovedì per una visita` the visit stands behind the day, and says why.
        """
        if not self.tags.isdisjoint({Tag.BOOK, Tag.MODE, Tag.AT_OFFICE, Tag.HALF_DAY}):
            return False
        order = [island.tag for island in self.islands]
        verb = next((place for place, tag in enumerate(order) if tag in OF_WHAT_IS_HELD), None)
        if verb is None:
            return False
        behind = (tag for tag in order[verb + 1 :] if tag not in BEFORE_A_NOUN)
        return next(behind, None) in (Tag.PERMIT, Tag.KIND, Tag.HOURS)

    def _turns(self) -> bool:
        """Tell whether another thing is asked of a second day: `togli giovedì metti venerdì`."""
        order = [island.tag for island in self.islands]
        days = [place for place, tag in enumerate(order) if tag is Tag.WHEN]
        between = order[days[0] : days[-1]] if days else []
        return not {Tag.BOOK, Tag.MODE, Tag.WORK}.isdisjoint(between)

    def _is_of_the_clock(self) -> bool:
        """Tell whether hours are said as a day's are: `prenota domani dalle 9 alle 13`."""
        timed = [piece for island in self._of(Tag.HOURS) for piece in island.ways[0]]
        clocks = all(isinstance(piece, (From, At, Until)) for piece in timed)
        return clocks and Tag.KIND not in self.tags

    @property
    def says_nothing(self) -> bool:
        """Tell whether neither a day was said nor anything to do."""
        return self.asked is Asked.ANYTHING and not (self.has_days or Tag.HALF in self.tags)

    def _kinds_are_vague(self) -> bool:
        kinds = [of(list(ways), Kind) for island in self._of(Tag.KIND) for ways in island.ways]
        return all(kind is not None and kind.kinds in REASONS_ONLY for kind in kinds)

    def _is_half_a_day_off(self) -> bool:
        """Tell whether `mezza giornata` is of a permit: named, or of a kind that is no motive."""
        if Tag.HALF_DAY not in self.tags or self._says_where():
            return False
        kind = Tag.KIND in self.tags and not self._kinds_are_vague()
        return kind or self._names_a_permit()

    def _names_a_permit(self) -> bool:
        ways = [way for island in self._of(Tag.KIND) for way in island.ways]
        return Tag.PERMIT in self.tags or any(
            of(list(way), PermitWord) is not None for way in ways
        )

    def _says_where(self) -> bool:
        """Tell whether a place or a way of working is named."""
        return not self.tags.isdisjoint({Tag.MODE, Tag.AT_HOME, Tag.AT_OFFICE, Tag.WORK})

    def _of(self, tag: Tag) -> list[Island]:
        return [island for island in self.islands if island.tag is tag]

    def joined(self, other: Clause) -> Clause:
        """Put two clauses together."""
        return Clause(self.islands + other.islands)

    def changed(self, change: Callable[[When], When]) -> Clause:
        """Change the days that are said in it, in each way that they can be taken."""
        islands = (
            replace(island, ways=tuple((change(way[0]),) for way in island.ways))
            if island.tag is Tag.WHEN
            else island
            for island in self.islands
        )
        return Clause(tuple(islands))


OF_WHAT_IS_HELD = frozenset({Tag.CANCEL, Tag.SWAP})
BEFORE_A_NOUN = frozenset({Tag.UNREAD, Tag.COUNTED, Tag.EVERYTHING})
REASONS_ONLY = (KINDS["VAGUE"], KINDS["FUNERAL"], KINDS["STUDY"])
"""Why somebody stays at home as well as why they ask for a permit."""


def _asked(tags: frozenset[Tag], vague: bool) -> Asked:  # noqa: FBT001  said of the kind beside the tags
    away = not tags.isdisjoint({Tag.MODE, Tag.HALF_DAY}) or tags >= {Tag.WORK, Tag.AT_HOME}
    office = Tag.AT_OFFICE in tags
    hours = not tags.isdisjoint({Tag.HOURS, Tag.PERMIT})
    leave = hours or (Tag.KIND in tags and not (away and vague))
    if Tag.SWAP in tags:
        return Asked.SWAP
    if Tag.CANCEL in tags:
        return Asked.CONTRADICTION if Tag.HOURS in tags else Asked.CANCEL
    if leave and not away:
        coming = office and Tag.COME in tags
        return Asked.CONTRADICTION if office and not coming else Asked.PERMIT
    if [away, office, leave].count(True) > 1:
        return Asked.CONTRADICTION
    if office or away:
        return Asked.OFFICE if office else Asked.BOOK
    return _weakly(tags)


def _weakly(tags: frozenset[Tag]) -> Asked:
    if Tag.BOOK in tags:
        return Asked.BOOK
    if Tag.AT_HOME in tags:
        return Asked.HOME
    return Asked.WORK if Tag.WORK in tags else Asked.ANYTHING
