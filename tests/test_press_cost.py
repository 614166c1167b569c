"""What a press asks of the store: one transaction, and no more statements than before."""

import pytest

from bench.statements import story
from bench.town.people import town

MOST_STATEMENTS = {
    "/menu": 4,
    "/oggi": 12,
    "/prenota": 14,
    "a day of the calendar": 16,
    "a request for one day": 55,
    "a day in words": 23,
    "a request in words": 58,
    "/giornate": 15,
    "/approva": 28,
    "a permit in words": 19,
    "a permit sent": 80,
    "a card": 26,
    "one approved": 61,
    "the list again": 29,
    "all that is shown": 33,
    "all approved": 57,
    "/squadra": 17,
}
"""
Whoever brings one down writes it down here; `python -m bench statements` prints them.

A view with a button that confirms notes it in one statement, and a press on it asks in one whether
it was let be meanwhile: without these, `stop` leaves a button alive that sends or approves. Words
look in one at what was asked and shown just before: `e giovedì?`, `anche i giorni di prima`.
"""


@pytest.fixture(scope="module")
def costs() -> dict[str, tuple[int, int]]:
    """Statements and transactions by press, in a town of forty."""
    with town(40) as settled:
        return {name: (cost.statements, cost.transactions) for name, cost in story(settled.desk)}


@pytest.mark.parametrize("press", MOST_STATEMENTS)
def test_a_press_asks_no_more_of_the_store_than_before(
    costs: dict[str, tuple[int, int]], press: str
) -> None:
    assert costs[press][0] <= MOST_STATEMENTS[press]


def test_every_press_is_one_transaction(costs: dict[str, tuple[int, int]]) -> None:
    assert {name: transactions for name, (_, transactions) in costs.items()} == dict.fromkeys(
        MOST_STATEMENTS, 1
    )
