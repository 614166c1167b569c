"""Who asks, who decides: people, posts, delegations, links; on both databases."""

from datetime import date, timedelta

import pytest

from rules.facts import AbsenceKind
from storage.days import absences
from storage.errors import AlreadyThere, NotFound
from storage.people import appointments, links, people
from storage.people.appointments import Holder
from storage.people.names import folded, sort_name
from storage.store import Store
from storage.tables import EMPLOYEE, Role
from storage.unit_of_work import UnitOfWork
from tests.storage.conftest import NOW, TODAY, Town

TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("family", "given", "sorted_as"),
    [
        ("D'Àmico", "Niccolò", "damico niccolo"),
        ("De  Rossi", "Anna-Maria", "de rossi anna maria"),
        ("ÉVA", "Ça", "eva ca"),
        ("Łukaszewicz", "Łukasz", "lukaszewicz lukasz"),
    ],
)
def test_names_sort_without_accents(family: str, given: str, sorted_as: str) -> None:
    assert sort_name(family, given) == sorted_as == folded(sorted_as)


def link(store: Store, employee_id: int, user_id: int = 500) -> None:
    with store.writing() as uow:
        links.link(uow, employee_id, user_id, at=NOW)
        uow.commit()


def test_a_telegram_account_is_a_person_with_roles(store: Store, town: Town) -> None:
    link(store, town.carla)

    with store.reading() as uow:
        actor = people.actor_of_telegram(uow, 500, on=TODAY)
    assert actor is not None
    assert (actor.id, actor.person.name) == (town.carla, "Carla Provetti")
    assert (actor.body_id, actor.person.policy_id) == (town.body, "tivoli")
    assert actor.roles == {Role.RESPONSABILE}
    assert actor.held[0].office_id == town.registry


def test_an_account_without_a_link_is_nobody(store: Store, town: Town) -> None:
    link(store, town.carla)

    with store.reading() as uow:
        assert people.actor_of_telegram(uow, 501, on=TODAY) is None


def test_an_unlinked_account_is_nobody(store: Store, town: Town) -> None:
    link(store, town.carla)
    with store.writing() as uow:
        assert links.end(uow, town.carla, at=NOW)
        assert not links.end(uow, town.carla, at=NOW)

        assert people.actor_of_telegram(uow, 500, on=TODAY) is None


def test_a_new_account_takes_the_place_of_the_old_one(store: Store, town: Town) -> None:
    link(store, town.anna, 500)
    link(store, town.anna, 501)

    with store.reading() as uow:
        assert people.actor_of_telegram(uow, 500, on=TODAY) is None
        assert people.person(uow, town.anna).telegram_user_id == 501


def test_one_account_is_not_two_people(store: Store, town: Town) -> None:
    link(store, town.anna)

    with pytest.raises(AlreadyThere):
        link(store, town.bruno)


def test_others_are_told_once_of_a_blocked_bot(store: Store, town: Town) -> None:
    link(store, town.anna)
    with store.writing() as uow:
        marked = [links.mark_blocked(uow, town.anna, at=NOW) for _ in range(2)]
        back = [links.mark_unblocked(uow, town.anna, at=NOW) for _ in range(2)]

        assert (marked, back) == ([True, False], [True, False])
        assert links.mark_blocked(uow, town.anna, at=NOW)


def test_a_delegate_acts_on_the_days_of_the_delegation(store: Store, town: Town) -> None:
    with store.writing() as uow:
        appointments.delegate(uow, town.carla, to=town.bruno, first_day=TODAY, last_day=TODAY)

        today = people.actor(uow, town.bruno, on=TODAY)
        assert [post.employee_id for post in today.acting_for] == [town.carla]
        assert today.roles == {Role.RESPONSABILE}
        assert people.actor(uow, town.bruno, on=TOMORROW).roles == frozenset()


def test_a_role_of_the_office_becomes_a_person(store: Store, town: Town) -> None:
    with store.reading() as uow:
        found = appointments.holder(uow, town.anna, Role.RESPONSABILE, on=TODAY)
        mayor = appointments.holder(uow, town.anna, Role.SINDACO, on=TODAY)
        nobody = appointments.holder(uow, town.anna, Role.SEGRETARIO, on=TODAY)
    assert found == Holder(role=Role.RESPONSABILE, principal_id=town.carla, acting_id=town.carla)
    assert mayor is not None
    assert mayor.principal_id == town.mayor
    assert nobody is None


def test_a_delegate_decides_on_behalf_of_the_holder(store: Store, town: Town) -> None:
    with store.writing() as uow:
        appointments.delegate(uow, town.carla, to=town.bruno, first_day=TODAY, last_day=TODAY)
        today = appointments.holder(uow, town.anna, Role.RESPONSABILE, on=TODAY)
        tomorrow = appointments.holder(uow, town.anna, Role.RESPONSABILE, on=TOMORROW)

    assert today is not None
    assert tomorrow is not None
    assert (today.acting_id, today.on_behalf_of) == (town.bruno, town.carla)
    assert (tomorrow.acting_id, tomorrow.on_behalf_of) == (town.carla, None)


def test_a_post_that_ended_is_vacant(store: Store, town: Town) -> None:
    start = date(2026, 1, 1)
    with store.writing() as uow:
        appointments.appoint(uow, town.bruno, Role.SEGRETARIO, first_day=start, last_day=TODAY)

        assert appointments.holder(uow, town.anna, Role.SEGRETARIO, on=TODAY) is not None
        assert appointments.holder(uow, town.anna, Role.SEGRETARIO, on=TOMORROW) is None


def test_the_head_of_another_office_is_not_over_me(store: Store, town: Town) -> None:
    with store.writing() as uow:
        elsewhere = EMPLOYEE.update().where(EMPLOYEE.c.id == town.anna)
        uow.connection.execute(elsewhere.values(office_id=town.taxes))

        assert appointments.holder(uow, town.anna, Role.RESPONSABILE, on=TODAY) is None


def absent(uow: UnitOfWork, employee_id: int) -> set[Role]:
    return set(appointments.absent_roles(uow, employee_id, on=TODAY))


def test_vacant_posts_are_absent(store: Store, town: Town) -> None:
    with store.reading() as uow:
        everybody_else = set(Role) - {Role.HR, Role.RESPONSABILE, Role.SINDACO}

        assert absent(uow, town.anna) == everybody_else


def test_nobody_decides_about_their_own_request(store: Store, town: Town) -> None:
    with store.writing() as uow:
        assert Role.RESPONSABILE in absent(uow, town.carla)

        appointments.delegate(uow, town.mayor, to=town.anna, first_day=TODAY, last_day=TODAY)
        assert Role.SINDACO in absent(uow, town.anna)


def test_a_holder_on_leave_is_absent_unless_delegated(store: Store, town: Town) -> None:
    with store.writing() as uow:
        absences.add(uow, town.carla, AbsenceKind.LEAVE, first_day=TODAY, last_day=TODAY)
        assert Role.RESPONSABILE in absent(uow, town.anna)
        assert Role.RESPONSABILE not in set(appointments.absent_roles(uow, town.anna, on=TOMORROW))

        appointments.delegate(uow, town.carla, to=town.bruno, first_day=TODAY, last_day=TODAY)
        assert Role.RESPONSABILE not in absent(uow, town.anna)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("amico", ["Bruno D'Àmico"]),
        ("BRUNO d'àmico", ["Bruno D'Àmico"]),
        ("a", ["Bruno D'Àmico", "Anna Fantini", "Carla Provetti"]),
        ("%", []),
        ("nessuno", []),
    ],
)
def test_people_are_found_by_any_part_of_the_name(
    store: Store, town: Town, words: str, names: list[str]
) -> None:
    with store.reading() as uow:
        found = people.search(uow, town.body, words, on=TODAY)

    assert [person.name for person in found] == names


def test_who_left_is_a_colleague_until_the_last_day(store: Store, town: Town) -> None:
    with store.writing() as uow:
        leaving = EMPLOYEE.update().where(EMPLOYEE.c.id == town.anna)
        uow.connection.execute(leaving.values(left_on=TODAY))

        today = [person.id for person in people.of_office(uow, town.registry, on=TODAY)]
        tomorrow = [person.id for person in people.of_office(uow, town.registry, on=TOMORROW)]
    assert today == [town.bruno, town.anna, town.mayor, town.carla]
    assert tomorrow == [town.bruno, town.mayor, town.carla]


def test_an_unknown_employee_is_not_found(store: Store, town: Town) -> None:
    with store.writing() as uow:
        with pytest.raises(NotFound, match="999"):
            people.person(uow, 999)
        with pytest.raises(NotFound, match="999"):
            uow.lock_employee(999)
        assert people.persons(uow, [town.anna, 999]).keys() == {town.anna}


def test_a_delegation_stays_in_the_body(store: Store, town: Town) -> None:
    with store.writing() as uow, pytest.raises(ValueError, match="somebody else"):
        appointments.delegate(uow, town.anna, to=town.anna, first_day=TODAY, last_day=TODAY)


@pytest.mark.parametrize(("left_on", "holds"), [(TODAY, True), (TODAY - timedelta(days=1), False)])
def test_who_has_left_holds_no_post_and_acts_for_nobody(
    store: Store, town: Town, left_on: date, *, holds: bool
) -> None:
    leaving = EMPLOYEE.update().where(EMPLOYEE.c.id.in_((town.carla, town.bruno)))
    with store.writing() as uow:
        appointments.appoint(uow, town.bruno, Role.HR, first_day=date(2020, 1, 1))
        appointments.delegate(uow, town.mayor, to=town.bruno, first_day=TODAY, last_day=TOMORROW)
        uow.connection.execute(leaving.values(left_on=left_on))
        uow.commit()
    with store.reading() as uow:
        head = appointments.holder(uow, town.anna, Role.RESPONSABILE, on=TODAY)
        mayor = appointments.holder(uow, town.anna, Role.SINDACO, on=TODAY)
        personnel = appointments.holders(uow, town.body, Role.HR, on=TODAY)
        held = appointments.exercised_by(uow, town.bruno, on=TODAY)

    assert (head is not None) is holds
    assert mayor is not None
    assert (mayor.acting_id == town.bruno) is holds
    assert (personnel == [town.bruno]) is holds
    assert bool(held) is holds


def test_a_director_general_is_over_everybody_of_the_body(store: Store, town: Town) -> None:
    with store.writing() as uow:
        appointments.appoint(uow, town.bruno, Role.DIRETTORE_GENERALE, first_day=TODAY)
        found = appointments.holder(uow, town.anna, Role.DIRETTORE_GENERALE, on=TODAY)
        before = appointments.holder(
            uow, town.anna, Role.DIRETTORE_GENERALE, on=TODAY - timedelta(days=1)
        )

    assert found is not None
    assert (found.principal_id, found.acting_id) == (town.bruno, town.bruno)
    assert before is None
