"""Health and family facts: sealed in the column, opened by the right keys alone."""

from datetime import date

import pytest
from sqlalchemy import Text, select, type_coerce

from rules.facts import AbsenceKind, Child, Employee
from storage.core.vault import Vault, new_key
from storage.days import absences, facts
from storage.errors import VaultError
from storage.people import staff
from storage.people.staff import Record
from storage.store import Store
from storage.tables import Rank
from storage.trail import audit, rotation
from tests.storage.conftest import NOW, TODAY, Town

NEW, FOREIGN = new_key(), new_key()
FACTS = Employee(conditions=frozenset({"caregiver"}), children=(Child(born=date(2020, 5, 1)),))


def reopened(store: Store, keys: str) -> Store:
    return Store(store.url.render_as_string(hide_password=False), Vault(keys))


def hire_carer(store: Store, town: Town) -> int:
    record = Record(number="9", family_name="Finti", given_name="Eva", facts=FACTS, rank=Rank.EQ)
    with store.writing() as uow:
        employee_id = staff.put_employee(uow, town.body, record, office_id=town.registry).id
        absences.add(uow, employee_id, AbsenceKind.SICK, first_day=TODAY, last_day=TODAY)
        uow.audit("employee.added", chain=town.body, subject="employee:9", at=NOW)
        uow.commit()
    return employee_id


def raw(store: Store) -> list[str]:
    """Every sealed value as the database has it."""
    with store.reading() as uow:
        return [
            value
            for column in rotation.sealed_columns()
            for value in uow.connection.execute(select(type_coerce(column, Text))).scalars()
            if value is not None
        ]


def test_nobody_reads_facts_in_the_database(store: Store, town: Town) -> None:
    hire_carer(store, town)

    kept = " ".join(raw(store))

    assert len(kept) > 500
    assert not any(word in kept for word in ("caregiver", "sick", "2020-05-01"))


def test_what_was_sealed_comes_back(store: Store, town: Town) -> None:
    employee_id = hire_carer(store, town)

    with store.reading() as uow:
        case = facts.load(uow, employee_id, on=TODAY)
    assert (case.person.conditions, case.person.children) == (FACTS.conditions, FACTS.children)
    assert case.history.absences == {TODAY: AbsenceKind.SICK}


def test_the_right_key_is_known_again(store: Store, vault: Vault) -> None:
    rotation.check_keys(store)

    rotation.check_keys(store)


def test_a_wrong_key_is_refused_at_start(store: Store, vault: Vault) -> None:
    rotation.check_keys(store)
    stranger = reopened(store, FOREIGN)

    with pytest.raises(VaultError, match="SPORTELLO_ENCRYPTION_KEYS") as error:
        rotation.check_keys(stranger)
    stranger.close()
    assert FOREIGN not in str(error.value)


def test_a_store_that_lost_its_canary_is_not_adopted(store: Store, town: Town) -> None:
    stranger = reopened(store, FOREIGN)

    with pytest.raises(VaultError):
        rotation.check_keys(stranger)
    stranger.close()


@pytest.mark.parametrize("keys", ["", " , "])
def test_a_missing_key_says_how_to_make_one(keys: str) -> None:
    with pytest.raises(VaultError, match="sportello keys new"):
        Vault(keys)


def test_a_malformed_key_is_named_by_its_place_and_not_shown() -> None:
    with pytest.raises(VaultError, match="Key number 2") as error:
        Vault(f"{NEW}, secret-but-short")
    assert "secret-but-short" not in str(error.value)


def test_after_rotation_the_new_key_is_enough(
    store: Store, town: Town, vault: Vault, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)  # so that a few rows take several batches
    employee_id = hire_carer(store, town)
    rotation.check_keys(store)
    both = reopened(store, f"{NEW},{key}")
    count = rotation.rotate(both)
    both.close()

    alone = reopened(store, NEW)
    rotation.check_keys(alone)
    with alone.reading() as uow:
        assert facts.load(uow, employee_id, on=TODAY).person.conditions == {"caregiver"}
        assert audit.verify(uow) == []
    alone.close()
    assert count == len(raw(store)) > 4
    with pytest.raises(VaultError):
        rotation.check_keys(store)


def test_rotation_without_the_old_key_changes_nothing(store: Store, town: Town) -> None:
    before = raw(store)
    stranger = reopened(store, NEW)

    with pytest.raises(VaultError):
        rotation.rotate(stranger)
    stranger.close()
    assert raw(store) == before
