"""Units of work that are parts of one: all of it lasts, or nothing does."""

import pytest

from storage.errors import NotFound, ReadOnly
from storage.people import people, staff
from storage.store import Store
from storage.trail import audit, outbox
from storage.trail.outbox import Message
from tests.storage.conftest import NOW, Town


def add_body(store: Store, body_id: str, *, commit: bool = True) -> None:
    with store.writing() as uow:
        staff.put_body(uow, body_id, name=body_id.title(), policy_id="tivoli")
        uow.audit("body.added", chain=body_id, subject=f"body:{body_id}", at=NOW)
        if commit:
            uow.commit()


def bodies(store: Store) -> set[str]:
    with store.reading() as uow:
        return {body.id for body in people.bodies(uow)}


def post_and_fail(store: Store, town: Town) -> None:
    with store.writing() as uow:
        uow.post(Message(recipient_id=town.anna, key="hello", dedupe_key="hello", at=NOW))
        uow.lock_employee(999)


def test_parts_last_once_the_whole_is_committed(store: Store) -> None:
    with store.one_unit() as (unit, inside):
        add_body(inside, "borgo")
        add_body(inside, "villa")
        unit.commit()

    assert bodies(store) == {"borgo", "villa"}
    with store.reading() as uow:
        assert len(audit.entries(uow, "borgo")) == 1


def test_committed_parts_of_a_whole_that_is_not_are_forgotten(store: Store) -> None:
    with store.one_unit() as (_, inside):
        add_body(inside, "borgo")

    assert bodies(store) == set()
    with store.reading() as uow:
        assert audit.entries(uow, "borgo") == []


def test_a_part_that_is_not_committed_takes_only_itself_back(store: Store) -> None:
    with store.one_unit() as (unit, inside):
        add_body(inside, "borgo")
        add_body(inside, "villa", commit=False)
        unit.commit()

    assert bodies(store) == {"borgo"}
    with store.reading() as uow:
        assert audit.entries(uow, "villa") == []


def test_a_part_that_fails_leaves_the_whole_usable(store: Store, town: Town) -> None:
    with store.one_unit() as (unit, inside):
        with pytest.raises(NotFound):
            post_and_fail(inside, town)
        add_body(inside, "borgo")
        unit.commit()

    assert "borgo" in bodies(store)
    with store.reading() as uow:
        assert outbox.next_due(uow) is None


def test_what_a_part_wrote_is_seen_by_the_next(store: Store) -> None:
    with store.one_unit() as (_, inside):
        add_body(inside, "borgo")

        assert bodies(inside) == {"borgo"}


def test_a_part_for_reading_cannot_commit(store: Store) -> None:
    with store.one_unit() as (_, inside), inside.reading() as uow, pytest.raises(ReadOnly):
        uow.commit()


def test_models_written_in_a_part_last_with_the_whole(store: Store, town: Town) -> None:
    with store.one_unit() as (unit, inside):
        with inside.one_unit() as (part, same):
            add_body(same, "borgo")
            part.lock_employee(town.anna)
            part.commit()
        unit.commit()

    assert "borgo" in bodies(store)


def test_a_part_locks_whom_another_part_has_locked(store: Store, town: Town) -> None:
    with store.one_unit() as (_, inside):
        with inside.writing() as first:
            body = first.lock_employee(town.anna)
            first.commit()
        with inside.writing() as second:
            assert second.lock_employee(town.anna) == body
