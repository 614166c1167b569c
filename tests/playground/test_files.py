"""Rules F1 to F10: pictures and documents."""
# Names carry the ids of the rules as they are written.
# ruff: noqa: N802

import struct
from datetime import timedelta

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.playground import Limits, Person, Playground
from tests.playground.conftest import Bot


def png(width: int, height: int) -> bytes:
    """The head of a picture, which is all that is looked at."""
    return b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", width, height)


def jpeg(width: int, height: int) -> bytes:
    size = struct.pack(">HBHHB", 8, 8, height, width, 1)
    return b"\xff\xd8" + b"\xff\xe0\x00\x04ab" + b"\xff\xc0" + size + b"\xff\xd9"


async def file_id_of(bot: Bot, person: Person, content: bytes = b"ciao") -> str:
    reply = await bot.upload(person, "document", content, "orario.txt")
    return str(reply.result["document"]["file_id"])


@pytest.mark.parametrize("kind", ["document", "photo"])
async def test_F1_no_file(kind: str, bot: Bot, anna: Person) -> None:
    reply = await bot.call(f"send{kind}", chat_id=anna.id)

    assert reply.refusal == (400, f"Bad Request: there is no {kind} in the request")


async def test_F1_a_part_that_is_not_attached(bot: Bot, anna: Person) -> None:
    reply = await bot.call("sendDocument", chat_id=anna.id, document="attach://missing")

    assert reply.refusal == (400, "Bad Request: there is no document in the request")


async def test_F2_an_empty_file(bot: Bot, anna: Person) -> None:
    reply = await bot.upload(anna, "document", b"", "a.txt")

    assert reply.refusal == (400, "Bad Request: file must be non-empty")


async def test_F3_an_upload_that_is_too_large(
    clock: MovableClock, session: aiohttp.ClientSession
) -> None:
    limits = Limits(upload_bytes=1000)
    async with Playground(clock=clock, limits=limits) as playground:
        small = Bot(playground, session)
        anna = await playground.client.add_person("Anna", standing="open")

        reply = await small.upload(anna, "document", b"x" * 1001, "a.txt")
        fits = await small.upload(anna, "document", b"x" * 1000, "a.txt")
        far_too_large = await small.upload(anna, "document", b"x" * 1_100_000, "a.txt")

    assert reply.refusal == (413, "Request Entity Too Large")
    assert far_too_large.refusal == reply.refusal
    assert fits.status == 200


async def test_F4_a_picture_that_is_too_large(
    clock: MovableClock, session: aiohttp.ClientSession
) -> None:
    async with Playground(clock=clock, limits=Limits(photo_bytes=100)) as playground:
        small = Bot(playground, session)
        anna = await playground.client.add_person("Anna", standing="open")

        reply = await small.upload(anna, "photo", png(5, 5) + b"x" * 100, "a.png")

    assert reply.refusal == (400, "Bad Request: file is too big for a photo")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(png(9000, 1001), "PHOTO_INVALID_DIMENSIONS", id="F5-10001-together"),
        pytest.param(png(9000, 1000), "", id="F5-10000-together"),
        pytest.param(png(2001, 100), "PHOTO_INVALID_DIMENSIONS", id="F5-ratio-over-20"),
        pytest.param(png(2000, 100), "", id="F5-ratio-20"),
        pytest.param(jpeg(2001, 100), "PHOTO_INVALID_DIMENSIONS", id="F5-jpeg"),
        pytest.param(jpeg(200, 100), "", id="F6-jpeg"),
        pytest.param(b"ciao", "IMAGE_PROCESS_FAILED", id="F6-no-picture"),
        pytest.param(png(5, 5)[:20], "IMAGE_PROCESS_FAILED", id="F6-cut-short"),
    ],
)
async def test_pictures(content: bytes, words: str, bot: Bot, anna: Person) -> None:
    reply = await bot.upload(anna, "photo", content, "a.png")

    assert reply.body.get("description", "") == (f"Bad Request: {words}" if words else "")


async def test_F7_an_unknown_file_id(bot: Bot, anna: Person) -> None:
    reply = await bot.call("sendDocument", chat_id=anna.id, document="AAAA")

    assert reply.status == 400
    assert "wrong remote file identifier specified" in reply.refusal[1]


async def test_a_known_file_id_is_sent_again(bot: Bot, anna: Person) -> None:
    file_id = await file_id_of(bot, anna)

    reply = await bot.call("sendDocument", chat_id=anna.id, document=file_id)

    assert reply.result["document"]["file_name"] == "orario.txt"


async def test_T6_a_caption_that_is_too_long(bot: Bot, anna: Person) -> None:
    caption = {"caption": f"<b>{'x' * 1025}</b>", "parse_mode": "HTML"}

    reply = await bot.upload(anna, "document", b"x", "a.txt", **caption)

    assert reply.refusal == (400, "Bad Request: message caption is too long")


async def test_T6_an_edited_caption_that_is_too_long(bot: Bot, anna: Person) -> None:
    message_id = await bot.sends_file(anna, "document", b"x", "a.txt", caption="x" * 1024)

    reply = await bot.call(
        "editMessageCaption", chat_id=anna.id, message_id=message_id, caption="x" * 1025
    )

    assert reply.refusal == (400, "Bad Request: MEDIA_CAPTION_TOO_LONG")


@pytest.mark.parametrize(
    ("file_id", "words"),
    [
        pytest.param("", "file_id not specified", id="F8-none"),
        pytest.param("ààà", "invalid file_id", id="F8-bad"),
    ],
)
async def test_F8_getfile_needs_a_known_id(file_id: str, words: str, bot: Bot) -> None:
    reply = await bot.call("getFile", file_id=file_id)

    assert reply.refusal == (400, f"Bad Request: {words}")


async def test_F9_a_file_too_large_to_fetch(
    clock: MovableClock, session: aiohttp.ClientSession
) -> None:
    async with Playground(clock=clock, limits=Limits(download_bytes=3)) as playground:
        small = Bot(playground, session)
        anna = await playground.client.add_person("Anna", standing="open")
        file_id = await file_id_of(small, anna, b"four")

        reply = await small.call("getFile", file_id=file_id)

    assert reply.refusal == (400, "Bad Request: file is too big")


async def test_F10_the_file_id_of_another_bot(
    bot: Bot, anna: Person, clock: MovableClock, session: aiohttp.ClientSession
) -> None:
    async with Playground(clock=clock, token="7000000002:another-bot-altogether") as other:
        carla = await other.client.add_person("Carla", standing="open")
        foreign = await file_id_of(Bot(other, session), carla)
    await file_id_of(bot, anna)

    reply = await bot.call("getFile", file_id=foreign)

    assert reply.refusal == (400, "Bad Request: invalid file_id")


async def test_a_file_is_fetched_after_getfile_and_for_an_hour(
    bot: Bot, anna: Person, clock: MovableClock
) -> None:
    await anna.sends_file(b"a;b", name="personale.csv")
    update = (await bot.updates())[0]
    document = update["message"]["document"]
    path = (await bot.call("getFile", file_id=document["file_id"])).result["file_path"]

    assert await bot.download(path) == (200, b"a;b")

    clock.advance(timedelta(minutes=60))
    status, _ = await bot.download(path)
    assert status == 404


async def test_a_file_is_not_found_before_getfile(bot: Bot, anna: Person) -> None:
    await anna.sends_file(b"a;b", name="personale.csv")

    status, _ = await bot.download("documents/file_1_personale.csv")

    assert status == 404
