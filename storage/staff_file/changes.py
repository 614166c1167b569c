"""What an import changes, person by person: before and after, and what must be asked first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rules.decision import Reason
from rules.facts import Agreement, BandsByWeekday
from storage.staff_file.cells import WEEKDAYS

UNSAID = "-"
MOST_NAMED = 20


class Consent(StrEnum):
    """What an import does only if it is named: the words are options of the command line."""

    END_POSTS = "end-posts"
    END_AGREEMENTS = "end-agreements"
    AGAINST_THE_ACT = "against-the-act"
    CHANGE_POLICY = "change-policy"
    NEW_BODY = "new-body"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    One thing that becomes different.

    `who` is the number of a person, or the code of an office or body. Health and family facts
    are `private`: that they change is said, not what they were or become.
    """

    file: str
    who: str
    name: str
    what: str
    before: str = UNSAID
    after: str = UNSAID
    private: bool = False

    def __str__(self) -> str:
        """Say it in one line: `2 Ugo Neri: qualifica: eq -> dirigente`."""
        told = "changes" if self.private else f"{self.before} -> {self.after}"
        who = f"{self.who} {self.name}".strip()
        return f"{who}: {self.what}: {told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something said of a row: of whom, and what it is."""

    file: str
    line: int
    who: str
    name: str
    what: str
    articles: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    """What the act says against it, where a question of the rules was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Remark):
    """Something that is done only with a `consent`."""

    consent: Consent


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown(Remark):
    """An agreement that allows more than before: whose, and both."""

    employee_id: int
    before: Agreement
    after: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """An agreement whose terms are others now: whose, and both."""

    employee_id: int
    before: Agreement
    after: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """A row that can be written by nobody's leave: what stands against it."""

    file: str
    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        """Say it in one line, as a problem of the files is said."""
        where = f"{self.file}, line {self.line}, {self.column}"
        return f'{where}: "{self.value}": expected {self.expected}'


@dataclass(slots=True)
class Changes:
    """Everything that one import changes, asks, cannot do and leaves, as it is found."""

    changes: list[Change] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    impossible: list[Impossible] = field(default_factory=list)
    grown: list[Grown] = field(default_factory=list)
    kept: list[Remark] = field(default_factory=list)
    """Rows that change nothing, as the store knows better, and says something else."""
    amended: list[Amended] = field(default_factory=list)

    def tell(self, change: Change) -> None:
        """Note a change, if it is one."""
        if change.private or change.before != change.after:
            self.changes.append(change)


def written(value: Any) -> str:
    """Write a fact as it is shown before and after: as short as it can be understood."""
    if isinstance(value, frozenset | set):
        value = sorted(value)
    if isinstance(value, tuple | list):
        return listed(value)
    if isinstance(value, bool):
        return "si" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return UNSAID if value in (None, "") else str(getattr(value, "value", value))


def spans_said(named: BandsByWeekday) -> str:
    """Write spans of single weekdays as a cell holds them."""
    said = (f"{WEEKDAYS[day]} {' '.join(map(str, spans))}" for day, spans in named)
    return " | ".join(said) or UNSAID


def listed(values: Iterable[Any]) -> str:
    """Write several one after the other."""
    return ", ".join(written(value) for value in values) or UNSAID


def some_of(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Name some, and count those beyond."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
