"""What the page is told of the people: who holds a phone first, and what to try with whom."""

import pytest

from bot.clock import MovableClock
from bot.demo import cast, showing
from bot.demo.cast import STARTS_AT, BodyCast, Seat
from bot.demo.filling import telegram_id_of
from bot.playground.demo import CastRow
from handlers import texts
from handlers.desk import letters
from handlers.desk.context import Desk
from rules.policy import library
from storage.people import people
from storage.store import Store
from tests.demo.town import decider_of, person

BODIES = [pytest.param(body, id=body.id) for body in cast.load()]


def rows_of(store: Store, body: BodyCast) -> list[CastRow]:
    desk = Desk(store, library.shipped(), MovableClock(STARTS_AT))
    (found,) = [row for row in showing.bodies(desk, {}) if row["id"] == body.id]
    return found["cast"]


def id_of(store: Store, body: BodyCast, matricola: str) -> int:
    with store.reading() as uow:
        found = people.by_number(uow, body.id, matricola)
    assert found is not None
    return telegram_id_of(found.id)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("seat", Seat)
def test_the_first_of_each_phone_is_who_the_cast_seats(
    demo: Store, body: BodyCast, seat: Seat
) -> None:
    fitting = [row["person_id"] for row in rows_of(demo, body) if row["role"] == seat]

    assert fitting[0] == id_of(demo, body, body.seated(seat).matricola)


@pytest.mark.parametrize("body", BODIES)
def test_who_holds_the_managers_phone_decides_for_the_employee(
    demo: Store, body: BodyCast
) -> None:
    with demo.reading() as uow:
        asker = person(uow, body, body.seated(Seat.EMPLOYEE).matricola)
        decider = person(uow, body, body.seated(Seat.MANAGER).matricola)

        assert decider_of(uow, asker.id) == decider.id


@pytest.mark.parametrize("body", BODIES)
def test_everybody_comes_with_what_to_try(demo: Store, body: BodyCast) -> None:
    hints = {row["person_id"]: row["hint"] for row in rows_of(demo, body)}

    assert hints == {id_of(demo, body, m.matricola): m.hint for m in body.members}


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("approvals.card", "una richiesta di giornate o la sua decisione"),
        ("permits.card", "una richiesta o la sua risposta"),
        ("digest", "il riepilogo del giorno"),
        ("onboarding.welcome", "un avviso dello sportello"),
    ],
)
def test_what_waits_says_what_it_is_about_and_nothing_of_it(key: str, said: str) -> None:
    assert texts.label(letters.about(key), "it") == said


def test_a_post_is_said_in_words(demo: Store) -> None:
    (tivoli,) = [body for body in cast.load() if body.id == "tivoli"]
    posts = {row["name"]: row["post"] for row in rows_of(demo, tivoli)}

    assert posts["Donatella Peonia"] == "dirigente"
    assert posts["Anna Fiordaliso"] == ""
