"""Of a day of which one half is away the person reads which, as their colleagues do."""

import pytest

from handlers import texts
from handlers.desk.digest import lines, looks
from rules.facts import Half
from storage.requests import bookings
from storage.requests.bookings import Wish
from storage.tables import RequestState
from tests.handlers.asking import THURSDAY
from tests.handlers.talking import Talk
from tests.handlers.town import NOW, Town

SAID = {Half.AM: "la mattina", Half.PM: "il pomeriggio"}


def book(town: Town, *halves: Half) -> None:
    with town.store.writing() as uow:
        for half in halves:
            wish = Wish(employee_id=town.ids["anna"], day=THURSDAY, half=half)
            bookings.enter(uow, wish, at=NOW, state=RequestState.APPROVED)
        uow.commit()


@pytest.mark.parametrize("half", Half)
def test_it_is_named_to_the_person(arena_po: Town, half: Half) -> None:
    arena_po.agree("anna")
    book(arena_po, half)

    answer = Talk(arena_po, "anna").says("dove lavoro giovedì?")

    assert f"giovedì 26 novembre {SAID[half]} lavori in modalità agile" in answer
    assert "in sede" in answer


def test_two_halves_are_a_day(arena_po: Town) -> None:
    arena_po.agree("anna")
    book(arena_po, *Half)

    answer = Talk(arena_po, "anna").says("dove lavoro giovedì?")

    assert "giovedì 26 novembre lavori in modalità agile" in answer


@pytest.mark.parametrize("half", Half)
def test_the_digest_names_it_too(arena_po: Town, half: Half) -> None:
    arena_po.agree("anna")
    book(arena_po, half)
    policy, who = arena_po.desk.policies[arena_po.body], arena_po.ids["anna"]
    with arena_po.store.reading() as uow:
        look = looks.load(uow, policy, who, at=NOW, today=THURSDAY)

    (item,) = lines.of_days(look)
    key, named = item.line

    assert SAID[half] in texts.message(key, "it", **named)
