"""
How and when a message for somebody will reach them: the one account of it.

The desk never says that somebody knows what they cannot have read: it asks here first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.desk.context import Desk
from handlers.texts import Line, articles
from rules import questions as law
from storage.days import facts
from storage.people import links, people
from storage.people.people import Person
from storage.unit_of_work import UnitOfWork


class Way(StrEnum):
    """What becomes of a message."""

    NOW = "now"
    LATER = "later"
    """Disconnection holds it back."""
    NOT_LINKED = "not_linked"
    """They never opened the desk, or left it."""
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaching:
    """A person and what becomes of a message for them; `when` if it arrives at all, and why."""

    person: Person
    way: Way
    when: datetime | None = None
    because: tuple[str, ...] = ()

    @property
    def arrives(self) -> bool:
        """Whether they will read it at some moment."""
        return self.way in (Way.NOW, Way.LATER)


def reaching(uow: UnitOfWork, desk: Desk, person_id: int, *, urgent: bool = False) -> Reaching:
    """Tell how a message written now would reach somebody; raise NotFound."""
    person = people.person(uow, person_id)
    barred = bar_to(uow, person)
    if barred is not None:
        return Reaching(person=person, way=barred)
    now = desk.clock()
    case = facts.load(uow, person_id, on=desk.today(), settled=True)
    policy = desk.policies[case.policy_id]
    decision = law.deliver(policy, case.person, case.history, at=now, urgent=urgent)
    when: datetime = decision.values["when"]
    if when <= now:
        return Reaching(person=person, way=Way.NOW, when=now)
    return Reaching(person=person, way=Way.LATER, when=when, because=decision.because)


def reaching_of(uow: UnitOfWork, desk: Desk, person_id: int | None) -> Reaching | None:
    """Do the same where there may be nobody."""
    return None if person_id is None else reaching(uow, desk, person_id)


def bar_to(uow: UnitOfWork, person: Person) -> Way | None:
    """Tell why nothing reaches somebody at all; None if messages do."""
    if person.telegram_user_id is None:
        return Way.NOT_LINKED
    return Way.BLOCKED if links.has_blocked(uow, person.id) else None


def said_of(found: Reaching | None) -> dict[str, object]:
    """Give what a text says of who decides: the name, and when they read it."""
    if found is None:
        return {"approver": "", "reaching": ("reaching.now", {})}
    return {"approver": found.person.name, "reaching": reaching_line(found)}


def reaching_line(found: Reaching) -> Line:
    """Say when somebody reads it, or that they do not and what to do then."""
    cited = articles(found.because)
    key = f"reaching.{found.way.value}"
    if found.way is Way.LATER and not cited:
        key = f"{key}.bare"
    return key, {"name": found.person.name, "when": found.when, "articles": cited}
