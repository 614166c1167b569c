"""How people come to the desk, and leave it."""

from datetime import timedelta

import pytest

from bot.clock import MovableClock
from storage.people import invitations, links
from tests.handlers.town import NOW, TODAY, Phones, Town


def untie(town: Town, name: str) -> None:
    with town.store.writing() as uow:
        links.end(uow, town.ids[name], at=NOW)
        uow.commit()


def invite(town: Town, name: str) -> str:
    """A fresh code for somebody whose account was untied."""
    untie(town, name)
    with town.store.writing() as uow:
        code = invitations.issue(uow, town.ids[name], at=NOW)
        uow.commit()
    return code


async def test_an_invitation_opens_the_desk(tivoli: Town, phones: Phones) -> None:
    code = invite(tivoli, "anna")
    anna = await phones.of(tivoli, "anna")

    await anna.starts(code)
    answer = await anna.waits_for("Ciao Anna")

    assert "Comune di tivoli, Ufficio anagrafe" in answer.text
    assert answer.labels[:3] == ["📍 Oggi", "❓ Posso?", "📄 Accordo"]
    assert answer.labels[-2:] == ["🌐 Lingua", "ℹ️ Aiuto"]


async def test_the_same_link_again_is_no_harm(tivoli: Town, phones: Phones) -> None:
    code = invite(tivoli, "anna")
    anna = await phones.of(tivoli, "anna")
    await anna.starts(code)
    await anna.waits_for("Ciao Anna")

    await anna.starts(code)

    await anna.waits_for("è già collegato")


@pytest.mark.parametrize("code", ["nonsense", "<b>", "x" * 64])
async def test_an_unknown_code_is_refused(tivoli: Town, phones: Phones, code: str) -> None:
    stranger = await phones.stranger()

    await stranger.says(f"/start {code}")

    await stranger.waits_for("Questo invito non esiste")


async def test_an_expired_code_is_refused(
    tivoli: Town, phones: Phones, clock: MovableClock
) -> None:
    code = invite(tivoli, "anna")
    anna = await phones.of(tivoli, "anna")
    clock.advance(timedelta(days=7))

    await anna.starts(code)

    await anna.waits_for("Questo invito è scaduto")


async def test_a_code_that_somebody_used_is_refused(tivoli: Town, phones: Phones) -> None:
    code = invite(tivoli, "anna")
    anna, stranger = await phones.of(tivoli, "anna"), await phones.stranger()
    await anna.starts(code)
    await anna.waits_for("Ciao Anna")

    await stranger.starts(code)

    await stranger.waits_for("è già stato usato")


async def test_a_code_replaced_by_a_later_one_is_refused(tivoli: Town, phones: Phones) -> None:
    first = invite(tivoli, "anna")
    invite(tivoli, "anna")
    anna = await phones.of(tivoli, "anna")

    await anna.starts(first)

    await anna.waits_for("sostituito da uno più recente")


async def test_a_code_for_somebody_else_is_refused(tivoli: Town, phones: Phones) -> None:
    code = invite(tivoli, "anna")
    bruno = await phones.of(tivoli, "bruno")

    await bruno.starts(code)

    await bruno.waits_for("Questo invito è per un'altra persona")


@pytest.mark.parametrize(
    "text", ["/start", "/menu", "/prenota", "/approva", "ciao", "/idoneita@desk x", "/nonsense"]
)
async def test_a_stranger_learns_only_how_to_be_invited(phones: Phones, text: str) -> None:
    stranger = await phones.stranger()

    answer = await stranger.asks(text)

    assert answer.text.startswith("Non ti conosco ancora")
    assert answer.keyboard == []


async def test_a_stranger_who_speaks_english_is_answered_in_english(phones: Phones) -> None:
    stranger = await phones.stranger(language_code="en")

    answer = await stranger.asks("/start")

    assert answer.text.startswith("I do not know you yet")


async def test_a_press_of_a_stranger_changes_nothing(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")
    menu = await anna.asks("/menu")
    untie(tivoli, "anna")

    await anna.presses("Prenota", on=menu)
    toast = await anna.waits_for_toast()

    assert toast["text"].startswith("Questo account non è collegato")
    assert (await anna.last_message()).text == menu.text


async def test_who_left_the_body_is_a_stranger(tivoli: Town, phones: Phones) -> None:
    tivoli.hire("anna", left_on=TODAY - timedelta(days=1))
    tivoli.hire("bruno", left_on=TODAY)
    anna, bruno = await phones.of(tivoli, "anna"), await phones.of(tivoli, "bruno")

    gone, last_day = await anna.asks("/menu"), await bruno.asks("/menu")

    assert gone.text.startswith("Non ti conosco ancora")
    assert last_day.text == "Ciao Bruno, cosa ti serve?"


async def test_leaving_asks_once_more(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/scollega")

    await anna.presses("No, resto")

    await anna.waits_for("cosa ti serve?")


async def test_who_leaves_is_a_stranger_again(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/scollega")
    await anna.presses("Sì, scollega")
    await anna.waits_for("Fatto")

    answer = await anna.asks("/menu")

    assert answer.text.startswith("Non ti conosco ancora")
