"""The bot's own library talks to the playground unchanged."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.clock import MovableClock
from bot.playground import Limits, Person, Playground


async def offer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message
    button = InlineKeyboardButton("Sì", callback_data="yes")
    await update.effective_message.reply_html(
        "<b>Va bene?</b>", reply_markup=InlineKeyboardMarkup([[button]])
    )


async def accept(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query
    await update.callback_query.answer("Ecco")
    await update.callback_query.edit_message_text("Fatto.")


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message
    await update.effective_message.reply_text(f"Eco: {update.effective_message.text}")


def build(playground: Playground) -> Application:  # type: ignore[type-arg]
    application = (
        ApplicationBuilder()
        .token(playground.token)
        .base_url(playground.base_url)
        .base_file_url(playground.base_file_url)
        .build()
    )
    application.add_handler(CommandHandler("start", offer))
    application.add_handler(CallbackQueryHandler(accept))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return application


@pytest.fixture
async def polling(playground: Playground) -> AsyncIterator[None]:
    async with build(playground) as application:
        assert application.updater
        await application.start()
        await application.updater.start_polling(timeout=5)
        yield
        await application.updater.stop()
        await application.stop()


async def test_library_echoes_by_polling(polling: None, anna: Person) -> None:
    answer = await anna.asks("buongiorno")

    assert answer.text == "Eco: buongiorno"


async def test_library_offers_a_button_and_edits_when_it_is_pressed(
    polling: None, anna: Person
) -> None:
    await anna.starts("CODICE")
    offered = await anna.waits_for("Va bene?")
    assert offered.entities == [{"type": "bold", "offset": 0, "length": 8}]
    await anna.presses("Sì")

    toast = await anna.waits_for_toast()
    edited = await anna.waits_for("Fatto.")

    assert toast["text"] == "Ecco"
    assert (edited.id, edited.keyboard) == (offered.id, [])


async def test_library_is_served_by_webhook(clock: MovableClock) -> None:
    """The library's processing behind a web server of our own, as `run --webhook` has it."""
    async with Playground(clock=clock, limits=Limits.quick(), local=True) as playground:
        application = build(playground)
        receiver = web.Application()
        receiver.router.add_post("/hook", hook_into(application))
        runner = web.AppRunner(receiver)
        async with application:
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            await application.bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook")
            anna = await playground.client.add_person("Anna")

            answer = await anna.asks("buongiorno")

            await runner.cleanup()
    assert answer.text == "Eco: buongiorno"


def hook_into(application: Any) -> Any:
    async def take(request: web.Request) -> web.Response:
        update = Update.de_json(await request.json(), application.bot)
        await application.process_update(update)
        return web.Response()

    return take


@pytest.mark.filterwarnings("ignore:.*retry_after")  # the library announces a change of type
async def test_library_names_the_errors_as_it_does_with_telegram(
    playground: Playground, anna: Person
) -> None:
    async with build(playground) as application:
        await anna.blocks()

        with pytest.raises(Forbidden):
            await application.bot.send_message(anna.id, "ciao")
        with pytest.raises(BadRequest, match="Chat not found"):
            await application.bot.send_message(1, "ciao")
        await playground.client.order_fault("429", seconds=9)
        with pytest.raises(RetryAfter):
            await application.bot.send_message(anna.id, "ciao")
        await playground.client.order_fault("reset")
        with pytest.raises(NetworkError):
            await application.bot.send_message(anna.id, "ciao")
        await playground.client.order_fault("502")
        with pytest.raises(NetworkError):
            await application.bot.send_message(anna.id, "ciao")


async def test_library_uploads_and_fetches_files(playground: Playground, anna: Person) -> None:
    async with build(playground) as application:
        sent = await application.bot.send_document(anna.id, b"a;b", filename="novembre.csv")
        assert sent.document
        file = await application.bot.get_file(sent.document.file_id)

        assert bytes(await file.download_as_bytearray()) == b"a;b"
