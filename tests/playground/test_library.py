"""The bot's own library talks to the playground unchanged."""

from collections.abc import AsyncIterator

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.playground import Person, Playground


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
