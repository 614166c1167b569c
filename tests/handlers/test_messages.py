"""Messages that are no plain text: changed, passed on, with pictures, in groups, very long."""

import pytest

from bot.playground import Person, Playground
from bot.playground.client import SeenMessage
from storage.people import dialogues
from tests.handlers.asking import THURSDAY, enter
from tests.handlers.town import Phones, Town

PICTURE = b"\x89PNG\r\n\x1a\n"
GROUP = -100_500


@pytest.fixture
async def anna(alonte: Town, phones: Phones) -> Person:
    alonte.agree("anna")
    return await phones.of(alonte, "anna")


def open_form(town: Town, name: str = "anna") -> str | None:
    with town.store.reading() as uow:
        row = dialogues.load(uow, town.telegram_id(name))
    return row.feature if row else None


async def answers(person: Person) -> list[SeenMessage]:
    return [message for message in await person.messages() if message.from_bot]


async def test_words_under_a_picture_are_heard(anna: Person) -> None:
    await anna.sends_file(PICTURE, name="foto.png", kind="photo", caption="prenota giovedì")

    assert "giovedì 26 novembre" in (await anna.waits_for()).text


async def test_words_under_a_picture_answer_a_form(anna: Person) -> None:
    await anna.asks("/permesso")

    await anna.sends_file(PICTURE, name="foto.png", kind="document", caption="una visita")

    assert "visita o terapia" in (await anna.waits_for()).text


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo", "video", "audio", "document"])
async def test_what_has_no_words_is_answered_with_the_question(
    alonte: Town, anna: Person, kind: str
) -> None:
    await anna.asks("/permesso")

    await anna.sends_file(PICTURE, name="cosa", kind=kind)
    answer = await anna.waits_for()

    assert "Qui leggo solo testo e pulsanti" in answer.text
    assert "Che permesso ti serve?" in answer.text
    assert open_form(alonte) == "permits"


async def test_an_album_is_answered_once(anna: Person) -> None:
    before = len(await answers(anna))
    await anna.sends_album([(PICTURE, f"{n}.png", "photo") for n in range(10)])
    await anna.waits_for("Qui leggo solo testo e pulsanti")

    await anna.asks("/oggi")

    assert len(await answers(anna)) == before + 2


async def test_words_that_somebody_else_wrote_are_said_to_be_forwarded(
    alonte: Town, anna: Person, phones: Phones
) -> None:
    bruno = await phones.of(alonte, "bruno")
    said = await bruno.says("prenota giovedì")

    await anna.forwards(said, of=bruno.id)
    answer = await anna.waits_for("giovedì 26 novembre")

    assert answer.text.startswith("È un messaggio inoltrato")


async def test_the_last_text_changed_is_heard_anew(anna: Person) -> None:
    await anna.asks("prenota giovedì")

    await anna.edits_last("prenota venerdì")
    answer = await anna.waits_for("venerdì 27 novembre")

    assert "giovedì" not in answer.text


async def test_the_answer_to_what_was_said_before_loses_its_buttons(anna: Person) -> None:
    shown = await anna.asks("prenota giovedì")

    await anna.edits_last("prenota venerdì")
    answer = await anna.waits_for("venerdì 27 novembre")

    (before,) = [one for one in await anna.messages() if one.id == shown.id]
    assert shown.labels
    assert not before.labels
    assert answer.labels


async def test_one_of_before_is_not(anna: Person) -> None:
    first = await anna.says("prenota giovedì")
    await anna.waits_for("giovedì 26 novembre")
    await anna.asks("/oggi")

    await anna.edits(first, "prenota venerdì")

    assert "Ho visto che hai modificato un messaggio" in (await anna.waits_for()).text


async def test_nor_is_one_after_which_a_button_was_pressed(anna: Person) -> None:
    shown = await anna.asks("prenota giovedì")
    await anna.presses("☰ Menu", on=shown)
    await anna.waits_for("cosa ti serve?")

    await anna.edits_last("prenota venerdì")

    assert "Ho visto che hai modificato un messaggio" in (await anna.waits_for()).text


@pytest.mark.parametrize("words", ["/oggi", "@{bot} dov'è Anna?", "/oggi@{bot}"])
async def test_in_a_group_the_desk_says_only_where_it_answers(
    alonte: Town, anna: Person, playground: Playground, words: str
) -> None:
    enter(alonte, "anna", THURSDAY)
    group = await playground.client.add_group(GROUP)
    bot = playground.world.bot["username"]

    await anna.says(words.format(bot=bot), group=group)
    await anna.asks("/menu")
    said = [m.text for m in await playground.client.group_messages(group) if m.from_bot]

    assert said == [f"Qui nel gruppo non rispondo: scrivimi in privato, @{bot}."]


@pytest.mark.parametrize("words", ["quante giornate mi restano?", "/oggi@un_altro_bot"])
async def test_in_a_group_what_is_said_to_others_is_not_answered(
    alonte: Town, anna: Person, playground: Playground, words: str
) -> None:
    group = await playground.client.add_group(GROUP)

    await anna.says(words, group=group)
    await anna.asks("/menu")

    assert [m for m in await playground.client.group_messages(group) if m.from_bot] == []
    assert open_form(alonte) is None


@pytest.mark.parametrize("command", ["/permesso", "/contatta", "/schema", "/avvisi"])
@pytest.mark.parametrize("text", ["parola " * 585, "x" * 4000])
async def test_very_long_texts_are_answered_shortly(anna: Person, command: str, text: str) -> None:
    await anna.asks(command)

    answer = await anna.asks(text)

    assert len(answer.text) < 700
    assert text[:100] not in answer.text
