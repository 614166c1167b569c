"""Roles that no municipality has and an act may name: they decide, as any other."""

import pytest
from sqlalchemy import delete

from handlers.texts import label
from rules.policy.schema import ROLES
from storage.store import Store
from storage.tables import POST, Role
from tests.handlers.seventh import found_seventh
from tests.handlers.talking import Talk
from tests.handlers.town import Town, agreed


@pytest.fixture
def town(store: Store) -> Town:
    """An invented university whose act has its director general decide; on both databases."""
    return found_seventh(store)


def test_every_role_that_an_act_may_name_can_be_held() -> None:
    assert set(ROLES) <= {role.value for role in Role}


@pytest.mark.parametrize("locale", ["it", "en"])
@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_word_of_its_own(role: str, locale: str) -> None:
    word = label(f"word.{role}", locale)

    assert word
    assert not {"_", "."} & set(word)  # a word that is missing is said by its key


def test_the_director_general_is_named_as_who_decides(town: Town) -> None:
    town.agree("anna", agreed(None))

    said = Talk(town, "anna").says("chi approva le mie richieste?")

    assert "<b>Carla Inventi</b> (direttore generale). <i>(art. 5.1)" in said


def test_without_a_director_general_nobody_decides_and_nothing_breaks(town: Town) -> None:
    town.agree("anna", agreed(None))
    with town.store.writing() as uow:
        uow.connection.execute(delete(POST).where(POST.c.role == Role.DIRETTORE_GENERALE))
        uow.commit()

    said = Talk(town, "anna").says("chi approva le mie richieste?")

    assert "Carla" not in said
    assert "direttore generale" in said
