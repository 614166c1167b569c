"""The people's side: what a person can do, and how a wrong request is answered."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.playground import DemoHooks, Person, Playground, PlaygroundError
from bot.playground.demo import BodyRow, HeldRow
from tests.playground.conftest import NOON, Bot
from tests.playground.test_files import png

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Giovedì 26", "callback_data": "d:26"}, {"text": "26", "callback_data": "x"}],
        [{"text": "Regolamento", "url": "https://comune.invalid/atti"}],
    ]
}


async def ask(playground: Playground, path: str, **body: Any) -> Any:
    return await playground.client.ask("POST", path, json=body)


async def test_start_carries_the_code_of_a_deep_link(bot: Bot, anna: Person) -> None:
    await anna.starts("ABC123")

    message = (await bot.updates())[0]["message"]

    assert message["text"] == "/start ABC123"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_start_takes_a_blocked_bot_back(bot: Bot, anna: Person) -> None:
    await anna.blocks()
    await anna.starts()

    assert (await bot.sends(anna))["text"] == "ciao"


async def test_a_button_is_found_by_its_exact_label_first(bot: Bot, anna: Person) -> None:
    await bot.sends(anna, reply_markup=KEYBOARD)
    await anna.presses("26")
    await anna.presses("Giovedì")

    data = [update["callback_query"]["data"] for update in await bot.updates()]

    assert data == ["x", "d:26"]


async def test_a_link_is_no_press(bot: Bot, anna: Person) -> None:
    await bot.sends(anna, reply_markup=KEYBOARD)

    assert await anna.presses("Regolamento") == ""
    assert await bot.updates() == []


async def test_a_missing_button_is_answered_with_those_there_are(bot: Bot, anna: Person) -> None:
    await bot.sends(anna, reply_markup=KEYBOARD)

    with pytest.raises(PlaygroundError, match="Giovedì 26"):
        await anna.presses("Venerdì")


async def test_waiting_looks_only_at_what_came_after_the_last_doing(
    bot: Bot, anna: Person
) -> None:
    await bot.sends(anna, "vecchio")
    await anna.says("ciao")

    assert await anna.hears_nothing(seconds=0.05)

    sent = await bot.sends(anna, "nuovo")
    assert (await anna.waits_for()).id == sent["message_id"]


async def test_waiting_says_what_was_seen_instead(bot: Bot, anna: Person) -> None:
    await bot.sends(anna, "tutt'altro")

    with pytest.raises(PlaygroundError, match="tutt'altro"):
        await anna.waits_for("atteso", patience=0.05)


async def test_places_contacts_and_edits_reach_the_bot(bot: Bot, anna: Person) -> None:
    await anna.sends_location(41.9, 12.5)
    await anna.sends_contact("+39000", "Anna")
    message_id = await anna.says("giovedi")
    await anna.edits(message_id, "giovedì")

    place, contact, _, edited = await bot.updates()

    assert place["message"]["location"]["latitude"] == 41.9
    assert contact["message"]["contact"]["phone_number"] == "+39000"
    assert edited["edited_message"]["text"] == "giovedì"


WRONG = [
    pytest.param("text", {"text": " "}, "the text is empty", id="no-words"),
    pytest.param("text", {"text": "x" * 4097}, "this has 4097", id="too-long"),
    pytest.param("text", {"testo": "x"}, "testo: Extra inputs", id="misspelt-field"),
    pytest.param("edit", {"message_id": 3, "text": "x"}, "no message 3 that", id="not-own"),
    pytest.param("press", {"message_id": 3, "row": 0}, "no message 3", id="no-message"),
    pytest.param("location", {"latitude": 91, "longitude": 0}, "latitude", id="off-the-globe"),
]


@pytest.mark.parametrize(("doing", "body", "words"), WRONG)
async def test_impossible_doings_are_answered_kindly(
    doing: str, body: dict[str, Any], words: str, playground: Playground, anna: Person
) -> None:
    with pytest.raises(PlaygroundError, match=f"409.*{words}"):
        await ask(playground, f"/people/{anna.id}/{doing}", **body)


async def test_a_button_outside_the_keyboard_names_its_shape(bot: Bot, anna: Person) -> None:
    sent = await bot.sends(anna, reply_markup=KEYBOARD)
    where = {"message_id": sent["message_id"], "row": 1, "column": 1}

    with pytest.raises(PlaygroundError, match=r"its rows have \[2, 1\] buttons"):
        await ask(bot.playground, f"/people/{anna.id}/press", **where)


async def test_a_blocked_bot_cannot_be_written_to(anna: Person) -> None:
    await anna.blocks()

    with pytest.raises(PlaygroundError, match="unblock it first"):
        await anna.says("ciao")


async def test_nobody_has_an_unknown_id(playground: Playground) -> None:
    with pytest.raises(PlaygroundError, match="nobody here has the Telegram id 12"):
        await ask(playground, "/people/12/text", text="ciao")


async def test_an_id_is_given_only_once(playground: Playground, anna: Person) -> None:
    with pytest.raises(PlaygroundError, match="is taken"):
        await playground.client.add_person("Copia", id=anna.id)


async def test_people_are_found_by_name_and_by_id(playground: Playground, anna: Person) -> None:
    found = [await playground.client.person(key) for key in ("Anna Prova", "Anna", anna.id)]

    assert {person.id for person in found} == {anna.id}


async def test_typing_is_shown_until_the_next_message(bot: Bot, anna: Person) -> None:
    await bot.call("sendChatAction", chat_id=anna.id, action="typing")
    assert (await anna.chat())["action"] == "typing"

    await bot.sends(anna)

    assert (await anna.chat())["action"] == ""


async def test_the_stream_tells_of_every_change(
    playground: Playground, session: aiohttp.ClientSession, anna: Person
) -> None:
    async with session.get(f"{playground.root_url}/events") as stream:
        await stream.content.readline()
        await stream.content.readline()
        await anna.says("ciao")

        line = await asyncio.wait_for(stream.content.readline(), 5)

    assert line.startswith(b'data: {"kind": "chat", "chat_id": 5000001')


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://elsewhere.invalid"}, {"Host": "elsewhere.invalid"}],
    ids=["another-page", "another-name"],
)
async def test_pages_of_other_sites_are_kept_out(
    headers: dict[str, str], playground: Playground, session: aiohttp.ClientSession
) -> None:
    async with session.get(f"{playground.root_url}/people", headers=headers) as answer:
        assert answer.status == 403


async def test_the_page_lets_nothing_foreign_in(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    async with session.get(playground.page_url) as answer:
        policy = answer.headers["Content-Security-Policy"]

        assert answer.status == 200
        assert policy.startswith("default-src 'self'; ")
        assert 'lang="it"' in await answer.text()


class Composition:
    """What a demo lends to the page, and what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def bodies(self) -> list[BodyRow]:
        return [{"id": "alonte", "name": "Comune di Alonte", "cast": []}]

    async def held(self) -> list[HeldRow]:
        until = "2026-11-24T07:30:00+01:00"
        about = "un richiamo in sede"
        row = HeldRow(recipient="Anna", about=about, hold_until=until, reason="disconnessione")
        return [row]

    async def moved(self) -> None:
        self.told.append("moved")

    async def restarted(self) -> None:
        self.told.append("restarted")

    def hooks(self) -> DemoHooks:
        return DemoHooks(
            bodies=self.bodies,
            held=self.held,
            on_clock_moved=self.moved,
            on_restart=self.restarted,
        )


async def test_the_page_gets_bodies_and_held_messages_from_the_composition() -> None:
    composition = Composition()
    hooks = composition.hooks()
    async with Playground(clock=MovableClock(NOON), hooks=hooks) as playground:
        bodies = await playground.client.ask("GET", "/demo/bodies")
        held = await playground.client.ask("GET", "/demo/held")

    assert bodies == await composition.bodies()
    assert held == await composition.held()


async def test_a_civil_time_is_meant_in_rome(playground: Playground, clock: MovableClock) -> None:
    await playground.client.move_clock(rome="2026-07-01T08:00")

    assert clock() == datetime(2026, 7, 1, 6, 0, tzinfo=UTC)


async def test_pictures_are_shown_and_documents_kept(
    bot: Bot, anna: Person, session: aiohttp.ClientSession
) -> None:
    await bot.sends_file(anna, "photo", png(9, 9), "mese.png")
    await bot.sends_file(anna, "document", b"a;b", "novembre è.csv")
    photo, document = (message.media for message in await anna.messages())
    root = f"{bot.playground.root_url}/files/"

    async with session.get(root + photo["photo"][0]["file_id"]) as answer:
        assert (answer.content_type, await answer.read()) == ("image/png", png(9, 9))
    async with session.get(root + document["document"]["file_id"]) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''nov")
        assert await answer.read() == b"a;b"


async def test_moving_the_clock_and_restarting_are_told_to_the_composition() -> None:
    composition, clock = Composition(), MovableClock(NOON)
    async with Playground(clock=clock, hooks=composition.hooks()) as playground:
        await playground.client.move_clock(set="2026-11-23T19:59:00+01:00")
        await playground.client.move_clock(advance_seconds=600)
        await playground.client.restart_bot()

    assert clock() == datetime(2026, 11, 23, 19, 9, tzinfo=UTC)
    assert composition.told == ["moved", "moved", "restarted"]


async def test_the_clock_is_told_in_rome_on_both_sides_of_a_change(
    playground: Playground, clock: MovableClock
) -> None:
    clock.set(datetime(2027, 3, 28, 0, 59, tzinfo=UTC))
    before = await playground.client.ask("GET", "/demo/clock")
    clock.advance(timedelta(minutes=1))
    after = await playground.client.ask("GET", "/demo/clock")

    assert before["rome"] == "2027-03-28T01:59:00+01:00"
    assert after["rome"] == "2027-03-28T03:00:00+02:00"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"set": "2026-11-23T08:00:00"},
        {"set": "2026-11-23T08:00:00Z", "x": 1},
        {"rome": "0001-01-01T00:00"},
        {"rome": "2025-12-31T23:59"},
        {"rome": "2100-01-01T00:00"},
        {"advance_seconds": 1e300},
    ],
)
async def test_a_clock_is_not_moved_by_half_a_wish(
    body: dict[str, Any], playground: Playground, clock: MovableClock
) -> None:
    with pytest.raises(PlaygroundError, match="409"):
        await playground.client.move_clock(**body)

    assert clock() == NOON


async def test_the_new_time_is_told_before_what_falls_due_is_done(clock: MovableClock) -> None:
    done = asyncio.Event()

    async def take_long() -> None:
        await done.wait()

    hooks = DemoHooks(on_clock_moved=take_long)
    async with Playground(clock=clock, hooks=hooks) as playground, asyncio.TaskGroup() as tasks:
        with playground.world.feed.listening() as events:
            tasks.create_task(playground.client.move_clock(advance_seconds=60))
            assert await asyncio.wait_for(events.get(), 5) == {"kind": "clock"}
            assert clock() == NOON + timedelta(seconds=60)
            done.set()


async def test_a_clock_that_cannot_be_moved_says_so() -> None:
    async with Playground(clock=lambda: NOON) as playground:
        with pytest.raises(PlaygroundError, match="cannot be moved"):
            await playground.client.move_clock(advance_seconds=1)


async def test_a_held_poll_does_not_keep_the_playground_from_closing(
    clock: MovableClock, session: aiohttp.ClientSession
) -> None:
    async with Playground(clock=clock) as playground:
        url = f"{playground.base_url}{playground.token}/getUpdates?timeout=50"
        poll = asyncio.get_running_loop().create_task(session.get(url))
        await asyncio.sleep(0.05)

    answer = await asyncio.wait_for(poll, 5)
    assert (await answer.json())["result"] == []
