"""
Updates that Telegram brings to our door, instead of our asking for them.

An update is confirmed only after it was handled: if the program dies meanwhile, Telegram brings
it again, to this copy of the desk or to another.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram import Update
from telegram.ext import Application

from bot.transport import read_json

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of a header
LARGEST_UPDATE_BYTES = 1_000_000
CONNECTIONS = 100
"""As many as Telegram opens at most: people wait for each other as little as possible."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where Telegram knocks: the public address, its secret, and the port opened here."""

    url: str
    secret: str
    port: int
    host: str = "0.0.0.0"  # noqa: S104  the proxy that ends TLS may stand on another machine


class Webhook:
    """Serve `application` at a door."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], door: Door) -> None:
        self._application = application
        self._door = door
        self._runner: web.AppRunner | None = None

    @property
    def port(self) -> int:
        """The port that is open."""
        if self._runner is None:
            raise RuntimeError("the webhook is not open: await start() first")
        return int(self._runner.addresses[0][1])

    async def start(self, allowed_updates: list[str]) -> None:
        """Open the port, then tell Telegram where to knock."""
        site = web.Application(client_max_size=LARGEST_UPDATE_BYTES)
        site.router.add_post(urlsplit(self._door.url).path or "/", self._knock)
        self._runner = web.AppRunner(site, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._door.host, self._door.port).start()
        await self._application.bot.set_webhook(
            self._door.url,
            secret_token=self._door.secret,
            allowed_updates=allowed_updates,
            max_connections=CONNECTIONS,
        )

    async def stop(self) -> None:
        """Close the port after what is being handled; Telegram keeps the rest and tries again."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _knock(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._door.secret.encode()):
            return web.Response(status=403)
        try:
            update = Update.de_json(await request.json(loads=read_json), self._application.bot)
        except (json.JSONDecodeError, UnicodeDecodeError, AttributeError, KeyError, TypeError):
            log.warning("webhook.unreadable")
            return web.Response(status=400)
        handling = self._application.process_update(update)
        await self._application.update_processor.process_update(update, handling)
        return web.Response()
