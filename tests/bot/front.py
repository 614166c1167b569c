"""A server in front of the playground, as a proxy or a captive portal is: it may answer itself."""

from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import web


class Front:
    """
    Passes calls on, or, while `says` is set, answers every one of them with that.

    `says` is a status and a body. `only` limits it to a method of the Bot API.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self.says: tuple[int, str] | None = None
        self.only = ""
        self.calls: list[str] = []
        site = web.Application()
        site.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open a port."""
        self._session = aiohttp.ClientSession()
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        if self._session is not None:
            await self._session.close()
        await self._runner.cleanup()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.path.rpartition("/")[2]
        self.calls.append(method)
        if self.says is not None and method.endswith(self.only):
            status, words = self.says
            return web.Response(status=status, text=words, content_type="text/html")
        assert self._session is not None
        body = await request.read()
        kept = {"Content-Type": request.headers.get("Content-Type", "")}
        url = self._root + request.path
        async with self._session.post(url, data=body, headers=kept) as answer:
            return web.Response(
                status=answer.status,
                body=await answer.read(),
                content_type="application/json",
            )
