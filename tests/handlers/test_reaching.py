"""The desk never says that somebody knows what they cannot have read."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.clock import MovableClock
from handlers.desk.cases.reaching import Way, reaching
from handlers.desk.contacts import actions as contacts
from handlers.desk.contacts.drafts import How
from handlers.desk.recalls import actions as recalls
from handlers.desk.recalls.drafts import Draft, Step
from handlers.desk.recalls.judging import Standing
from handlers.reading.meanings import Book, Contact, Wish
from storage.people import links
from tests.handlers.asking import THURSDAY, enter, messages_to
from tests.handlers.meaning import answered, buttons, pressed
from tests.handlers.recalling import WORDS, live
from tests.handlers.town import NOW, Town


def blocks(town: Town, name: str) -> None:
    with town.store.writing() as uow:
        links.mark_blocked(uow, town.ids[name], at=NOW)
        uow.commit()


def never_came(town: Town, name: str) -> None:
    with town.store.writing() as uow:
        links.end(uow, town.ids[name], at=NOW)
        uow.commit()


Bar = Callable[[Town, str], None]
BARS = pytest.mark.parametrize(
    ("bar", "way"), [(blocks, Way.BLOCKED), (never_came, Way.NOT_LINKED)]
)


def way_to(town: Town, name: str) -> Way:
    with town.store.reading() as uow:
        return reaching(uow, town.desk, town.ids[name]).way


def test_who_is_linked_and_at_work_is_reached_now(tivoli: Town) -> None:
    assert way_to(tivoli, "diana") is Way.NOW


@BARS
def test_who_cannot_be_reached_is_known(tivoli: Town, bar: Bar, way: Way) -> None:
    bar(tivoli, "diana")

    assert way_to(tivoli, "diana") is way


def test_a_request_at_night_says_when_it_is_read(tivoli: Town, clock: MovableClock) -> None:
    tivoli.agree("anna")
    clock.set(NOW + timedelta(hours=12))

    sent = pressed(tivoli, "anna", answered(tivoli, "anna", Book(wishes=(Wish(THURSDAY),))), "📨")

    assert "Richiesta inviata, decide <b>Diana Inventi</b>" in str(sent.text)
    assert "la legge martedì 24 novembre alle 07:30" in str(sent.text)


@BARS
def test_a_request_to_whom_nothing_reaches_is_not_said_to_be_sent(
    tivoli: Town, bar: Bar, way: Way
) -> None:
    tivoli.agree("anna")
    bar(tivoli, "diana")

    sent = pressed(tivoli, "anna", answered(tivoli, "anna", Book(wishes=(Wish(THURSDAY),))), "📨")

    assert "inviata" not in str(sent.text)
    assert "Avvisa di persona" in str(sent.text)


@BARS
def test_a_recall_of_whom_nothing_reaches_gives_no_notice(
    sorano: Town, bar: Bar, way: Way
) -> None:
    sorano.agree("anna")
    enter(sorano, "anna", THURSDAY)
    bar(sorano, "anna")
    carla = sorano.actor("carla")
    people = (sorano.ids["anna"],)
    draft = Draft(people=people, day=THURSDAY, words=WORDS, step=Step.CARD)

    screen = recalls.begin(sorano.desk, carla, draft)
    sent = recalls.send(sorano.desk, carla, draft.digest)

    assert [one.standing for one in screen.judged] == [Standing(way.value)]
    assert sent is not None
    assert live(sorano, "anna", THURSDAY) is None


@BARS
def test_no_message_is_offered_to_whom_nothing_reaches(tivoli: Town, bar: Bar, way: Way) -> None:
    bar(tivoli, "bruno")

    shown = answered(tivoli, "anna", Contact("Bruno"))

    assert "un messaggio da qui non arriva" in str(shown.text)
    assert not any(":write:" in one.data for one in buttons(shown))


def test_a_message_to_who_blocked_in_between_is_not_said_to_go(tivoli: Town) -> None:
    anna = tivoli.actor("anna")
    bruno, words = tivoli.ids["bruno"], "Mi richiami per il bilancio?"
    blocks(tivoli, "bruno")

    passed = contacts.pass_on(tivoli.desk, anna, bruno, words, how=How.PLAIN)

    assert passed.barred is Way.BLOCKED
    assert messages_to(tivoli, "bruno") == []
