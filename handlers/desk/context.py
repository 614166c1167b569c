"""What every action is handed, and who asks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rules.facts import ROME
from rules.policy.library import Policy
from storage.people.appointments import Held
from storage.people.people import Person
from storage.store import Store
from storage.tables import Role

Clock = Callable[[], datetime]
"""Gives aware moments in UTC; tests and the playground move it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """
    After how many working days of the approver a request that waits is brought up again.

    No act says it: after `remind` they are reminded, after `pass_on` it goes to the next whom the
    act names. Counted from when they got it, to the same time of day.

    What comes within `cards_apart` of the last card to somebody waits as long and comes folded;
    a decision can be taken back for `undo`.
    """

    remind: int = 1
    pass_on: int = 2
    cards_apart: timedelta = timedelta(minutes=10)
    undo: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Desk:
    """The store, the policies by id, the clock, and how long requests may wait."""

    store: Store
    policies: Mapping[str, Policy]
    clock: Clock
    patience: Patience = Patience()

    def today(self) -> date:
        """Give the civil day in Rome."""
        return self.clock().astimezone(ROME).date()

    def week_of(self, policy_id: str) -> int:
        """Tell how many days a week a body works today."""
        return self.policies[policy_id].on(self.today()).week.days


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
