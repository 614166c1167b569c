"""What every action is handed, and who asks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rules.facts import ROME
from rules.policy.library import Policy
from storage.people import Person
from storage.posts import Held
from storage.store import Store
from storage.tables import Role

Clock = Callable[[], datetime]
"""Gives aware moments in UTC; tests and the playground move it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The store, the policies by id, and the clock."""

    store: Store
    policies: Mapping[str, Policy]
    clock: Clock

    def today(self) -> date:
        """Give the civil day in Rome."""
        return self.clock().astimezone(ROME).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """
    Who asks, as the store knows them at this moment.

    `held` are their own posts of the day, `acting_for` those of managers who delegated to them.
    """

    person: Person
    held: tuple[Held, ...]
    acting_for: tuple[Held, ...]
    policy: Policy
    telegram_id: int
    locale: str

    @property
    def id(self) -> int:
        """The employee's id."""
        return self.person.id

    @property
    def roles(self) -> frozenset[Role]:
        """The roles in which they act today, their own and by delegation."""
        return frozenset(post.role for post in (*self.held, *self.acting_for))

    @property
    def approves(self) -> bool:
        """Whether anybody's requests may come to them."""
        return bool(self.roles - {Role.HR})
