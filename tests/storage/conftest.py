"""A small invented body for tests of the store."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from rules.facts import Employee
from storage.people import appointments, staff
from storage.store import Store
from storage.tables import Rank, Role
from tests.founded import settled_once

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Town:
    """The ids of a body with two offices and four people."""

    body: str
    registry: int
    taxes: int
    anna: int
    bruno: int
    carla: int
    mayor: int


@pytest.fixture
def town(store: Store) -> Town:
    return found_town(store)


def found_town(store: Store, body: str = "roccabianca") -> Town:
    """Anna and Bruno work at the registry, Carla heads it; Dino is the mayor."""
    return settled_once(store, ("storage", body), lambda: _settle(store, body))


def _settle(store: Store, body: str) -> Town:
    with store.writing() as uow:
        staff.put_body(uow, body, name="Comune di Roccabianca", policy_id="tivoli")
        registry = staff.put_office(uow, body, "anagrafe", name="Anagrafe").id
        taxes = staff.put_office(uow, body, "tributi", name="Tributi").id

        def hire(number: str, family: str, given: str, rank: Rank = Rank.STAFF) -> int:
            record = staff.Record(
                number=number, family_name=family, given_name=given, rank=rank, facts=Employee()
            )
            return staff.put_employee(uow, body, record, office_id=registry).id

        anna = hire("1", "Fantini", "Anna")
        bruno = hire("2", "D'Àmico", "Bruno")
        carla = hire("3", "Provetti", "Carla", Rank.EQ)
        mayor = hire("4", "Inventi", "Dino", Rank.ELECTED)
        start = date(2020, 1, 1)
        appointments.appoint(uow, carla, Role.RESPONSABILE, office_id=registry, first_day=start)
        appointments.appoint(uow, mayor, Role.SINDACO, first_day=start)
        uow.commit()
    return Town(body, registry, taxes, anna, bruno, carla, mayor)
