"""An invented town, its people, and their phones."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import MappingProxyType

from bot.playground import Person, Playground
from handlers.desk.actors import find_actor
from handlers.desk.context import Actor, Desk
from rules.facts import Agreement, Employee, Mode, Period, Scheme, Work
from storage.agreements import agreements
from storage.people import appointments, links, staff
from storage.store import Store
from storage.tables import Rank, Role
from tests.founded import settled_once

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LONG_AGO = date(2020, 1, 1)
AGREED = Agreement(
    first_day=date(2026, 1, 1),
    last_day=date(2026, 12, 31),
    scheme=Scheme(per=Period.MONTH, days=8),
)


def agreed(scheme: Scheme | None, *, mode: Mode = Mode.AGILE) -> Agreement:
    """An agreement for the year with another scheme."""
    return replace(AGREED, scheme=scheme, mode=mode)


OFFICE_WORKER = Employee(hired=LONG_AGO, born=date(1980, 1, 1))
POSTS = MappingProxyType(
    {
        "carla": Role.RESPONSABILE,
        "vito": Role.VICE_RESPONSABILE,
        "diana": Role.DIRIGENTE,
        "franco": Role.SEGRETARIO,
        "dino": Role.SINDACO,
        "elena": Role.HR,
    }
)
OF_THE_OFFICE = (Role.RESPONSABILE, Role.VICE_RESPONSABILE, Role.DIRIGENTE)
RANKS = MappingProxyType(
    {
        "carla": Rank.EQ,
        "diana": Rank.DIRIGENTE,
        "franco": Rank.SEGRETARIO,
        "dino": Rank.ELECTED,
    }
)
NAMES = ("anna", "bruno", "carla", "vito", "diana", "franco", "dino", "elena", "orso")
"""Anna and Bruno hold no post; Orso works in another office."""


@dataclass
class Town:
    """A body with its people by name; each has a Telegram account, 100 and up."""

    desk: Desk
    body: str
    first_telegram_id: int
    ids: dict[str, int] = field(default_factory=dict)
    offices: dict[str, int] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.desk.store

    def telegram_id(self, name: str) -> int:
        return self.first_telegram_id + NAMES.index(name)

    def actor(self, name: str) -> Actor:
        found = find_actor(self.desk, self.telegram_id(name))
        assert found is not None
        return found

    def agree(self, name: str, terms: Agreement = AGREED) -> None:
        with self.store.writing() as uow:
            agreements.add(uow, self.ids[name], terms, at=NOW, by=None)
            uow.commit()

    def hire(
        self, name: str, facts: Employee = OFFICE_WORKER, *, left_on: date | None = None
    ) -> None:
        """Put somebody into the office, or change what is known of them."""
        with self.store.writing() as uow:
            record = staff.Record(
                number=str(NAMES.index(name)),
                family_name="Inventi",
                given_name=name.title(),
                rank=RANKS.get(name, Rank.STAFF),
                facts=facts,
                left_on=left_on,
            )
            office = self.offices["tributi" if name == "orso" else "anagrafe"]
            self.ids[name] = staff.put_employee(uow, self.body, record, office_id=office).id
            uow.commit()


def found_town(desk: Desk, policy_id: str, *, first_telegram_id: int = 100) -> Town:
    """Settle a body with all its people, posts and Telegram accounts, without agreements."""
    town = Town(desk, policy_id, first_telegram_id)
    town.ids, town.offices = settled_once(
        desk.store, ("handlers", policy_id, first_telegram_id), lambda: _settled(town)
    )
    return town


def _settled(town: Town) -> tuple[dict[str, int], dict[str, int]]:
    _settle(town)
    return town.ids, town.offices


def _settle(town: Town) -> None:
    with town.store.writing() as uow:
        staff.put_body(uow, town.body, name=f"Comune di {town.body}", policy_id=town.body)
        for code in ("anagrafe", "tributi"):
            name = f"Ufficio {code}"
            town.offices[code] = staff.put_office(uow, town.body, code, name=name).id
        uow.commit()
    for name in NAMES:
        town.hire(name)
    with town.store.writing() as uow:
        for name in NAMES:
            links.link(uow, town.ids[name], town.telegram_id(name), at=NOW)
        for name, role in POSTS.items():
            office = town.offices["anagrafe"] if role in OF_THE_OFFICE else None
            appointments.appoint(uow, town.ids[name], role, office_id=office, first_day=LONG_AGO)
        uow.commit()


@dataclass
class Phones:
    """The phones of a test: anybody may take one up."""

    playground: Playground

    async def of(self, town: Town, name: str) -> Person:
        """The phone of somebody of a town, the chat already open."""
        return await self.playground.client.add_person(
            name.title(), id=town.telegram_id(name), standing="open"
        )

    async def stranger(self, telegram_id: int = 999, **details: str) -> Person:
        return await self.playground.client.add_person(
            "Nessuno", id=telegram_id, standing="open", **details
        )


def counter_work(*kinds: str) -> Employee:
    """Somebody whose work is only of these kinds."""
    return Employee(work=Work(kinds=frozenset(kinds)), hired=LONG_AGO)
