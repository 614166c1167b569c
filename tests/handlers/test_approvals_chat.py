"""Deciding in chat: the list, the card, several at once, the motive, taking it back."""

import re
from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from bot.playground import Person, Playground
from bot.playground.client import SeenMessage
from handlers.desk.context import Desk
from rules.policy import library
from storage.days import absences, office_minimum
from storage.requests import bookings
from storage.store import Store
from storage.tables import PermitState, RequestState
from tests.handlers import permitting
from tests.handlers.asking import (
    FRIDAY,
    THURSDAY,
    asks_for,
    enter,
    labels_of,
    many_ask,
    messages_to,
    said,
    stands,
)
from tests.handlers.conftest import bot_running
from tests.handlers.deciding import decides, go_out, takes_back
from tests.handlers.permitting import asks, hours
from tests.handlers.talking import Talk
from tests.handlers.test_decisions import EIGHT
from tests.handlers.town import NOW, Phones, Town

MOTIVE = "Quel giorno serve in sede per l'inventario."
YES, NO = "✅ gio 26 nov", "✖️ gio 26 nov"


def data_of(message: SeenMessage, label: str) -> str:
    """What the button with these words carries."""
    place = message.place_of(label)
    assert place is not None, message.labels
    data: str = message.keyboard[place[0]][place[1]]["callback_data"]
    return data


def labels(talk: Talk) -> list[str]:
    return [button.label for button in talk.buttons]


def opens_card(town: Town, asker: str = "Anna", name: str = "carla") -> Talk:
    """Somebody opens the list, then the card of one person."""
    talk = Talk(town, name)
    talk.says("/approva")
    talk.presses(f"{asker} Inventi")
    assert "chiede:" in str(talk.shown.text)
    return talk


def opens_motive(town: Town) -> Talk:
    """The same, and the question why she refuses."""
    talk = opens_card(town)
    assert "Perché rifiuti la richiesta di <b>Anna Inventi</b>" in talk.presses(NO)
    return talk


def test_with_nothing_to_decide_the_list_says_so(sorano: Town) -> None:
    assert Talk(sorano, "carla").says("/approva") == (
        "Nessuna richiesta aspetta una tua decisione."
    )


def test_the_list_has_each_day_with_who_asks_who_is_out_and_who_would_remain(
    sorano: Town,
) -> None:
    for name in ("anna", "bruno"):
        sorano.agree(name)
    enter(sorano, "vito", FRIDAY)
    asks_for(sorano, "anna", THURSDAY, FRIDAY)
    asks_for(sorano, "bruno", FRIDAY)
    carla = Talk(sorano, "carla")

    text = carla.says("/approva")

    assert text.startswith("<b>Aspettano te 3 richieste</b> di 2 persone")
    assert (
        "🗓 <b>giovedì 26 novembre</b>\n• <b>Anna Inventi</b>: lavoro agile\n"
        "👥 Ufficio anagrafe: nessuno è già fuori sede. Con questa richiesta restano in ufficio "
        "6 su 7"
    ) in text
    assert (
        "🗓 <b>venerdì 27 novembre</b>\n• <b>Anna Inventi</b>: lavoro agile\n"
        "• <b>Bruno Inventi</b>: lavoro agile\n"
        "👥 Ufficio anagrafe: già fuori sede Vito Inventi (agile). Con queste richieste restano "
        "in ufficio 4 su 7"
    ) in text
    assert labels(carla)[:4] == [
        "✅ Approva le 3 mostrate",
        "Anna Inventi, gio 26 nov",
        "Anna Inventi, ven 27 nov",
        "Bruno Inventi, ven 27 nov",
    ]


def test_the_minimum_of_the_office_stands_beside_who_would_remain(sorano: Town) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY)
    with sorano.store.writing() as uow:
        office_minimum.put(
            uow,
            sorano.offices["anagrafe"],
            weekday=None,
            people=7,
            on=date(2026, 11, 1),
            by=sorano.ids["carla"],
            on_behalf_of=None,
            at=NOW,
        )
        uow.commit()

    text = Talk(sorano, "carla").says("/approva")

    assert "⚠️ Con questa richiesta restano in ufficio 6 su 7: il minimo è 7" in text
    assert "⚠️ <b>Anna Inventi</b>: lavoro agile – oltre un limite «di norma»" in text


def test_permits_stand_in_the_same_list_and_their_kind_is_not_named(alonte: Town) -> None:
    asks(alonte, "anna", hours("medical"))

    text = Talk(alonte, "carla").says("/approva")

    assert "<b>Anna Inventi</b>: permesso orario, dalle 10:00 alle 12:00" in text
    assert "visita" not in text


def test_a_press_approves_and_the_card_shows_it(sorano: Town) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_card(sorano)

    answer = carla.presses(YES)

    assert answer.endswith("Approvata")
    assert "già approvata da Carla Inventi" in answer
    assert labels(carla) == ["↩️ Annulla la decisione", "‹ Tutte le richieste"]
    assert stands(sorano, request).state is RequestState.APPROVED


def test_a_second_press_learns_who_approved_and_when(sorano: Town) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY)
    carla = opens_card(sorano)
    data = next(button.data for button in carla.buttons if YES in button.label)
    carla.forges(data)

    again = carla.forges(data)

    assert again.endswith("Già approvata da Carla Inventi lunedì 23 novembre alle 10:00.")


def test_a_refusal_shows_the_words_once_and_sends_them_on_a_press(sorano: Town) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_motive(sorano)

    shown = carla.says(MOTIVE)
    before = stands(sorano, request).state
    done = carla.presses("Invia")

    assert f"«{MOTIVE}»" in shown.replace("&#x27;", "'")
    assert before is RequestState.PENDING
    assert "✖️ Rifiutata la richiesta di <b>Anna Inventi</b>: giovedì 26 novembre" in done
    assert stands(sorano, request).decision_reason == MOTIVE
    assert MOTIVE in said(messages_to(sorano, "anna")[0])


def test_a_ready_motive_is_sent_by_one_press_more(sorano: Town) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_motive(sorano)
    offered = labels(carla)

    carla.presses("Quel giorno serve la presenza in sede")
    carla.presses("Invia")

    assert offered == [
        "Quel giorno serve la presenza in sede",
        "Attività non eseguibile a distanza",
        "Chiedimi per favore un altro giorno",
    ]
    assert stands(sorano, request).decision_reason == "Quel giorno serve la presenza in sede"


@pytest.mark.parametrize(
    "words", ["quante giornate mi restano?", "chi c'è domani?", "posso prenotare giovedì?"]
)
def test_a_question_is_no_motive_and_nothing_is_decided(sorano: Town, words: str) -> None:
    sorano.agree("anna")
    sorano.agree("carla")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_motive(sorano)

    answer = carla.says(words)

    assert "non è stato deciso nulla, la richiesta aspetta ancora te" in answer
    assert f"«{words}»" not in answer
    assert stands(sorano, request).state is RequestState.PENDING
    assert messages_to(sorano, "anna") == []


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("serve", "10 caratteri"),
        ("x" * 501, "501 caratteri"),
        ("😀" * 4000, "4000 caratteri"),
    ],
)
def test_a_motive_too_short_or_too_long_is_asked_for_again(
    sorano: Town, words: str, answer: str
) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_motive(sorano)

    assert answer in carla.says(words)
    assert stands(sorano, request).state is RequestState.PENDING


def test_words_that_come_too_late_decide_nothing(sorano: Town) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_motive(sorano)
    carla.says(MOTIVE)
    takes_back(sorano, "anna", request)

    late = carla.presses("Invia")

    assert late.startswith("Anna Inventi l'ha ritirata")
    assert carla.row is None


def test_the_words_that_were_changed_are_those_that_go(sorano: Town) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_motive(sorano)
    carla.says("Una parola sbagliata")
    old = next(button.data for button in carla.buttons if "Invia" in button.label)
    carla.presses("Cambia")
    carla.says(MOTIVE)

    stale = carla.forges(old)
    before = stands(sorano, request).state
    carla.presses("Invia")

    assert "non vale più" in stale or "non è più" in stale
    assert before is RequestState.PENDING
    assert stands(sorano, request).decision_reason == MOTIVE


def test_beyond_a_limit_di_norma_approving_asks_for_words(sorano: Town) -> None:
    sorano.agree("anna")
    enter(sorano, "anna", *EIGHT)
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_card(sorano)

    question = carla.presses(YES)
    carla.presses("Il servizio resta coperto")
    done = carla.presses("Invia")

    assert "si va oltre un limite «di norma»" in question
    assert "8 giornate già prenotate o chieste a novembre, il massimo è 8" in question
    assert "✅ Approvata la richiesta di <b>Anna Inventi</b>: giovedì 26 novembre" in done
    assert stands(sorano, request).decision_reason == "Il servizio resta coperto"


def test_what_is_forbidden_since_is_told_and_not_approved(sorano: Town) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_card(sorano)
    with sorano.store.writing() as uow:
        absences.close_offices(uow, sorano.body, THURSDAY, at=NOW, by=None)
        uow.commit()

    answer = carla.presses(YES)

    assert "Nel frattempo qualcosa è cambiato" in answer
    assert "⛔ giovedì 26 novembre gli uffici sono chiusi" in answer
    assert stands(sorano, request).state is RequestState.PENDING


def test_a_permit_that_has_begun_is_not_granted_as_if_it_were_to_come(
    alonte: Town, clock: MovableClock
) -> None:
    record = asks(alonte, "anna", hours("personal"))
    clock.set(NOW + timedelta(days=3, hours=1))
    carla = opens_card(alonte)

    answer = carla.presses("✅ Approva")

    assert "È già iniziata o passata" in answer
    assert permitting.stands(alonte, record).state is PermitState.PENDING


@pytest.mark.parametrize("verb", ["yes", "no"])
@pytest.mark.parametrize("name", ["bruno", "vito", "elena", "anna"])
def test_a_press_of_who_may_not_decide_changes_nothing(sorano: Town, name: str, verb: str) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]

    answer = Talk(sorano, name).forges(f"v1:approvals:{verb}:d{request.id}:1")

    assert answer in (
        "Su questa richiesta non spetta a te decidere.",
        "Sulle proprie richieste decide qualcun altro.",
    )
    assert stands(sorano, request).state is RequestState.PENDING


@pytest.mark.parametrize(
    "data",
    [
        "yes:d{id}:1",
        "no:d{id}:1",
        "card:d{id}",
        "why:d{id}",
        "bulk:cd{id}:00000000",
        "do:cd{id}:00000000",
        "bulk:p0:00000000",
        "do:p0:00000000",
        "bulk:n12345678:0",
        "do:x0:0",
        "undo:1",
        "card:x9",
        "card:d99999",
        "ready:presence",
        "page:7",
    ],
)
def test_a_manager_of_another_body_sees_and_changes_nothing(
    sorano: Town, tivoli: Town, data: str
) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]

    answer = Talk(tivoli, "diana").forges("v1:approvals:" + data.format(id=request.id))

    assert "Anna" not in answer
    assert stands(sorano, request).state is RequestState.PENDING


def test_why_quotes_the_act_and_leads_back(sorano: Town) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY)
    carla = opens_card(sorano)

    quoted = carla.presses("Perché?")

    assert "art. 9.2: «" in re.sub("<[^>]*>", "", quoted)
    assert "chiede:" in carla.presses("‹ La richiesta")


def test_approving_all_shown_says_first_what_it_comes_to(sorano: Town) -> None:
    for name in ("anna", "bruno"):
        sorano.agree(name)
    asked = [*asks_for(sorano, "anna", THURSDAY, FRIDAY), *asks_for(sorano, "bruno", FRIDAY)]
    carla = Talk(sorano, "carla")
    carla.says("/approva")

    confirmation = carla.presses("Approva le 3 mostrate")
    before = {stands(sorano, one).state for one in asked}
    done = carla.presses("Sì, approva")

    assert "Approvo <b>3 richieste</b> di 2 persone?" in confirmation
    assert "🗓 giovedì 26 novembre, Ufficio anagrafe. Con questa richiesta restano" in confirmation
    assert "in ufficio 5 su 7" in confirmation
    assert before == {RequestState.PENDING}
    assert done == "✅ Approvate 3 richieste di 2 persone."
    assert {stands(sorano, one).state for one in asked} == {RequestState.APPROVED}
    assert [said(m) for m in messages_to(sorano, "anna")] == [
        "✅ Approvate da Carla Inventi: giovedì 26 novembre, venerdì 27 novembre."
    ]


def test_no_to_the_confirmation_approves_nothing(sorano: Town) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = Talk(sorano, "carla")
    carla.says("/approva")
    carla.presses("Approva 1 richiesta mostrata")

    carla.presses("No")

    assert "Aspetta te 1 richiesta" in str(carla.shown.text)
    assert stands(sorano, request).state is RequestState.PENDING


def test_approving_all_leaves_what_needs_a_look(sorano: Town) -> None:
    for name in ("anna", "bruno"):
        sorano.agree(name)
    enter(sorano, "bruno", *EIGHT)
    plain = asks_for(sorano, "anna", THURSDAY, FRIDAY)
    beyond = asks_for(sorano, "bruno", THURSDAY)
    carla = Talk(sorano, "carla")
    carla.says("/approva")

    confirmation = carla.presses("Approva le 2 mostrate")
    done = carla.presses("Sì, approva")

    assert "Una resta da vedere per conto suo" in confirmation
    assert done == "✅ Approvate 2 richieste di 1 persona.\n\nNe aspetta ancora una."
    assert {stands(sorano, request).state for request in plain} == {RequestState.APPROVED}
    assert stands(sorano, beyond[0]).state is RequestState.PENDING


def test_what_came_after_the_list_was_shown_is_not_approved_with_it(sorano: Town) -> None:
    for name in ("anna", "bruno"):
        sorano.agree(name)
    asks_for(sorano, "anna", THURSDAY)
    carla = Talk(sorano, "carla")
    carla.says("/approva")
    later = asks_for(sorano, "bruno", THURSDAY)[0]

    answer = carla.presses("Approva 1 richiesta mostrata")

    assert "non ho deciso nulla" in answer
    assert stands(sorano, later).state is RequestState.PENDING


def test_what_came_after_the_confirmation_is_not_approved_with_it(sorano: Town) -> None:
    for name in ("anna", "bruno"):
        sorano.agree(name)
    first = asks_for(sorano, "anna", THURSDAY)[0]
    carla = Talk(sorano, "carla")
    carla.says("/approva")
    carla.presses("Approva 1 richiesta mostrata")
    later = asks_for(sorano, "bruno", THURSDAY)[0]

    answer = carla.presses("Sì, approva")

    assert "non ho deciso nulla" in answer
    assert {stands(sorano, one).state for one in (first, later)} == {RequestState.PENDING}


def test_a_second_press_of_yes_approves_nothing_more(sorano: Town) -> None:
    for name in ("anna", "bruno"):
        sorano.agree(name)
    asks_for(sorano, "anna", THURSDAY)
    carla = Talk(sorano, "carla")
    carla.says("/approva")
    carla.presses("Approva 1 richiesta mostrata")
    data = next(button.data for button in carla.buttons if "Sì" in button.label)
    carla.forges(data)
    later = asks_for(sorano, "bruno", THURSDAY)[0]

    carla.forges(data)

    assert stands(sorano, later).state is RequestState.PENDING


def test_approve_all_on_a_card_leaves_the_others(sorano: Town) -> None:
    for name in ("anna", "bruno"):
        sorano.agree(name)
    asked = asks_for(sorano, "anna", THURSDAY, FRIDAY)
    other = asks_for(sorano, "bruno", FRIDAY)[0]
    carla = opens_card(sorano)

    carla.presses("✅ Approva tutte (2)")
    carla.presses("Sì, approva")

    assert {stands(sorano, one).state for one in asked} == {RequestState.APPROVED}
    assert stands(sorano, other).state is RequestState.PENDING


def test_what_came_in_overnight_is_approved_by_two_taps(sorano: Town) -> None:
    names = ("anna", "bruno")
    for name in names:
        sorano.agree(name)
    asked = [one for name in names for one in asks_for(sorano, name, THURSDAY, FRIDAY)]
    (digest,) = go_out(sorano, "carla")
    carla = Talk(sorano, "carla")
    data = next(data for row in digest.buttons for _, _, data, *_ in row)

    carla.forges(data)
    done = carla.presses("Sì, approva")

    assert labels_of(digest)[0] == "✅ Approva le 4 mostrate"
    assert done == "✅ Approvate 4 richieste di 2 persone."
    assert {stands(sorano, one).state for one in asked} == {RequestState.APPROVED}


def test_a_decision_is_taken_back_before_anybody_was_told(sorano: Town) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_card(sorano)
    carla.presses(YES)

    answer = carla.presses("Annulla la decisione")

    assert answer == "↩️ Decisione annullata: 1 richiesta aspetta di nuovo."
    assert stands(sorano, request).state is RequestState.PENDING
    assert messages_to(sorano, "anna") == []


def test_who_was_told_already_is_told_that_it_waits_again(sorano: Town) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY)
    carla = opens_card(sorano)
    carla.presses(YES)
    go_out(sorano)

    carla.presses("Annulla la decisione")

    assert [said(m) for m in messages_to(sorano, "anna")] == [
        (
            "↩️ Carla Inventi ha annullato la decisione di poco fa: giovedì 26 novembre. "
            "La richiesta aspetta di nuovo."
        )
    ]


@pytest.mark.parametrize(("minutes", "undone"), [(10, True), (11, False)])
def test_a_decision_can_be_taken_back_for_ten_minutes(
    sorano: Town, clock: MovableClock, minutes: int, *, undone: bool
) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_card(sorano)
    carla.presses(YES)
    clock.advance(timedelta(minutes=minutes))

    carla.presses("Annulla la decisione")

    assert (stands(sorano, request).state is RequestState.PENDING) is undone


def test_a_refusal_is_taken_back_and_the_day_is_held_again(sorano: Town) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_motive(sorano)
    carla.presses("presenza in sede")
    carla.presses("Invia")

    carla.presses("Annulla la decisione")

    after = stands(sorano, request)
    assert (after.state, after.decision_reason) == (RequestState.PENDING, None)
    assert decides(sorano, "carla", after).came.value == "done"


def test_somebody_elses_decision_is_not_theirs_to_take_back(sorano: Town) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    outcome = decides(sorano, "carla", request)

    Talk(sorano, "vito").forges(f"v1:approvals:undo:{outcome.decision_id}")

    assert stands(sorano, request).state is RequestState.APPROVED


def test_of_forty_people_and_120_days_only_what_was_shown_is_decided(sorano: Town) -> None:
    every = many_ask(sorano, 40, 3)
    carla = Talk(sorano, "carla")

    first = carla.says("/approva")
    shown = {
        int(button.data.rsplit(":d", 1)[1]) for button in carla.buttons if ":d" in button.data
    }
    confirmation = carla.presses("Approva le")
    done = carla.presses("Sì, approva")
    with sorano.store.reading() as uow:
        found = bookings.by_ids(uow, every)
    approved = {one.id for one in found if one.state is RequestState.APPROVED}
    waiting = {one.id for one in found if one.state is RequestState.PENDING}

    assert first.startswith("<b>Aspettano te 120 richieste</b> di 40 persone")
    assert "Pagina 1 di 6" in first
    assert f"Approvo <b>{len(shown)} richieste</b>" in confirmation
    assert approved == shown
    assert waiting == set(every) - shown
    assert f"Ne aspettano ancora {len(waiting)}." in done


@pytest.mark.parametrize("leaving", ["/oggi", "/menu", "/approva"])
def test_a_command_leaves_the_question_for_a_motive(sorano: Town, leaving: str) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = opens_motive(sorano)

    answer = carla.says(leaving)
    carla.says(MOTIVE)

    assert "Ho lasciato perdere il rifiuto per <b>Anna Inventi</b>" in answer
    assert stands(sorano, request).state is RequestState.PENDING


async def opens_card_on_phone(phone: Person) -> SeenMessage:
    """The list, then the card of Anna."""
    await phone.asks("/approva")
    await phone.presses("Anna Inventi, gio 26 nov")
    return await phone.waits_for("chiede:")


async def test_a_restart_in_the_middle_of_a_motive_loses_nothing(
    sorano: Town, playground: Playground
) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = await Phones(playground).of(sorano, "carla")
    async with bot_running(sorano.desk, playground):
        await opens_card_on_phone(carla)
        await carla.presses(NO)
        await carla.waits_for("Perché rifiuti")
    again = Store(str(sorano.store.url), sorano.store.vault)

    async with bot_running(Desk(again, library.shipped(), sorano.desk.clock), playground):
        await carla.says(MOTIVE)
        await carla.waits_for("Lo invio così?")
        await carla.presses("📨 Invia")
        await carla.waits_for("Rifiutata")
    again.close()

    assert stands(sorano, request).state is RequestState.REFUSED


async def test_on_a_phone_yes_is_green_and_no_is_red(sorano: Town, phones: Phones) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY)
    carla = await phones.of(sorano, "carla")

    card = await opens_card_on_phone(carla)

    styles = [[button.get("style") for button in row] for row in card.keyboard]
    assert styles[0] == ["success", "danger"]
