"""A request: what somebody asks and somebody else decides, whatever is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from handlers.desk.cases.presence import Away
from handlers.texts import Line
from rules.decision import Decision, Reason, Verdict
from rules.facts import Half
from storage.people.people import Person

Key = tuple[str, int]
"""The kind and the id of a request."""
ButtonRow = list[list[Any]]
"""Buttons as the outbox keeps them: `[label key, label arguments, callback data, style]`."""
YES, NO = "success", "danger"
"""How buttons of a decision look."""


class State(StrEnum):
    """Where a request stands."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    """The person took it back."""
    RECALLED = "recalled"
    """The body called the person to the office on that day."""
    EXPIRED = "expired"
    """Nobody decided before its day was over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """
    One request as it stands.

    `day` is its first day and `last_day` its last; `takes` are the half days for which the person
    would be out of the office. `decided_for` is the manager in whose name `decided_by` decided.
    `rows` is what its kind keeps of it, and nobody else's business.
    """

    kind: str
    id: int
    version: int
    employee_id: int
    approver_id: int | None
    asked_at: datetime
    state: State
    day: date
    last_day: date
    takes: tuple[tuple[date, Half], ...]
    decided_at: datetime | None = None
    decided_by: int | None = None
    decided_for: int | None = None
    reason: str | None = None
    rows: tuple[Any, ...] = ()

    @property
    def key(self) -> Key:
        """The kind and the id."""
        return self.kind, self.id

    @property
    def waits(self) -> bool:
        """Whether nobody decided yet."""
        return self.state is State.PENDING

    def touches(self, days: Sequence[date]) -> bool:
        """Tell whether it is for one of these days; any will do if none is named."""
        return not days or any(self.day <= day <= self.last_day for day in days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What somebody decides: `by` in the name of `on_behalf_of`, with a motive if one is given."""

    to: State
    by: int
    at: datetime
    on_behalf_of: int | None = None
    motive: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """
    A request before who decides: what the rules say of each of its days, and who else is out.

    `out` lists who of the office is out, day by day, without the person who asks.
    """

    request: Request
    asker: Person
    decisions: tuple[Decision, ...]
    out: tuple[tuple[date, tuple[Away, ...]], ...] = ()
    decided_by: Line = ("approvals.by", {"name": ""})

    @property
    def verdict(self) -> Verdict:
        """What the rules say of it: of several days the best, since the others stay undecided."""
        found = {decision.verdict for decision in self.decisions}
        best = (v for v in (Verdict.ALLOWED, Verdict.DISCRETION) if v in found)
        return next(best, Verdict.REFUSED)

    @property
    def reasons(self) -> list[Reason]:
        """All reasons, of all days."""
        return [reason for decision in self.decisions for reason in decision.reasons]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """
    Requests of one person that stand on one card; `later` is the first that waits after.

    Of a card narrowed to some days `narrowed` names them in a button; None if they do not fit.
    With `refusing` it offers no approval: who asked for it said that all this is refused.
    """

    looks: Sequence[Look]
    later: Request | None = None
    narrowed: str | None = ""
    refusing: bool = False

    @property
    def asker(self) -> Person:
        """Who asks."""
        return self.looks[0].asker

    @property
    def first(self) -> Request:
        """The request by which the card is found again."""
        return self.looks[0].request

    @property
    def waiting(self) -> list[Look]:
        """Those that nobody decided yet."""
        return [look for look in self.looks if look.request.waits]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A decision that was written: the request after it, and what is needed to take it back."""

    request: Request
    before: list[dict[str, Any]] = field(default_factory=list)
