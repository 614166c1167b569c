"""Every kind of message that a person can send, as the bot receives it."""

from typing import Any

import pytest

from bot.playground import Person, Playground, PlaygroundError
from tests.playground.conftest import Bot
from tests.playground.test_files import png

OFFICE = -1_001


@pytest.fixture
async def office(playground: Playground) -> int:
    """A group that the bot is in."""
    return await playground.client.add_group(OFFICE)


async def received(bot: Bot, kind: str = "message") -> list[dict[str, Any]]:
    return [update[kind] for update in await bot.updates() if kind in update]


@pytest.mark.parametrize("kind", ["video", "audio", "voice", "document"])
async def test_a_file_of_any_kind_comes_with_its_caption(
    kind: str, bot: Bot, anna: Person
) -> None:
    await anna.sends_file(b"bytes", name="a.bin", kind=kind, caption="ecco #agile")

    (message,) = await received(bot)

    assert message[kind]["file_size"] == 5
    assert message["caption"] == "ecco #agile"
    assert message["caption_entities"] == [{"type": "hashtag", "offset": 5, "length": 6}]
    assert "text" not in message
    assert (await bot.call("getFile", file_id=message[kind]["file_id"])).status == 200


async def test_a_sticker_has_sides_and_no_words(bot: Bot, anna: Person) -> None:
    await anna.sends_file(png(512, 512), name="s.png", kind="sticker")

    (message,) = await received(bot)

    assert (message["sticker"]["width"], message["sticker"]["type"]) == (512, "regular")
    assert "caption" not in message


async def test_an_album_is_one_message_for_each_picture(bot: Bot, anna: Person) -> None:
    picture = (png(9, 9), "a.png", "photo")
    await anna.sends_album([picture, picture], caption="due")
    await anna.sends_album([picture, (b"film", "b.mp4", "video")])

    messages = await received(bot)

    albums = [message["media_group_id"] for message in messages]
    assert albums[0] == albums[1] != albums[2] == albums[3]
    assert [message.get("caption") for message in messages] == ["due", None, None, None]


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["photo", "document"], "do not go together"),
        (["voice", "voice"], "do not go together"),
        (["photo"] * 11, "at most 10"),
        (["film"], "kind is one of"),
    ],
)
async def test_an_album_holds_ten_files_that_go_together(
    kinds: list[str], words: str, bot: Bot, anna: Person
) -> None:
    with pytest.raises(PlaygroundError, match=words):
        await anna.sends_album([(png(9, 9), "a.png", kind) for kind in kinds])

    assert await received(bot) == []


async def test_what_is_passed_on_names_its_author_or_only_their_name(
    bot: Bot, anna: Person, playground: Playground
) -> None:
    bruno = await playground.client.add_person("Bruno", standing="open")
    said = await bruno.says("domani agile?")
    await anna.forwards(said, of=bruno.id)
    await anna.forwards(said, of=bruno.id, hidden=True)

    _, known, hidden = await received(bot)

    assert known["from"]["id"] == hidden["from"]["id"] == anna.id
    assert known["text"] == "domani agile?"
    assert known["forward_origin"]["sender_user"]["id"] == bruno.id
    assert hidden["forward_origin"]["sender_user_name"] == "Bruno"
    assert hidden["forward_origin"]["type"] == "hidden_user"


async def test_a_picture_is_passed_on_without_the_buttons_under_it(bot: Bot, anna: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "d"}]]}
    sent = await bot.sends(anna, "Approvata", reply_markup=keyboard)
    await anna.forwards(sent["message_id"])

    (message,) = await received(bot)

    assert message["text"] == "Approvata"
    assert message["forward_origin"]["sender_user"]["is_bot"] is True
    assert "reply_markup" not in message


async def test_the_last_text_is_edited_and_no_picture_after_it(bot: Bot, anna: Person) -> None:
    await anna.says("prima")
    await anna.says("lunedi")
    await anna.sends_file(png(9, 9), name="a.png", kind="photo")
    await anna.edits_last("lunedì")

    (edited,) = await received(bot, "edited_message")

    assert edited["text"] == "lunedì"
    assert edited["edit_date"] >= edited["date"]
    assert [m.text for m in await anna.messages()] == ["prima", "lunedì", ""]


async def test_whoever_wrote_nothing_has_nothing_to_edit(bot: Bot, anna: Person) -> None:
    await bot.sends(anna, "ciao")

    with pytest.raises(PlaygroundError, match="there is no text that this person wrote"):
        await anna.edits_last("x")


async def test_words_in_a_group_come_from_the_person_and_the_group(
    bot: Bot, anna: Person, office: int
) -> None:
    await anna.says("/oggi@sportello_agile_bot", group=office)
    await anna.sends_file(b"a", name="a.txt", group=office)
    await anna.sends_location(41.9, 12.5, group=office)

    messages = await received(bot)

    assert {message["chat"]["id"] for message in messages} == {office}
    assert {message["chat"]["type"] for message in messages} == {"group"}
    assert {message["from"]["id"] for message in messages} == {anna.id}
    assert await anna.messages() == []


async def test_the_bot_can_answer_into_a_group(
    bot: Bot, anna: Person, office: int, playground: Playground
) -> None:
    await anna.says("ciao", group=office)
    await bot.call("sendMessage", chat_id=office, text="Scrivimi in privato")

    messages = await playground.client.group_messages(office)

    assert [(m.sender, m.text) for m in messages] == [
        ("Anna", "ciao"),
        ("Sportello Agile", "Scrivimi in privato"),
    ]


async def test_nobody_edits_what_another_wrote_in_a_group(
    anna: Person, office: int, playground: Playground
) -> None:
    bruno = await playground.client.add_person("Bruno", standing="open")
    said = await bruno.says("mio", group=office)

    with pytest.raises(PlaygroundError, match=f"no message {said} that this person wrote"):
        await playground.client.ask(
            "POST",
            f"/people/{anna.id}/edit",
            json={"message_id": said, "text": "x", "chat_id": office},
        )


@pytest.mark.parametrize(
    ("standing", "words"), [("kicked", "the bot is not in the group"), (None, "there is no group")]
)
async def test_a_group_that_the_bot_is_not_in_takes_no_words(
    standing: str | None, words: str, anna: Person, playground: Playground
) -> None:
    if standing:
        group = {"id": OFFICE, "title": "Ufficio", "standing": standing}
        await playground.client.ask("POST", "/groups", json=group)

    with pytest.raises(PlaygroundError, match=words):
        await anna.says("ciao", group=OFFICE)
