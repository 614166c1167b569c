"""Menu, help, language, and whatever else people send."""

from dataclasses import replace

import pytest

from handlers.chat import registry
from handlers.chat.menu_views import described
from storage.people.appointments import Held
from storage.tables import Role
from tests.handlers.town import Phones, Town


@pytest.mark.parametrize(
    ("name", "approves"),
    [("anna", False), ("carla", True), ("dino", True), ("elena", False)],
)
async def test_only_who_decides_is_offered_to_decide(
    tivoli: Town, phones: Phones, name: str, *, approves: bool
) -> None:
    phone = await phones.of(tivoli, name)

    menu = await phone.asks("/menu")
    guide = await phone.asks("/aiuto")

    assert ("✅ Da approvare" in menu.labels) is approves
    assert ("/approva" in guide.text) is approves


async def test_a_mayor_is_not_offered_to_book(tivoli: Town, phones: Phones) -> None:
    dino = await phones.of(tivoli, "dino")

    menu = await dino.asks("/menu")

    assert "🗓 Prenota" not in menu.labels


async def test_a_chosen_language_is_kept(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")
    await anna.asks("/lingua")
    await anna.presses("English")
    await anna.waits_for("what do you need?")

    answer = await anna.asks("/aiuto")

    assert "What you can do" in answer.text


async def test_the_menu_pressed_twice_is_answered_twice(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")
    guide = await anna.asks("/aiuto")
    await anna.presses("☰ Menu", on=guide)
    await anna.waits_for("cosa ti serve?")

    await anna.forges("v1:menu:open", on=guide.id)

    assert (await anna.waits_for_toast())["text"] == ""


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("vorrei un gelato", "Non conosco «gelato»"),
        ("😀" * 10, "Dimmi pure, anche a parole tue"),
        ("<b>grassetto</b> & <script>", "Non conosco «<"),
        ("à" * 4096, "È un testo lungo"),
        ("/nonsense <b>", "Questo comando non lo conosco"),
        ("/menu@un_altro_bot", "Questo comando non lo conosco"),
        ("/annulla tutto", "Non c'era nulla da annullare"),
        ("/idoneita <b>junk</b> 😀 '; drop table", "puoi chiedere il lavoro agile"),
    ],
)
async def test_whatever_is_written_gets_a_kind_answer(
    tivoli: Town, phones: Phones, text: str, answer: str
) -> None:
    anna = await phones.of(tivoli, "anna")

    await anna.says(text)

    await anna.waits_for(answer)


async def test_a_location_is_refused_with_the_reason(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")

    await anna.sends_location(44.8, 11.6)

    await anna.waits_for("Lo sportello non chiede mai la posizione")


async def test_a_contact_is_refused_with_the_reason(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")

    await anna.sends_contact("+39000000", "Inventata")

    await anna.waits_for("non chiede numeri di telefono")


async def test_a_picture_is_answered(tivoli: Town, phones: Phones) -> None:
    anna = await phones.of(tivoli, "anna")

    await anna.sends_file(b"nothing", name="foglio.pdf")

    await anna.waits_for("Qui leggo solo testo e pulsanti")


@pytest.mark.parametrize(
    "data",
    [
        "v0:menu:open",
        "v1:menu:fly",
        "v1:nothing:open",
        "approve:42",
        "v1:menu:speak:de",
        "v1:menu:",
        "v1:menu:speak",
        "\x00",
        "v1:booking:set:20261301:x",
        "x" * 64,
    ],
)
async def test_a_forged_button_is_no_longer_valid(tivoli: Town, phones: Phones, data: str) -> None:
    anna = await phones.of(tivoli, "anna")
    menu = await anna.asks("/menu")

    await anna.forges(data, on=menu.id)
    toast = await anna.waits_for_toast()

    assert toast["text"] == "Questo pulsante non vale più. Apri /menu per ricominciare."
    assert toast["alert"]


def test_every_command_has_a_description_that_telegram_takes() -> None:
    for locale in ("it", "en"):
        for command in registry.commands():
            assert command.name.isascii()
            assert command.name.islower()
            assert 0 < len(described(command, locale)) <= 256


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        ((), False),
        ((Role.HR,), False),
        ((Role.VICE_SINDACO,), True),
        ((Role.HR, Role.DIRIGENTE), True),
    ],
)
def test_the_command_to_approve_is_for_who_decides(
    tivoli: Town, roles: tuple[Role, ...], *, may: bool
) -> None:
    anna = tivoli.actor("anna")
    held = tuple(
        Held(role=role, employee_id=anna.id, body_id="tivoli", office_id=None) for role in roles
    )

    offered = registry.commands_for(replace(anna, held=held))

    assert ("approva" in [command.name for command in offered]) is may
