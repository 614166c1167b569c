"""Deciding on a phone: the list, the card, the reason written in words."""

import pytest

from bot.playground import Person, Playground
from bot.playground.client import SeenMessage
from handlers.desk.booking import days
from handlers.desk.context import Desk
from rules.policy import library
from storage.days import absences
from storage.store import Store
from storage.tables import RequestState
from tests.handlers.asking import FRIDAY, THURSDAY, asks_for, enter, messages_to, said, stands
from tests.handlers.conftest import bot_running
from tests.handlers.test_decisions import EIGHT
from tests.handlers.town import NOW, Phones, Town

MOTIVE = "Quel giorno serve in sede per l'inventario."


def data_of(message: SeenMessage, label: str) -> str:
    place = message.place_of(label)
    assert place is not None, message.labels
    data: str = message.keyboard[place[0]][place[1]]["callback_data"]
    return data


async def opens_card(phone: Person, name: str = "Anna") -> SeenMessage:
    """The list, then the card of one person."""
    await phone.asks("/approva")
    await phone.presses(f"{name} Inventi")
    return await phone.waits_for("chiede:")


async def test_with_nothing_to_decide_the_list_says_so(sorano: Town, phones: Phones) -> None:
    carla = await phones.of(sorano, "carla")

    answer = await carla.asks("/approva")

    assert answer.text == "Nessuna richiesta aspetta una tua decisione."


async def test_the_list_names_people_and_days(sorano: Town, phones: Phones) -> None:
    for name in ("anna", "bruno"):
        sorano.agree(name)
    asks_for(sorano, "anna", THURSDAY, FRIDAY)
    asks_for(sorano, "bruno", FRIDAY)
    carla = await phones.of(sorano, "carla")

    answer = await carla.asks("/approva")

    assert answer.text.startswith("Aspettano te: 3 giornate")
    assert "• Anna Inventi (Ufficio anagrafe): giovedì 26 e venerdì 27 novembre" in answer.text
    assert answer.labels[:3] == ["Anna Inventi (2)", "Bruno Inventi (1)", "✅ Approva tutte"]


async def test_a_press_approves_and_the_card_shows_it(sorano: Town, phones: Phones) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = await phones.of(sorano, "carla")
    await opens_card(carla)

    await carla.presses("✅ gio 26 nov")
    card = await carla.waits_for("già approvata da Carla Inventi")
    toast = await carla.waits_for_toast()

    assert toast["text"] == "Approvata"
    assert card.labels == ["‹ Tutte le richieste"]
    assert stands(sorano, request).state is RequestState.APPROVED


async def test_a_second_press_learns_who_approved_and_when(sorano: Town, phones: Phones) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY)
    carla = await phones.of(sorano, "carla")
    card = await opens_card(carla)
    press = data_of(card, "✅ gio 26 nov")
    await carla.forges(press, on=card.id)
    await carla.waits_for("già approvata")

    await carla.forges(press, on=card.id)
    toast = await carla.waits_for_toast()

    assert toast["text"] == "Già approvata da Carla Inventi lunedì 23 novembre alle 10:00."


async def test_a_refusal_asks_for_words_and_sends_them(sorano: Town, phones: Phones) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = await phones.of(sorano, "carla")
    await opens_card(carla)
    await carla.presses("✖️ gio 26 nov")
    await carla.waits_for("Perché rifiuti giovedì 26 novembre a Anna Inventi?")

    await carla.says(MOTIVE)
    await carla.waits_for("✖️ Rifiutata: Anna Inventi, giovedì 26 novembre")

    assert stands(sorano, request).decision_reason == MOTIVE
    assert MOTIVE in said(messages_to(sorano, "anna")[0])


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("no", "almeno 10 caratteri: qui ce ne sono 2"),
        ("x" * 9, "qui ce ne sono 9"),
        ("x" * 501, "501 caratteri, il massimo è 500"),
        ("😀" * 4000, "il massimo è 500"),
    ],
)
async def test_a_reason_too_short_or_too_long_is_asked_for_again(
    sorano: Town, phones: Phones, words: str, answer: str
) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = await phones.of(sorano, "carla")
    await opens_card(carla)
    await carla.presses("✖️ gio 26 nov")
    await carla.waits_for("Perché rifiuti")

    await carla.says(words)
    await carla.waits_for(answer)
    still = stands(sorano, request).state
    await carla.says(MOTIVE)
    await carla.waits_for("Rifiutata")

    assert still is RequestState.PENDING


@pytest.mark.parametrize("words", ["x" * 10, "x" * 500])
async def test_a_reason_at_either_limit_will_do(sorano: Town, phones: Phones, words: str) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY)
    carla = await phones.of(sorano, "carla")
    await opens_card(carla)
    await carla.presses("✖️ gio 26 nov")
    await carla.waits_for("Perché rifiuti")

    await carla.says(words)

    await carla.waits_for("Rifiutata")


async def test_a_refusal_that_is_left_refuses_nothing(sorano: Town, phones: Phones) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = await phones.of(sorano, "carla")
    await opens_card(carla)
    await carla.presses("✖️ gio 26 nov")
    await carla.waits_for("Perché rifiuti")

    await carla.asks("/annulla")
    answer = await carla.asks(MOTIVE)

    assert "Non conosco" in answer.text
    assert stands(sorano, request).state is RequestState.PENDING


async def test_a_reason_that_comes_too_late_is_told_so_and_waits_no_more(
    sorano: Town, phones: Phones
) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = await phones.of(sorano, "carla")
    await opens_card(carla)
    await carla.presses("✖️ gio 26 nov")
    await carla.waits_for("Perché rifiuti")
    days.take_back(sorano.desk, sorano.actor("anna"), request.id, version=request.version)

    late = await carla.asks(MOTIVE)
    after = await carla.asks("Ancora una parola")

    assert late.text.startswith("Anna Inventi l'ha ritirata")
    assert "Non conosco" in after.text


async def test_a_restart_in_the_middle_of_a_dialogue_loses_nothing(
    sorano: Town, playground: Playground
) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = await Phones(playground).of(sorano, "carla")
    async with bot_running(sorano.desk, playground):
        await opens_card(carla)
        await carla.presses("✖️ gio 26 nov")
        await carla.waits_for("Perché rifiuti")
    again = Store(str(sorano.store.url), sorano.store.vault)

    async with bot_running(Desk(again, library.shipped(), sorano.desk.clock), playground):
        await carla.says(MOTIVE)
        await carla.waits_for("Rifiutata")
    again.close()

    assert stands(sorano, request).state is RequestState.REFUSED


async def test_beyond_a_limit_di_norma_approving_asks_for_words(
    sorano: Town, phones: Phones
) -> None:
    sorano.agree("anna")
    enter(sorano, "anna", *EIGHT)
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = await phones.of(sorano, "carla")
    await opens_card(carla)
    await carla.presses("✅ gio 26 nov")
    question = await carla.waits_for("si va oltre un limite «di norma»")

    await carla.says(MOTIVE)
    await carla.waits_for("✅ Approvata: Anna Inventi, giovedì 26 novembre")

    assert "8 giornate già prenotate a novembre, il massimo è 8 (art. 9.2" in question.text
    assert stands(sorano, request).decision_reason == MOTIVE


async def test_what_is_forbidden_since_is_told_and_not_approved(
    sorano: Town, phones: Phones
) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = await phones.of(sorano, "carla")
    await opens_card(carla)
    with sorano.store.writing() as uow:
        absences.close_offices(uow, sorano.body, THURSDAY, at=NOW, by=None)
        uow.commit()

    await carla.presses("✅ gio 26 nov")
    toast = await carla.waits_for_toast()
    card = await carla.waits_for("si può solo rifiutare")

    assert toast["text"].startswith("Nel frattempo qualcosa è cambiato")
    assert "⛔ giovedì 26 novembre gli uffici sono chiusi" in card.text
    assert stands(sorano, request).state is RequestState.PENDING


@pytest.mark.parametrize("verb", ["yes", "no"])
@pytest.mark.parametrize("name", ["bruno", "vito", "elena", "anna"])
async def test_a_press_of_who_may_not_decide_changes_nothing(
    sorano: Town, phones: Phones, name: str, verb: str
) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    phone = await phones.of(sorano, name)
    menu = await phone.asks("/menu")

    await phone.forges(f"v1:approvals:{verb}:{request.id}:1:1:9", on=menu.id)
    toast = await phone.waits_for_toast()

    assert toast["text"] in (
        "Su questa richiesta non spetta a te decidere.",
        "Sulle proprie richieste decide qualcun altro.",
    )
    assert stands(sorano, request).state is RequestState.PENDING
    assert (await phone.last_message()).text == menu.text


async def test_a_manager_of_another_body_changes_nothing(
    sorano: Town, tivoli: Town, phones: Phones
) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    diana = await phones.of(tivoli, "diana")
    menu = await diana.asks("/menu")

    for data in (
        f"v1:approvals:yes:{request.id}:1:1:9",
        f"v1:approvals:no:{request.id}:1:1:9",
        f"v1:approvals:all:0:0:{request.id}",
        f"v1:approvals:card:{sorano.ids['anna']}:0:9",
    ):
        await diana.forges(data, on=menu.id)
        await diana.waits_for_toast()

    seen = [message.text for message in await diana.messages()]
    assert stands(sorano, request).state is RequestState.PENDING
    assert not any("Anna" in text for text in seen)


async def test_why_quotes_the_act_and_leads_back(sorano: Town, phones: Phones) -> None:
    sorano.agree("anna")
    asks_for(sorano, "anna", THURSDAY)
    carla = await phones.of(sorano, "carla")
    await opens_card(carla)

    await carla.presses("Perché?")
    quoted = await carla.waits_for("Le parole del regolamento")
    await carla.presses("‹ La richiesta")
    await carla.waits_for("chiede:")

    assert "art. 9.2: «" in quoted.text


async def test_approve_all_from_the_list(sorano: Town, phones: Phones) -> None:
    sorano.agree("anna")
    asked = asks_for(sorano, "anna", THURSDAY, FRIDAY)
    carla = await phones.of(sorano, "carla")
    await carla.asks("/approva")

    await carla.presses("✅ Approva tutte")
    await carla.waits_for("Nessuna richiesta aspetta")
    toast = await carla.waits_for_toast()

    assert toast["text"] == "Approvata: 2. Da vedere una per una: 0."
    assert {stands(sorano, one).state for one in asked} == {RequestState.APPROVED}


async def test_approve_all_on_a_card(sorano: Town, phones: Phones) -> None:
    for name in ("anna", "bruno"):
        sorano.agree(name)
    asked = asks_for(sorano, "anna", THURSDAY, FRIDAY)
    other = asks_for(sorano, "bruno", FRIDAY)[0]
    carla = await phones.of(sorano, "carla")
    await opens_card(carla)

    await carla.presses("✅ Approva tutte (2)")
    await carla.waits_for("già approvata")

    assert {stands(sorano, one).state for one in asked} == {RequestState.APPROVED}
    assert stands(sorano, other).state is RequestState.PENDING


@pytest.mark.parametrize("leaving", ["/oggi", "/menu", "/approva"])
async def test_a_command_leaves_the_question_for_a_reason(
    sorano: Town, phones: Phones, leaving: str
) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = await phones.of(sorano, "carla")
    await opens_card(carla)
    await carla.presses("✖️ gio 26 nov")
    await carla.waits_for("Perché rifiuti")

    answer = await carla.asks(leaving)
    await carla.asks(MOTIVE)

    assert "Ho lasciato perdere il rifiuto di giovedì 26 novembre per Anna Inventi" in answer.text
    assert stands(sorano, request).state is RequestState.PENDING


async def test_a_button_of_another_feature_leaves_it_too(sorano: Town, phones: Phones) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = await phones.of(sorano, "carla")
    menu = await carla.asks("/menu")
    await opens_card(carla)
    await carla.presses("✖️ gio 26 nov")
    await carla.waits_for("Perché rifiuti")

    await carla.presses("📍 Oggi", on=menu)
    await carla.waits_for("Ho lasciato perdere il rifiuto")
    await carla.asks(MOTIVE)

    assert stands(sorano, request).state is RequestState.PENDING


async def test_looking_at_the_card_again_keeps_the_question(sorano: Town, phones: Phones) -> None:
    sorano.agree("anna")
    request = asks_for(sorano, "anna", THURSDAY)[0]
    carla = await phones.of(sorano, "carla")
    card = await opens_card(carla)
    await carla.presses("✖️ gio 26 nov")
    await carla.waits_for("Perché rifiuti")

    await carla.presses("📖 Perché?", on=card)
    await carla.waits_for("Le parole del regolamento")
    await carla.says(MOTIVE)
    await carla.waits_for("✖️ Rifiutata")

    assert stands(sorano, request).state is RequestState.REFUSED
