"""An import before the act: whom its rows are about, and which act speaks on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from rules.decision import Reason
from rules.facts import ROME, Employee
from rules.policy.errors import PolicyNotInForceError
from rules.policy.library import Policy
from rules.policy.schema import Tables
from storage.agreements import agreements
from storage.days import facts
from storage.people import people
from storage.people.people import Person
from storage.staff_file import employees
from storage.staff_file.apply import Brought
from storage.staff_file.changes import Asked, Consent, Remark
from storage.staff_file.records import AgreementOf, DayRow, DerogationOf, OnCallRow
from storage.unit_of_work import UnitOfWork

Row = AgreementOf | DayRow | OnCallRow | DerogationOf
ELECTED = "of somebody elected, who is no employee"


class BeforeAct:
    """One import before the act; people are loaded once."""

    def __init__(self, uow: UnitOfWork, brought: Brought, policy: Policy, at: datetime) -> None:
        self.uow = uow
        self.brought = brought
        self.policy = policy
        self.at = at
        self.today = at.astimezone(ROME).date()
        self.names = {change.who: change.name for change in brought.changes.changes if change.name}
        self.shown = _shown(brought)
        """What became different of people, by number, but for health and family."""
        self._cases: dict[int, facts.Case] = {}
        self._people: dict[int, Person] = {}

    def case(self, employee_id: int) -> facts.Case:
        """Give somebody as the store has them now."""
        if employee_id not in self._cases:
            self._cases[employee_id] = facts.load(self.uow, employee_id, on=self.today)
        return self._cases[employee_id]

    def person(self, employee_id: int) -> Person:
        """Give who somebody is."""
        if employee_id not in self._people:
            self._people |= people.persons(self.uow, {employee_id})
        return self._people[employee_id]

    def person_on(self, employee_id: int, day: date) -> Employee:
        """Give somebody with the agreement of a day."""
        case = self.case(employee_id)
        return replace(case.person, agreement=agreements.nearest_of(case.terms, on=day))

    def tables(self, day: date) -> Tables | None:
        """Give the act in force on a day; None if there is none, and nothing to hold against."""
        try:
            return self.policy.on(day)
        except PolicyNotInForceError:
            return None

    def outside_service(self, employee_id: int, first: date, hired_by: date) -> str | None:
        """
        Say why what begins on a day finds somebody out of service; None if it does not.

        `hired_by` is the day on which they must have begun. A beginning that is past is not
        looked at: contracts are made anew, and what was before them was not nothing.
        """
        case = self.case(employee_id)
        left, hired = case.left_on, case.person.hired
        if self.person(employee_id).is_elected:
            return ELECTED
        if left is not None and left < first:
            return f"after the last day of service, {left}"
        if hired is not None and hired > self.today and hired_by < hired:
            return f"before the first day of service, {hired}"
        return None

    def against(
        self,
        file: str,
        row: Row,
        what: str,
        reasons: Iterable[Reason] = (),
        articles: tuple[str, ...] = (),
    ) -> Asked:
        """Say that a row goes against the act."""
        return Asked(
            consent=Consent.AGAINST_THE_ACT,
            file=file,
            line=row.line,
            who=row.number,
            name=self.names.get(row.number, ""),
            what=what,
            articles=articles,
            reasons=tuple(reasons),
        )


def _shown(brought: Brought) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in brought.changes.changes:
        if one.file == employees.FILE and not one.private:
            found[one.who].append(f"{one.what} {one.before} -> {one.after}")
    return found


def left_to_whoever_decides(one: Asked) -> Remark:
    """Say the same of what the act sets "di norma": nobody is asked for leave."""
    return Remark(
        file=one.file,
        line=one.line,
        who=one.who,
        name=one.name,
        what=one.what,
        reasons=one.reasons,
    )
