"""Hearings of several people within one transaction, each loaded once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from handlers.desk.cases.judging import Hearing
from handlers.desk.context import Desk
from storage.people import people
from storage.people.people import Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Hearings:
    """The people of one transaction before the rules; a hearing holds the year around its day."""

    uow: UnitOfWork
    desk: Desk
    _kept: dict[tuple[int, int], Hearing] = field(default_factory=dict)
    _people: dict[int, Person] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The moment at which everything is asked."""
        return self.desk.clock()

    def person(self, employee_id: int) -> Person:
        """Give somebody; raise NotFound."""
        if employee_id not in self._people:
            self._people[employee_id] = people.person(self.uow, employee_id)
        return self._people[employee_id]

    def know(self, found: dict[int, Person]) -> None:
        """Take people who were read already."""
        self._people.update(found)

    def of(self, employee_id: int, on: date) -> Hearing:
        """Give somebody's hearing around a day; raise NotFound."""
        key = employee_id, on.year
        if key not in self._kept:
            policy = self.desk.policies[self.person(employee_id).policy_id]
            self._kept[key] = Hearing.load(
                self.uow, employee_id, policy=policy, at=self.now, on=on
            )
        hearing = self._kept[key]
        return replace(hearing, person=hearing.person_on(on))
