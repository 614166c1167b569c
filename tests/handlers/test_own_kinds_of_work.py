"""Kinds of work that only one body has: the chat says them in the words of its act."""

import pytest

from rules.facts import Employee, Work
from storage.store import Store
from tests.handlers.seventh import found_seventh
from tests.handlers.talking import Talk
from tests.handlers.town import LONG_AGO, Town


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return found_seventh(sqlite_store)


@pytest.mark.parametrize(
    ("kinds", "said"),
    [({"hall_keeping"}, "custodia delle aule"), ({"office", "lab_duty"}, "nei laboratori")],
)
def test_a_kind_of_work_of_this_body_alone_is_said_in_its_words(
    town: Town, kinds: set[str], said: str
) -> None:
    town.hire("anna", Employee(work=Work(kinds=frozenset(kinds)), hired=LONG_AGO))

    assert f"{said}) è tra quelle escluse" in Talk(town, "anna").says("/idoneita")
