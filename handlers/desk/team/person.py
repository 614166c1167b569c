"""Where one person is on a day, as far as whoever asks may look at their office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.desk.cases.standing import Halves, Standing
from handlers.desk.context import Actor, Desk
from handlers.desk.team.actions import OfficeDay, look_at_day
from handlers.desk.team.offices import in_sight
from storage.errors import NotFound
from storage.people import people
from storage.people.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDay:
    """Where somebody is, with the office around them; `office` None if it is not to be seen."""

    person: Person
    office: OfficeDay | None

    @property
    def halves(self) -> Halves | None:
        """Give morning and afternoon; None of whom the desk keeps no days, as of a mayor."""
        if self.office is None or self.person.is_elected:
            return None
        rows = self.office.rows
        found = (row.days[0] for row in rows if row.employee_id == self.person.id)
        # Who has not begun by that day, or has left before, is none of the office then.
        return next(found, (Standing.FREE, Standing.FREE))


def look_at_person(desk: Desk, actor: Actor, person_id: int, day: date) -> PersonDay:
    """Show where somebody of the same body is on a day; raise NotFound for anybody else."""
    with desk.store.reading() as uow:
        person = people.person(uow, person_id)
        if person.body_id != actor.person.body_id:
            raise NotFound("person of this body", person_id)
        seen = {sight.office.id for sight in in_sight(uow, actor)}
    if person.office_id not in seen:
        return PersonDay(person=person, office=None)
    office = look_at_day(desk, actor, day, office_id=person.office_id)
    return PersonDay(person=person, office=office)
