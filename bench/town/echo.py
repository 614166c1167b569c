"""The bot to be compared with: bare python-telegram-bot that says back what it hears."""

from __future__ import annotations

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bench.town.line import TOKEN
from bot.transport import AiohttpRequest

STOCK, OWN = "stock", "own"
"""The library's own transport, or the desk's."""


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it back."""
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main(root: str, transport: str) -> None:
    """Echo until told to stop."""
    builder: Any = Application.builder().token(TOKEN).base_url(f"{root}/bot")
    if transport == OWN:
        builder = builder.request(AiohttpRequest()).get_updates_request(AiohttpRequest())
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
