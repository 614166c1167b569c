"""What goes into a column comes out of it, whatever the database."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from rules.decision import Reason, Source, Strength
from rules.facts import (
    ROME,
    Agreement,
    Band,
    Child,
    Employee,
    Mode,
    Period,
    Sanction,
    Scheme,
    Suspension,
    Work,
)
from storage.agreements import agreements
from storage.core import values
from storage.core.engines import usable_url
from storage.core.vault import Vault
from storage.days import absences, facts
from storage.errors import BadStoreUrl
from storage.people import staff
from storage.people.staff import Record
from storage.store import Store
from storage.tables import BODY, EMPLOYEE, HANDLED_UPDATE, Rank
from tests.storage.conftest import TODAY, Town

EVERYTHING = Employee(
    contract="fixed_term",
    part_time=83.33,
    week=6,
    workdays=frozenset({0, 2, 4}),
    afternoons=frozenset({1}),
    weekly_hours=30.5,
    hired=date(2010, 3, 1),
    born=date(1980, 2, 3),
    work=Work(kinds=frozenset({"driving", "office"}), autonomy=False, public_days=frozenset({3})),
    discipline=(Sanction(on=date(2025, 3, 1), sanction="fine"),),
    evaluations={2024: 88.5, 2025: 92},
    conditions=frozenset({"fragile", "caregiver"}),
    children=(Child(born=date(2018, 4, 12), disabled=True),),
    assists=2,
    km=31.5,
    lives_outside=True,
    maternity_leave_ended=date(2026, 5, 1),
    uses_family_leave=False,
    assists_severe=1,
    uses_104_permits=True,
    uses_parental_leave=False,
    sex="female",
    pregnant=True,
    invalidity=67,
    appointment="art_110",
    reach_minutes=25,
)
BY_TIMETABLE = Employee(timetable=((0, (Band(480, 840), Band(870, 1080))), (3, (Band(480, 840),))))


@pytest.mark.parametrize(
    "person", [EVERYTHING, Employee(), BY_TIMETABLE], ids=["everything", "defaults", "timetable"]
)
def test_every_fact_of_a_person_survives(store: Store, town: Town, person: Employee) -> None:
    record = Record(number="9", family_name="Finti", given_name="Eva", facts=person)
    with store.writing() as uow:
        employee_id = staff.put_employee(uow, town.body, record, office_id=town.taxes).id

        assert facts.load(uow, employee_id, on=TODAY).person == person


def test_facts_asked_later_stand_sealed_only_where_they_are_told(store: Store, town: Town) -> None:
    """Who was kept before they were asked has not changed, and reads as what is usual."""
    assert not facts.ASKED_LATER.keys() & facts.sensitive_facts(Employee()).keys()
    assert facts.ASKED_LATER.keys() <= facts.sensitive_facts(EVERYTHING).keys()
    assert not facts.ASKED_LATER.keys() & facts.open_facts(EVERYTHING).keys()


def test_the_mayor_is_protected_like_staff(store: Store, town: Town) -> None:
    with store.reading() as uow:
        loaded = facts.load(uow, town.mayor, on=TODAY)
        rank = uow.connection.execute(select(EMPLOYEE.c.rank).where(EMPLOYEE.c.id == town.mayor))

        assert rank.scalar() is Rank.ELECTED
    assert loaded.person == Employee()


@pytest.mark.parametrize(
    "terms",
    [
        Agreement(first_day=TODAY),
        Agreement(
            mode=Mode.REMOTE,
            first_day=TODAY,
            last_day=TODAY + timedelta(days=90),
            scheme=Scheme(per=Period.MONTH, days=8),
            bands=(Band(600, 720), Band(870, 990)),
            afternoon_bands=(Band(900, 960),),
            disconnection=Band(1200, 420),
        ),
        Agreement(first_day=TODAY, scheme=Scheme(weekdays=frozenset({1, 3}))),
        Agreement(
            first_day=TODAY,
            presence_per_week=3,
            motive="assiste il padre",
            suspended=Suspension(first_day=TODAY, last_day=TODAY + timedelta(days=9)),
        ),
        Agreement(first_day=TODAY, suspended=Suspension(first_day=TODAY)),
    ],
    ids=["bare", "full", "weekdays", "suspended", "suspended-until-said"],
)
def test_an_agreement_survives(store: Store, town: Town, terms: Agreement) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with store.writing() as uow:
        agreements.add(uow, town.anna, terms, at=now, by=None)

        assert agreements.in_force(uow, town.anna, on=TODAY) == terms
        assert agreements.in_force(uow, town.anna, on=TODAY - timedelta(days=1)) is None
        assert facts.load(uow, town.anna, on=TODAY).person.agreement == terms


def test_the_nearest_agreement_is_told_when_none_is_in_force(store: Store, town: Town) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    spring = Agreement(first_day=date(2026, 3, 1), last_day=date(2026, 5, 31))
    autumn = Agreement(first_day=date(2026, 9, 1), last_day=date(2026, 11, 30))
    with store.writing() as uow:
        for terms in (autumn, spring):
            agreements.add(uow, town.anna, terms, at=now, by=None)
        told = [
            agreements.nearest(uow, town.anna, on=day)
            for day in (date(2026, 1, 1), date(2026, 5, 31), date(2026, 6, 1), date(2026, 12, 1))
        ]

    assert told == [spring, spring, autumn, autumn]


def test_a_history_stays_inside_the_years_around(store: Store, town: Town) -> None:
    days = [date(2024, 12, 31), date(2025, 1, 1), date(2027, 12, 31), date(2028, 1, 1)]
    with store.writing() as uow:
        for day in days:
            absences.come_in(uow, town.anna, day)

        assert facts.load(uow, town.anna, on=TODAY).history.presence == set(days[1:3])


def test_a_moment_comes_back_aware_and_in_utc(store: Store) -> None:
    moment = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ROME)
    with store.writing() as uow:
        uow.connection.execute(HANDLED_UPDATE.insert(), {"update_id": 1, "at": moment})
        kept = uow.connection.execute(select(HANDLED_UPDATE.c.at)).scalar_one()

    assert (kept, kept.tzinfo, kept.hour) == (moment.astimezone(UTC), UTC, 1)


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    naive = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001 -- what is refused here
    with store.writing() as uow, pytest.raises(StatementError, match="no time zone"):
        uow.connection.execute(HANDLED_UPDATE.insert(), {"update_id": 1, "at": naive})


def test_an_error_leaves_the_parameters_out(store: Store) -> None:
    row = {"id": "x", "name": "Cesarina Segreta", "policy_id": None, "patron_name": ""}
    with store.writing() as uow, pytest.raises(Exception, match="policy_id") as error:
        uow.connection.execute(BODY.insert(), row)

    assert "[SQL parameters hidden" in str(error.value)


VALUES = [
    None,
    True,
    3,
    2.5,
    "perché",
    date(2026, 11, 23),
    datetime(2026, 11, 23, 9, tzinfo=UTC),
    Band(600, 720),
    ["a", {"b": date(2026, 1, 1)}],
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_survives_json(value: object) -> None:
    assert values.loads(values.dumps({"value": value})) == {"value": value}


def test_a_reason_survives_with_its_figures() -> None:
    reason = Reason(
        code="quota",
        source=Source("20.4.a", "8 giornate"),
        against=True,
        strength=Strength.ORDINARY,
        also=("20.5",),
        figures={"day": TODAY, "most": 8, "mode": Mode.AGILE},
    )

    assert values.unpack_reasons(values.loads(values.dumps(values.pack_reasons((reason,))))) == (
        reason,
    )


def test_what_cannot_be_kept_is_named() -> None:
    with pytest.raises(TypeError, match="object"):
        values.dumps({"what": object()})


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://host/name", "cannot be 'mysql'"),
        ("sqlite://", "in memory"),
        ("sqlite:///:memory:", "in memory"),
        ("a file", "cannot be read"),
    ],
)
def test_an_address_that_cannot_be_used_is_explained(url: str, said: str) -> None:
    with pytest.raises(BadStoreUrl, match=said) as error:
        usable_url(url)
    assert "sqlite:///" in str(error.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgres_is_reached_through_psycopg(scheme: str) -> None:
    assert usable_url(f"{scheme}://u:p@h/n").drivername == "postgresql+psycopg"


def test_sqlite_waits_for_its_writer_and_keeps_its_keys(tmp_path: Path, vault: Vault) -> None:
    store = Store(f"sqlite:///{tmp_path / 'new.sqlite3'}", vault)
    store.migrate()
    with store.reading() as uow:
        found = {
            name: uow.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    store.close()

    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 15_000,
        "synchronous": 2,  # FULL: a commit is on disk before anybody is told
    }
