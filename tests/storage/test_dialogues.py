"""Dialogues and updates: a restart loses nothing, a redelivery changes nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage.errors import Stale
from storage.people import dialogues, updates
from storage.store import Store
from tests.storage.conftest import NOW, TODAY

USER = 10_000_000_001


def begin(store: Store, feature: str = "booking") -> dialogues.Standing:
    with store.writing() as uow:
        dialogues.begin(uow, USER, feature, {"days": [TODAY]}, at=NOW)
        uow.commit()
        standing = dialogues.load(uow, USER)
    assert standing is not None
    return standing


def test_a_dialogue_is_as_it_was_left(store: Store) -> None:
    begin(store)

    with store.reading() as uow:
        standing = dialogues.load(uow, USER)
    assert standing is not None
    assert (standing.feature, standing.state) == ("booking", {"days": [TODAY]})


def test_nobody_stands_in_a_dialogue_at_first(store: Store) -> None:
    with store.reading() as uow:
        assert dialogues.load(uow, USER) is None


def test_a_step_makes_the_one_before_stale(store: Store) -> None:
    standing = begin(store)
    with store.writing() as uow:
        after = dialogues.save(uow, standing, {"days": []}, at=NOW)
        uow.commit()

    with store.writing() as uow, pytest.raises(Stale) as stale:
        dialogues.save(uow, standing, {"days": ["again"]}, at=NOW)
    assert stale.value.current == after


def test_another_feature_takes_the_place(store: Store) -> None:
    standing = begin(store)
    begin(store, "approvals")

    with store.writing() as uow, pytest.raises(Stale):
        dialogues.save(uow, standing, {}, at=NOW)


def test_an_ended_dialogue_is_forgotten(store: Store) -> None:
    standing = begin(store)
    with store.writing() as uow:
        assert dialogues.end(uow, USER)
        assert not dialogues.end(uow, USER)
        with pytest.raises(Stale) as stale:
            dialogues.save(uow, standing, {}, at=NOW)
    assert stale.value.current is None


def handle(store: Store, update_id: int) -> bool:
    with store.writing() as uow:
        first = updates.first_time(uow, update_id, at=NOW)
        uow.commit()
    return first


def test_a_redelivered_update_is_known(store: Store) -> None:
    assert [handle(store, 7), handle(store, 7), handle(store, 8)] == [True, False, True]


def test_an_update_that_failed_half_way_is_new_again(store: Store) -> None:
    with store.writing() as uow:
        updates.first_time(uow, 7, at=NOW)

    assert handle(store, 7)


def test_an_update_delivered_to_two_replicas_is_handled_once(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        firsts = list(pool.map(lambda _: handle(store, 7), range(8)))

    assert firsts.count(True) == 1


def test_old_updates_are_forgotten(store: Store) -> None:
    handle(store, 7)
    with store.writing() as uow:
        assert updates.forget(uow, before=NOW) == 0
        assert updates.forget(uow, before=NOW + timedelta(seconds=1)) == 1
