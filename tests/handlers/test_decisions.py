"""What a decision does: written once, judged anew, told to the employee."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from handlers import texts
from handlers.desk.booking import actions as booking
from handlers.desk.cases.month import Part
from handlers.desk.cases.presence import Away
from handlers.desk.cases.standing import Standing
from handlers.desk.context import Desk
from handlers.desk.requests.deciding import DecisionCame
from handlers.desk.requests.request import State
from handlers.desk.requests.wording import discreet, out_line
from rules.decision import Reason, Source
from rules.facts import AbsenceKind, Period, Scheme
from rules.policy import library
from rules.reasons import ReasonCode
from storage.days import absences
from storage.people import appointments
from storage.store import Store
from storage.tables import RequestState
from tests.handlers.asking import (
    FRIDAY,
    THURSDAY,
    asks_for,
    enter,
    labels_of,
    messages_to,
    said,
    stands,
)
from tests.handlers.deciding import decides, takes_back
from tests.handlers.town import NOW, TODAY, Town, agreed, found_town

MOTIVE = "Quel giorno serve in sede per l'inventario."
EIGHT = tuple(date(2026, 11, day) for day in (3, 4, 5, 6, 10, 11, 12, 13))


@pytest.fixture
def town(store: Store, clock: MovableClock) -> Town:
    """Sorano on SQLite and on PostgreSQL."""
    return found_town(Desk(store, library.shipped(), clock), "sorano")


def test_the_card_says_what_decides(sorano: Town) -> None:
    for name in ("anna", "bruno"):
        sorano.agree(name)
    enter(sorano, "bruno", THURSDAY)
    with sorano.store.writing() as uow:
        kind = AbsenceKind.SICK
        absences.add(uow, sorano.ids["vito"], kind, first_day=TODAY, last_day=FRIDAY)
        uow.commit()

    asks_for(sorano, "anna", THURSDAY, FRIDAY)
    card = messages_to(sorano, "carla")[0]
    text = said(card)

    assert "<b>Anna Inventi</b> (Ufficio anagrafe) chiede: lavoro agile" in text
    assert "🗓 <b>giovedì 26 novembre</b>\nIl regolamento lo consente." in text
    assert (
        "0 giornate già prenotate o chieste a novembre su 8; libere dopo questa: 7 <i>(art. 9.2"
        in text
    )
    assert "👥 2 persone dell'ufficio fuori sede quel giorno: Bruno Inventi (agile), Vito" in text
    assert "sick" not in text
    assert labels_of(card) == [
        "✅ gio 26 nov",
        "✖️ gio 26 nov",
        "✅ ven 27 nov",
        "✖️ ven 27 nov",
        "✅ Approva tutte (2)",
        "📖 Perché?",
    ]


def test_a_manager_is_not_told_that_the_law_exempts_somebody() -> None:
    exempt = Reason(ReasonCode.PREVALENCE_EXEMPT, Source("5.1.c"), against=False)
    free = Reason(ReasonCode.DAY_FREE_TO_BOOK, Source(""), against=False)

    assert discreet([exempt, free]) == [free]


def test_one_colleague_who_is_out_is_counted_as_one() -> None:
    key, named = out_line([Away(employee_id=1, name="Bruno Inventi", out=Standing.AGILE)])

    told = texts.message(key, "it", **named)

    assert told == "👥 1 persona dell'ufficio fuori sede quel giorno: Bruno Inventi (agile)"


def test_a_long_request_comes_in_one_message_day_by_day(sorano: Town) -> None:
    sorano.agree("anna")
    days_of_december = [date(2026, 12, day) for day in (1, 2, 3, 4, 9, 10, 11)]

    asks_for(sorano, "anna", *days_of_december)
    cards = messages_to(sorano, "carla")

    assert [len(card.args["days"]) for card in cards] == [7]
    assert all(len(said(card)) < 4096 for card in cards)


def test_of_many_colleagues_who_are_out_ten_are_named() -> None:
    away = [Away(employee_id=n, name=f"Persona {n}", out=Standing.AGILE) for n in range(12)]
    key, named = out_line(away)

    told = texts.message(key, "it", **named)

    assert told.startswith("👥 12 persone dell'ufficio fuori sede quel giorno: Persona 0 (agile)")
    assert told.endswith("Persona 9 (agile), e altre 2 persone")


def test_a_card_reads_in_english_too(sorano: Town) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY)

    text = said(messages_to(sorano, "carla")[0], "en")

    assert "The regulation allows it." in text
    assert "Thursday 26 November" in text


def test_an_approval_is_told_to_the_employee(town: Town) -> None:
    town.agree("anna")
    request = asks_for(town, "anna", THURSDAY)[0]

    decides(town, "carla", request)

    told = messages_to(town, "anna")
    assert [said(m) for m in told] == ["✅ Approvata da Carla Inventi: giovedì 26 novembre."]


def test_a_refusal_needs_a_reason_and_the_employee_receives_it(town: Town) -> None:
    town.agree("anna")
    request = asks_for(town, "anna", THURSDAY)[0]

    without = decides(town, "carla", request, State.REFUSED)
    with_reason = decides(town, "carla", request, State.REFUSED, MOTIVE)

    assert (without.came, with_reason.came) == (DecisionCame.NEEDS_MOTIVE, DecisionCame.DONE)
    assert stands(town, request).decision_reason == MOTIVE
    assert [said(m) for m in messages_to(town, "anna")] == [
        f"✖️ Non approvata da Carla Inventi: giovedì 26 novembre.\nMotivo: «{MOTIVE}»"
    ]


def test_a_reason_with_markup_is_shown_as_written(town: Town) -> None:
    town.agree("anna")
    request = asks_for(town, "anna", THURSDAY)[0]

    decides(town, "carla", request, State.REFUSED, "<b>no</b> & così sia")

    assert "«&lt;b&gt;no&lt;/b&gt; &amp; così sia»" in said(messages_to(town, "anna")[0])


def test_beyond_a_limit_di_norma_approving_needs_a_reason(town: Town) -> None:
    town.agree("anna")
    enter(town, "anna", *EIGHT)
    request = asks_for(town, "anna", THURSDAY)[0]

    without = decides(town, "carla", request)
    with_reason = decides(town, "carla", request, motive=MOTIVE)

    assert (without.came, with_reason.came) == (DecisionCame.NEEDS_MOTIVE, DecisionCame.DONE)
    assert MOTIVE in said(messages_to(town, "anna")[0])


def test_what_the_law_forbids_since_is_not_approved(town: Town) -> None:
    town.agree("anna")
    request = asks_for(town, "anna", THURSDAY)[0]
    with town.store.writing() as uow:
        absences.close_offices(uow, town.body, THURSDAY, at=NOW, by=None)
        uow.commit()

    silently = decides(town, "carla", request)
    with_reason = decides(town, "carla", request, motive=MOTIVE)

    assert (silently.came, with_reason.came) == (
        DecisionCame.NOW_REFUSED,
        DecisionCame.NOW_REFUSED,
    )
    assert [r.code for r in silently.look.decisions[0].obstacles] == ["closure"]
    assert stands(town, request).state is RequestState.PENDING


def test_what_the_law_forbids_since_can_still_be_refused(town: Town) -> None:
    town.agree("anna")
    request = asks_for(town, "anna", THURSDAY)[0]
    with town.store.writing() as uow:
        absences.close_offices(uow, town.body, THURSDAY, at=NOW, by=None)
        uow.commit()

    outcome = decides(town, "carla", request, State.REFUSED, MOTIVE)

    assert outcome.came is DecisionCame.DONE


def test_a_day_that_went_by_is_not_approved(town: Town, clock: MovableClock) -> None:
    town.agree("anna")
    request = asks_for(town, "anna", THURSDAY)[0]
    clock.advance(timedelta(days=4))

    assert decides(town, "carla", request).came is DecisionCame.TOO_LATE


def test_a_request_that_was_taken_back_is_not_approved(town: Town) -> None:
    town.agree("anna")
    request = asks_for(town, "anna", THURSDAY)[0]
    takes_back(town, "anna", request)

    outcome = decides(town, "carla", request)

    assert outcome.came is DecisionCame.ALREADY
    assert stands(town, request).state is RequestState.CANCELLED


def test_taking_back_an_approved_day_is_told_to_who_approved_it(town: Town) -> None:
    town.agree("anna")
    request = asks_for(town, "anna", THURSDAY)[0]
    decides(town, "carla", request)
    messages_to(town, "carla")

    takes_back(town, "anna", request)

    keys = [message.key for message in messages_to(town, "carla")]
    assert "booking.taken_back.told" in keys


def test_of_two_managers_at_once_one_decides_and_the_other_learns_who(town: Town) -> None:
    town.agree("anna")
    with town.store.writing() as uow:
        appointments.delegate(
            uow, town.ids["carla"], to=town.ids["bruno"], first_day=TODAY, last_day=TODAY
        )
        uow.commit()
    request = asks_for(town, "anna", THURSDAY)[0]
    together = threading.Barrier(2)

    def press(name: str, to: State, motive: str | None) -> DecisionCame:
        together.wait()
        return decides(town, name, request, to, motive).came

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(press, "carla", State.APPROVED, None)
        second = threads.submit(press, "bruno", State.REFUSED, MOTIVE)
        came = {first.result(), second.result()}

    assert came == {DecisionCame.DONE, DecisionCame.ALREADY}
    assert len(messages_to(town, "anna")) == 1


def test_a_quota_holds_when_two_requests_come_at_once(store: Store, clock: MovableClock) -> None:
    town = found_town(Desk(store, library.shipped(), clock), "tivoli")
    town.agree("anna", agreed(Scheme(per=Period.MONTH, days=1)))
    actor = town.actor("anna")
    month = booking.tick(town.desk, actor, THURSDAY, Part.DAY)
    together = threading.Barrier(2)

    def send() -> int:
        together.wait()
        result = booking.submit(town.desk, actor, month.digest)
        return len(result.booked) if result else 0

    with ThreadPoolExecutor(2) as threads:
        sent = sorted(future.result() for future in [threads.submit(send) for _ in range(2)])

    assert sent == [0, 1]
