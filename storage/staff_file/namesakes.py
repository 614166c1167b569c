"""Somebody new with the name of somebody else: found by name and birth date, in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date

from storage.people.names import folded
from storage.staff_file.records import Someone
from storage.staff_file.sheet import Sheet

KEPT = 2
"""Of people who look like one, so many are remembered: one more than the number itself."""


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody with a name, and the line that tells of them; 0 for the store."""

    one: Someone
    line: int
    key: str
    """What numbers of one person have in common."""

    @property
    def where(self) -> str:
        """Say where they are told of."""
        return f"line {self.line}" if self.line else "the store"


@dataclass(slots=True)
class Namesakes:
    """
    Those who were looked at, by name.

    Of many with one name only some are kept: a file may hold thousands of them, and each row is
    compared with those that it may be about, not with all.
    """

    _found: defaultdict[Hashable, list[Namesake]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, new: Namesake) -> None:
        """Remember somebody."""
        kept = "line" if new.line else "store"
        for name in _names(new.one):
            self._keep((name, kept), new)
            self._keep((name, new.one.born), new)
        if new.one.born is not None:
            self._keep((_first_name(new.one), new.one.born), new)

    def _keep(self, key: Hashable, new: Namesake) -> None:
        kept = self._found[key]
        if len(kept) < KEPT and all(one.key != new.key for one in kept):
            kept.append(new)

    def born_alike(self, new: Namesake) -> Namesake | None:
        """Give somebody with the birth date, and the name or its first given name."""
        born = new.one.born
        if born is None:
            return None
        names: list[Hashable] = [*_names(new.one), _first_name(new.one)]
        return self._other(new, *((name, born) for name in names))

    def unsaid(self, new: Namesake) -> Namesake | None:
        """Give somebody with the name where a birth date of one is missing, the store first."""
        kept: tuple[str | date | None, ...] = (None,) if new.one.born else ("store", "line")
        keys = ((name, one) for one in kept for name in _names(new.one))
        return self._other(new, *keys)

    def _other(self, new: Namesake, *keys: Hashable) -> Namesake | None:
        others = (one for key in keys for one in self._found.get(key, ()) if one.key != new.key)
        return next(others, None)


def complain(sheet: Sheet, new: Namesake, seen: Namesakes, *, different: str) -> None:
    """Complain of somebody new who may be one of those that were seen; `different` says no."""
    if other := seen.born_alike(new):
        nearly = "" if _same_words(new.one, other.one) else "nearly "
        _refuse(
            sheet,
            new,
            other,
            f"has {nearly}this name and this birth date; keep one number",
            different,
        )
    elif (other := seen.unsaid(new)) and other.line:
        text = (
            f"{new.one.number} {new.one.name} has the name of {other.one.number} in {other.where}"
        )
        sheet.note(new.line, text)
    elif other:
        why = "has this name, and a birth date is not known of both; keep the number that is known"
        _refuse(sheet, new, other, why, different)


def _refuse(sheet: Sheet, new: Namesake, other: Namesake, why: str, different: str) -> None:
    expected = (
        f"each person once: {other.one.number} {other.one.name} in {other.where} {why}, or say "
        f"{different} if they are two people"
    )
    sheet.complain(new.line, "matricola", new.one.number, expected)


def words_of(one: Someone) -> frozenset[str]:
    """Give the words of a name in whatever order."""
    return frozenset(folded(one.name).split())


def _same_words(one: Someone, other: Someone) -> bool:
    return words_of(one) == words_of(other)


def _names(one: Someone) -> Iterator[Hashable]:
    """Give a name as words in whatever order, and with what is written together or apart."""
    yield words_of(one)
    yield frozenset({_together(one.family_name), _together(one.given_name)}), "together"


def _first_name(one: Someone) -> Hashable:
    """Give the family name and the first given name: others are left out often."""
    return _together(one.family_name), folded(one.given_name).partition(" ")[0]


def _together(name: str) -> str:
    return folded(name).replace(" ", "")
