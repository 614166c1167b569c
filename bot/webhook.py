"""
Updates that Telegram brings to our door, instead of our asking for them.

An update is confirmed only after it was handled: if the program dies meanwhile, Telegram brings
it again, to this copy of the desk or to another.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram import Bot, WebhookInfo
from telegram.error import TelegramError

from bot.background import Background
from bot.health import Health
from bot.incoming import NoUpdateError, UnansweredError, number_of
from bot.persevering import plain_words, until_it_works
from bot.ports import open_port
from bot.transport import UNREADABLE, read_json

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of a header
LARGEST_UPDATE_BYTES = 1_000_000
CONNECTIONS = 100
"""As many as Telegram opens at most: people wait for each other as little as possible."""
PATIENCE_IN_LOOKS = 3
PART = "updates"

Take = Callable[[object], Awaitable[None]]
"""Handles one update; returns when it need not come again."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where Telegram knocks: the public address, its secret, and the port opened here."""

    url: str
    secret: str
    port: int
    host: str = "0.0.0.0"  # noqa: S104  the proxy that ends TLS may stand on another machine


class Webhook:
    """
    Serve a door: what is brought there goes to `take`, and is confirmed once that returns.

    From time to time Telegram is asked whether it still knocks here: a program that polls with
    the same token takes the door away without a word. `health` is told. What gathered while it
    could not knock (a restart, a proxy that was down) goes to `take_late`.
    """

    def __init__(
        self,
        bot: Bot,
        door: Door,
        take: Take,
        *,
        health: Health,
        look_seconds: float = 60,
        take_late: Take | None = None,
    ) -> None:
        self._bot = bot
        self._door = door
        self._take = take
        self._take_late = take_late or take
        self._gathered: int | None = None
        """How much of what comes had gathered before; None while nobody knows."""
        self._failed_at: datetime | None = None
        self._heard = False
        """Whether anything was brought since Telegram was asked last how it goes."""
        self._deaf = False
        self._health = health
        self._look_seconds = look_seconds
        self._runner: web.AppRunner | None = None
        self._background = Background()

    @property
    def port(self) -> int:
        """The port that is open."""
        if self._runner is None:
            raise RuntimeError("the webhook is not open: await start() first")
        return int(self._runner.addresses[0][1])

    async def start(self, allowed_updates: list[str]) -> None:
        """
        Open the port, then tell Telegram where to knock, as often as it takes.

        Raises Refusal if somebody else has the port.
        """
        site = web.Application(client_max_size=LARGEST_UPDATE_BYTES)
        site.router.add_post(urlsplit(self._door.url).path or "/", self._knock)
        self._runner = web.AppRunner(site, access_log=None)
        await self._runner.setup()
        door = self._door
        await open_port(self._runner, door.host, door.port, setting="SPORTELLO_WEBHOOK_PORT")
        await until_it_works(self._count_gathered, health=self._health, what=PART)
        await until_it_works(
            lambda: self._say_where(allowed_updates), health=self._health, what=PART
        )
        self._background.start(self._keep_looking(allowed_updates), name="webhook.look")

    async def stop(self) -> None:
        """Close the port after what is being handled; Telegram keeps the rest and tries again."""
        await self._background.stop()
        self._health.forget(PART)
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _say_where(self, allowed_updates: list[str]) -> None:
        await self._bot.set_webhook(
            self._door.url,
            secret_token=self._door.secret,
            allowed_updates=allowed_updates,
            max_connections=CONNECTIONS,
        )

    async def _count_gathered(self) -> None:
        self._note_gathered(await self._bot.get_webhook_info())

    def _note_gathered(self, known: WebhookInfo) -> None:
        """Note what waits at Telegram, which could not be brought at the pace of its senders."""
        self._failed_at = known.last_error_date
        self._gathered = max(self._gathered or 0, known.pending_update_count)

    def _taker(self) -> Take:
        if self._gathered is None:
            return self._take_late
        if self._gathered > 0:
            self._gathered -= 1
            return self._take_late
        return self._take

    async def _keep_looking(self, allowed_updates: list[str]) -> None:
        while True:
            await asyncio.sleep(self._look_seconds)
            try:
                await self.look(allowed_updates)
            except (TelegramError, *UNREADABLE) as error:
                self._health.ill(PART, plain_words(error))

    async def look(self, allowed_updates: list[str]) -> None:
        """Ask Telegram where it knocks, and say it again if that is not here."""
        known = await self._bot.get_webhook_info()
        failed = known.last_error_date != self._failed_at
        if failed:
            self._note_gathered(known)
        self._deaf = not self._heard and (
            failed or (self._deaf and known.pending_update_count > 0)
        )
        self._heard = False
        if known.url == self._door.url:
            self._say_how_it_goes()
            return
        self._health.ill(PART, "another program took the webhook away; it is set again")
        await self._say_where(allowed_updates)

    def _say_how_it_goes(self) -> None:
        if self._deaf:
            self._health.ill(
                PART,
                "Telegram cannot bring updates to the door; it tries again. Look at the proxy in "
                "front of it; `sportello doctor` says what Telegram met",
            )
        else:
            self._health.well(PART, within=PATIENCE_IN_LOOKS * self._look_seconds)

    async def _knock(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._door.secret.encode()):
            return web.Response(status=403)
        self._heard = True
        try:
            brought = read_json(await request.read())
            number_of(brought)
        except (ValueError, NoUpdateError):
            log.warning("webhook.no_update")
            return web.Response(status=400)
        try:
            await self._taker()(brought)
        except UnansweredError:
            return web.Response(status=503)  # Telegram brings it again, with growing pauses
        except Exception:  # never the same update for a day, and others behind it
            log.exception("update.lost", update_id=brought["update_id"])
        return web.Response()
