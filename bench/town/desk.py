"""The whole desk as `sportello run` has it, on a bench's store and with its standing clock."""

from __future__ import annotations

import asyncio
import os
import sys

from bench.town.line import TOKEN
from bench.town.people import open_desk
from bot import logs
from bot.application import Connection
from bot.service import Service
from bot.settings import LogFormat, LogLevel
from bot.stopping import until_told_to_stop
from handlers.desk.context import Desk

KEYS = "SPORTELLO_ENCRYPTION_KEYS"


async def serve(desk: Desk, root: str) -> None:
    """Serve until told to stop."""
    files = f"{root}/file/bot"
    connection = Connection(token=TOKEN, bot_address=f"{root}/bot", file_address=files)
    async with until_told_to_stop() as told, Service(desk, connection):
        await told.wait()


def main(root: str, database_url: str) -> None:
    """Open the store and serve."""
    logs.configure(LogLevel.WARNING, LogFormat.TEXT)
    with open_desk(database_url, os.environ[KEYS]) as desk:
        asyncio.run(serve(desk, root))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
