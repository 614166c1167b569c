"""Put a question to the rules in the words of a case file, so that tests read as the acts do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from rules.casebook.answer import decide, written
from rules.casebook.compare import differences
from rules.casebook.facts import employee_of, history_of
from rules.casebook.read import Case
from rules.casebook.schema import CaseFields
from rules.decision import Decision
from rules.policy.library import Policy, shipped

MONDAY = "2026-11-16T10:00"


def case(
    body: str,
    ask: Mapping[str, Any],
    *,
    at: str,
    employee: Mapping[str, Any],
    given: Iterable[Any],
) -> Case:
    """One case, written as in a case file."""
    fields = CaseFields.model_validate(
        {"id": "one", "at": at, "employee": dict(employee), "given": list(given), "ask": ask}
    )
    return Case(
        file="-",
        body=body,
        id=fields.id,
        at=fields.at,
        employee=employee_of(fields.employee),
        history=history_of(fields.given),
        ask=fields.ask,
        expect={},
    )


@dataclass(frozen=True)
class Row:
    """A line of a table: who asks what, when, and what the act answers."""

    name: str
    ask: Mapping[str, Any]
    expect: Mapping[str, Any]
    at: str = MONDAY
    employee: Mapping[str, Any] = field(default_factory=dict)
    given: tuple[Any, ...] = ()

    def decide(self, body: str, policies: Mapping[str, Policy] | None = None) -> Decision:
        """The decision of the body's rules."""
        return decide(self.case(body), policies or shipped())

    def case(self, body: str) -> Case:
        """The line as a case of a casebook."""
        return case(body, self.ask, at=self.at, employee=self.employee, given=self.given)

    def wrong(self, body: str) -> list[str]:
        """What the answer lacks of what the act says."""
        one = self.case(body)
        answer = written(one, decide(one, shipped()), lambda reason: reason.code)
        return differences(dict(self.expect), answer)


def table(rows: Iterable[Row]) -> Callable[[Any], Any]:
    """Run a test once for each row, named for its clause."""
    found = list(rows)
    return pytest.mark.parametrize("row", found, ids=[row.name for row in found])


def working_days(start: str, count: int, *, without: Iterable[str] = ()) -> list[str]:
    """So many days from Monday to Friday, from a day on, without those named."""
    day, days, skipped = date.fromisoformat(start), list[str](), set(without)
    while len(days) < count:
        if day.weekday() < 5 and day.isoformat() not in skipped:
            days.append(day.isoformat())
        day += timedelta(days=1)
    return days
