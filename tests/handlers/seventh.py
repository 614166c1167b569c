"""The desk of the invented university: kinds of work and titles that no municipality has."""

from handlers.desk.context import Clock, Desk
from rules.facts import Employee, Work
from rules.policy import library
from storage.people import appointments
from storage.store import Store
from storage.tables import Role
from tests.handlers.town import LONG_AGO, NOW, Town, found_town
from tests.policy.test_seventh import ID, TEXT

POLICY = library.read(TEXT, f"{ID}.toml")
"""Its director general decides."""
KEEPER = Employee(work=Work(kinds=frozenset({"hall_keeping"})), hired=LONG_AGO)
"""Keeps the halls: left out by 2.2, save who 2.4 admits in any case."""


def found_seventh(store: Store, clock: Clock = lambda: NOW) -> Town:
    """Settle it under its own policy alone."""
    town = found_town(Desk(store, {ID: POLICY}, clock), ID)
    with store.writing() as uow:
        director = town.ids["carla"]
        appointments.appoint(uow, director, Role.DIRETTORE_GENERALE, first_day=LONG_AGO)
        uow.commit()
    return town
