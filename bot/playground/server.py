"""The playground as one thing to start and stop."""

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.playground.api.endpoint import Endpoint, envelope_of
from bot.playground.api.methods import all_methods
from bot.playground.api.polling import Poller
from bot.playground.api.webhook_methods import WebhookMethods
from bot.playground.client import PlaygroundClient
from bot.playground.control import ControlApi
from bot.playground.deliverer import Deliverer
from bot.playground.demo import DemoApi, DemoHooks
from bot.playground.flood import Flood
from bot.playground.gate import gate
from bot.playground.limits import Limits
from bot.playground.pages import page_routes
from bot.playground.people import PeopleApi
from bot.playground.refusal import Refusal
from bot.playground.sendings import SendingApi
from bot.playground.world import World

DEFAULT_TOKEN = "7000000001:only-for-the-playground-on-loopback"  # noqa: S105  (opens nothing)
_HOST = "127.0.0.1"
#: A multipart body is a little larger than the file inside.
_BODY_MARGIN = 1024 * 1024


class Playground:
    """
    A stand-in for Telegram on loopback; use it with ``async with``.

    Hand a bot ``base_url`` and ``base_file_url`` (python-telegram-bot appends the token) and
    ``token``; open ``page_url`` in a browser; let tests act through ``client``.
    ``clock`` dates everything; waits are real seconds.
    ``local`` lifts the rules about webhook addresses, as the official server's ``--local``.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        port: int = 0,
        token: str = DEFAULT_TOKEN,
        username: str = "sportello_agile_bot",
        limits: Limits | None = None,
        flood: Flood | None = None,
        hooks: DemoHooks | None = None,
        local: bool = False,
        first_id: int | None = None,
    ) -> None:
        self.token = token
        self.world = World(
            clock=clock,
            token=token,
            username=username,
            flood=flood or Flood(),
            limits=limits or Limits(),
            first_id=first_id,
        )
        self._port = port
        self._hooks = hooks or DemoHooks()
        self._local = local
        self._poller = Poller(self.world)
        self._deliverer = Deliverer(self.world, self._execute)
        methods = all_methods(self._poller, WebhookMethods(self._poller, self._deliverer))
        self._endpoint = Endpoint(self.world, methods, local=local)
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1)

    async def __aenter__(self) -> Self:
        """Open the port and give itself."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, _HOST, self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.client = PlaygroundClient(self.root_url)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End every wait, then close the port."""
        self.world.feed.close()
        self._poller.end()
        await self._deliverer.stop()
        await self.client.close()
        await self._runner.cleanup()

    @property
    def root_url(self) -> str:
        """Where it listens, without a slash at the end."""
        return f"http://{_HOST}:{self._port}"

    @property
    def page_url(self) -> str:
        """The page for people."""
        return f"{self.root_url}/"

    @property
    def base_url(self) -> str:
        """What a bot needs as the base address of the Bot API."""
        return f"{self.root_url}/bot"

    @property
    def base_file_url(self) -> str:
        """What a bot needs as the base address of files."""
        return f"{self.root_url}/file/bot"

    async def _execute(self, method: str, given: dict[str, object]) -> None:
        await self._endpoint.execute(method, given)

    def _application(self) -> web.Application:
        application = web.Application(
            middlewares=[gate],
            client_max_size=self.world.limits.upload_bytes + _BODY_MARGIN,
        )
        for part in (
            self._endpoint,
            PeopleApi(self.world),
            SendingApi(self.world),
            ControlApi(self.world, self._hooks),
            DemoApi(self.world, self._hooks, self.world.clock),
        ):
            application.add_routes(part.routes())
        application.add_routes(page_routes())
        application.router.add_route("*", "/{rest:.*}", _not_found)
        return application


async def _not_found(_request: web.Request) -> web.Response:
    """Answer a path that is nothing here as Telegram does (E4)."""
    return envelope_of(Refusal(404, "Not Found"))
