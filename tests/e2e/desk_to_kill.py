"""
A desk in a process of its own, for tests that kill it.

`python -m tests.e2e.desk_to_kill DATABASE KEY TOKEN ADDRESS PORT`; PORT 0 means polling.
"""

import asyncio
import sys

from bot import logs
from bot.application import Connection
from bot.clock import system_clock
from bot.service import Service
from bot.settings import LogFormat, LogLevel
from bot.webhook import Door
from handlers.desk.context import Desk
from rules.policy import library
from storage.core.vault import Vault
from storage.store import Store


async def serve(database: str, key: str, token: str, address: str, port: str) -> None:
    """Serve until somebody kills it."""
    door = Door(f"http://127.0.0.1:{port}/hook", "a-secret-of-the-test", int(port), "127.0.0.1")
    connection = Connection(
        token=token,
        bot_address=f"{address}/bot",
        file_address=f"{address}/file/bot",
        door=None if port == "0" else door,
    )
    desk = Desk(Store(database, Vault(key)), library.shipped(), system_clock)
    async with Service(desk, connection):
        await asyncio.Event().wait()


if __name__ == "__main__":
    logs.configure(LogLevel.ERROR, LogFormat.TEXT)
    asyncio.run(serve(*sys.argv[1:]))
