"""Who is looked at next, and what people chose."""

from datetime import timedelta

from storage.people import links, preferences
from storage.people.preferences import Wishes
from storage.store import Store
from tests.storage.conftest import NOW, Town

SOON = NOW + timedelta(minutes=2)


def enrolled(store: Store, town: Town, *names: str) -> None:
    with store.writing() as uow:
        for account, name in enumerate(names, start=1):
            links.link(uow, getattr(town, name), account, at=NOW)
        preferences.enrol(uow, at=NOW, limit=10)
        uow.commit()


def claimed(store: Store, *, limit: int = 10, after: timedelta = timedelta(0)) -> list[int]:
    with store.writing() as uow:
        due = preferences.claim(uow, at=NOW + after, until=SOON + after, limit=limit)
        uow.commit()
    return [one.employee_id for one in due]


def test_who_chose_nothing_gets_a_digest_at_the_hour_of_the_body(store: Store, town: Town) -> None:
    with store.reading() as uow:
        assert preferences.wishes(uow, town.anna) == Wishes(digest=True, digest_minute=None)


def test_a_choice_is_kept_and_changed(store: Store, town: Town) -> None:
    for wishes in (Wishes(digest_minute=540), Wishes(digest=False, band_start=True)):
        with store.writing() as uow:
            preferences.keep(uow, town.anna, wishes, at=NOW)
            uow.commit()
        with store.reading() as uow:
            assert preferences.wishes(uow, town.anna) == wishes
            assert preferences.wishes(uow, town.bruno) == Wishes()


def test_only_who_opened_the_desk_is_enrolled_and_once(store: Store, town: Town) -> None:
    enrolled(store, town, "anna", "carla")
    with store.writing() as uow:
        again = preferences.enrol(uow, at=NOW, limit=10)

    assert again == 0
    assert claimed(store) == [town.anna, town.carla]


def test_whom_one_program_claimed_another_leaves_alone_for_a_while(
    store: Store, town: Town
) -> None:
    enrolled(store, town, "anna", "bruno", "carla")
    first = claimed(store, limit=2)
    second = claimed(store, limit=2)

    assert (first, second) == ([town.anna, town.bruno], [town.carla])
    assert claimed(store, after=timedelta(minutes=2) - timedelta(seconds=1)) == []
    assert claimed(store, after=timedelta(minutes=2)) == [town.anna, town.bruno, town.carla]


def test_who_is_looked_at_tomorrow_is_not_due_today(store: Store, town: Town) -> None:
    enrolled(store, town, "anna")
    with store.writing() as uow:
        preferences.look_again(uow, town.anna, at=NOW + timedelta(days=1))
        uow.commit()

    assert claimed(store, after=timedelta(hours=23, minutes=59)) == []
    assert claimed(store, after=timedelta(days=1)) == [town.anna]


def test_who_blocked_the_bot_cannot_be_reached(store: Store, town: Town) -> None:
    enrolled(store, town, "anna", "bruno")
    with store.writing() as uow:
        links.mark_blocked(uow, town.anna, at=NOW)
        due = preferences.claim(uow, at=NOW, until=SOON, limit=10)

    assert [(one.employee_id, one.reachable) for one in due] == [
        (town.anna, False),
        (town.bruno, True),
    ]
    assert {one.policy_id for one in due} == {"tivoli"}
