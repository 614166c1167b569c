"""What the common life of requests asks of each kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from handlers.desk.cases.hearings import Hearings
from handlers.desk.requests.request import ButtonRow, Card, Key, Look, Request, Ruling, Written
from handlers.texts import Line
from rules.decision import Decision, Reason
from storage.unit_of_work import UnitOfWork


class Kind(Protocol):
    """
    One kind of request.

    `name` stands in the store, `mark` in buttons; `on_a_card` is how many requests that one
    person asked for at once stand on one card.
    """

    @property
    def name(self) -> str:
        """The name in the store."""
        ...

    @property
    def mark(self) -> str:
        """The letter in buttons."""
        ...

    @property
    def on_a_card(self) -> int:
        """How many stand on one card."""
        ...

    def pending(self, uow: UnitOfWork, body_id: str | None) -> list[Request]:
        """List all that waits in a body, or (None) in every body, by day."""
        ...

    def by_ids(self, uow: UnitOfWork, ids: Collection[int]) -> list[Request]:
        """List requests by id, by day; those that are not there are left out."""
        ...

    def asked_with(self, uow: UnitOfWork, request: Request) -> list[Request]:
        """List what the same person asked for in the same minute, by id."""
        ...

    def shown_in(self, uow: UnitOfWork, requests: Sequence[Request]) -> set[Key]:
        """Name the other requests whose cards show these as a part."""
        ...

    def judge(self, uow: UnitOfWork, hearings: Hearings, request: Request) -> tuple[Decision, ...]:
        """Ask the rules about each of its days, as if it were not held by itself."""
        ...

    def answered(self, request: Request) -> tuple[Decision, ...]:
        """Give what the rules answered when it was asked."""
        ...

    def too_late(self, hearings: Hearings, request: Request) -> bool:
        """Tell whether its time has come, so that it cannot be approved as if it were to come."""
        ...

    def write(self, uow: UnitOfWork, look: Look, ruling: Ruling) -> Written:
        """Write a decision; raise Stale if somebody was faster."""
        ...

    def reopen(
        self, uow: UnitOfWork, before: Sequence[Mapping[str, Any]], *, by: int, at: datetime
    ) -> None:
        """Take a decision back; raise Stale, SlotTaken or PermitTaken if something changed."""
        ...

    def withdraw(self, uow: UnitOfWork, request: Request, *, by: int, at: datetime) -> set[Key]:
        """
        Take the request back for the person who asked; raise Stale if it changed since.

        Gives what else was taken back with it, having no sense alone.
        """
        ...

    def overdue(self, request: Request, today: date) -> bool:
        """Tell whether any of it was not decided before its day was over."""
        ...

    def expire(self, uow: UnitOfWork, request: Request, *, today: date, at: datetime) -> Line:
        """Note that nobody decided in time, and say of what; raise Stale if it changed since."""
        ...

    def reassign(
        self, uow: UnitOfWork, request: Request, *, approver_id: int, at: datetime, why: str
    ) -> None:
        """Route it to another approver."""
        ...

    def what(self, requests: Sequence[Request]) -> Line:
        """Say what is asked, to who decides and to HR: nothing of health or family."""
        ...

    def said(self, requests: Sequence[Request]) -> Line:
        """Say what is asked, to the person who asked."""
        ...

    def listed(self, look: Look) -> Line:
        """Say what is asked in a list that has the day as its heading."""
        ...

    def card(self, card: Card) -> Line:
        """Lay the card out as text in no language yet."""
        ...

    def labels(self, look: Look) -> tuple[Line, Line]:
        """Say what the buttons do that approve and refuse it."""
        ...

    def more_buttons(self, card: Card) -> list[ButtonRow]:
        """Lay out what its card offers besides approving, refusing and the act's words."""
        ...

    def reasons(self, looks: Sequence[Look]) -> list[Reason]:
        """Give the reasons that who decides may read."""
        ...

    def told(self, requests: Sequence[Request], *, by: Line, motive: str | None) -> list[Line]:
        """Say to the person who asked what was decided, in as many messages as it needs."""
        ...

    def taken_back(self, name: str, request: Request) -> Line:
        """Say to who decides that it was taken back."""
        ...
