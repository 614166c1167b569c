"""`sportello run`: the bot against Telegram, until it is told to stop."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager, AsyncExitStack, nullcontext

import typer
from telegram.error import BadRequest, InvalidToken

from bot import memory
from bot.application import Connection
from bot.cli.opening import open_desk, read_settings
from bot.cli.reading import MISUSED
from bot.health import Health, HealthPage
from bot.refusal import Refusal
from bot.service import Service
from bot.settings import Settings, needed
from bot.steadiness import watched
from bot.stopping import until_told_to_stop
from bot.store_watch import until_told
from bot.webhook import Door
from handlers.desk.context import Desk
from storage.people import people


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)


def run() -> None:
    """
    Run the bot against Telegram.

    It fetches its updates, or takes them at SPORTELLO_WEBHOOK_URL if that is set. Ctrl-C stops it
    after what it is doing.
    """
    found = read_settings("token", "encryption_keys")
    connection = connection_of(found)
    with open_desk(found) as desk:
        _see_policies(desk)
        try:
            asyncio.run(serve(desk, connection, found))
        except InvalidToken as error:
            raise Refusal(
                "Telegram does not know this token: SPORTELLO_TOKEN is wrong or was revoked. "
                "Ask @BotFather for it (/mybots, API Token)."
            ) from error
        except BadRequest as error:
            raise Refusal(
                f"Telegram refuses how the desk is set up: {error.message}. "
                "Look at SPORTELLO_WEBHOOK_URL and the other settings of the webhook."
            ) from error


async def serve(desk: Desk, connection: Connection, found: Settings) -> None:
    """
    Serve until a signal comes; wait for Telegram, and say so, if it cannot be reached yet.

    Raises FileGone if the store's file is taken away meanwhile.
    """
    health = Health()
    service = Service(
        desk,
        connection,
        workers=found.workers,
        tick_seconds=found.tick_seconds,
        health=health,
        steadiness=watched(desk.store, desk.clock),
    )
    async with until_told_to_stop() as told, _page(health, found.health_port):
        starting = asyncio.ensure_future(service.__aenter__())
        waiting = asyncio.ensure_future(until_told(told, desk.store))
        await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            starting.cancel()
            await asyncio.wait({starting})
            await waiting
            return
        async with AsyncExitStack() as stack:
            stack.push_async_exit(await starting)
            memory.settle()
            await waiting


def _page(health: Health, port: int | None) -> AbstractAsyncContextManager[object]:
    return nullcontext() if port is None else HealthPage(health, port)


def _see_policies(desk: Desk) -> None:
    """Stop before anybody is answered if a body follows a policy that is not there."""
    with desk.store.reading() as uow:
        lacking = [b for b in people.bodies(uow) if b.policy_id not in desk.policies]
    if lacking:
        named = ", ".join(f"{body.id} follows {body.policy_id!r}" for body in lacking)
        raise Refusal(
            f"A policy is not installed: {named}. Put its file into the folder of "
            f"SPORTELLO_POLICIES, or import ente.csv with one of {', '.join(desk.policies)}.",
            status=MISUSED,
        )


def connection_of(found: Settings) -> Connection:
    """Read from the settings how Telegram is reached."""
    needed(found, "token")
    token = found.token.get_secret_value() if found.token else ""
    return Connection(
        token=token,
        bot_address=found.bot_address,
        file_address=found.file_address,
        proxy=found.proxy,
        door=_door(found),
    )


def _door(found: Settings) -> Door | None:
    if found.webhook_url is None:
        return None
    needed(found, "webhook_secret")
    secret = found.webhook_secret.get_secret_value() if found.webhook_secret else ""
    return Door(found.webhook_url, secret, found.webhook_port)
