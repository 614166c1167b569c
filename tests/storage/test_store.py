"""The unit of work, on both databases."""

from pathlib import Path

import pytest

from storage.core.vault import Vault
from storage.errors import ReadOnly, Unreachable
from storage.people import people, staff
from storage.store import Store
from storage.trail import audit, outbox
from storage.trail.outbox import Message
from tests.storage.conftest import NOW, Town


def bodies(store: Store) -> list[str]:
    with store.reading() as uow:
        return [body.id for body in people.bodies(uow)]


def test_what_is_committed_lasts(store: Store) -> None:
    with store.writing() as uow:
        staff.put_body(uow, "borgo", name="Borgo", policy_id="tivoli")
        uow.commit()

    assert bodies(store) == ["borgo"]


def test_what_is_not_committed_is_forgotten(store: Store) -> None:
    with store.writing() as uow:
        staff.put_body(uow, "borgo", name="Borgo", policy_id="tivoli")

    assert bodies(store) == []


def test_an_error_rolls_everything_back(store: Store, town: Town) -> None:
    def fail_half_way() -> None:
        with store.writing() as uow:
            staff.put_body(uow, "borgo", name="Borgo", policy_id="tivoli")
            uow.post(Message(recipient_id=town.anna, key="hello", dedupe_key="hello", at=NOW))
            uow.audit("body.added", chain="borgo", subject="body:borgo", at=NOW)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        fail_half_way()

    with store.reading() as uow:
        assert audit.entries(uow, "borgo") == []
        assert outbox.next_due(uow) is None
    assert bodies(store) == [town.body]


def test_reading_cannot_commit(store: Store) -> None:
    with store.reading() as uow, pytest.raises(ReadOnly, match="writing"):
        uow.commit()


def test_a_store_in_a_folder_still_to_be_made(vault: Vault, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'data' / 'sportello.sqlite3'}", vault)
    with pytest.raises(Unreachable, match="cannot be reached"):
        store.check_schema()

    store.migrate()
    assert bodies(store) == []
    store.close()


def test_an_absent_server_is_told_without_the_password(vault: Vault, tmp_path: Path) -> None:
    store = Store(f"postgresql://ada:hunter2@/desk?host={tmp_path}", vault)

    with pytest.raises(Unreachable, match="cannot be reached") as error:
        store.check_schema()
    assert "hunter2" not in str(error.value)
