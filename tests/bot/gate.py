"""A line between bot and playground that can be cut: nothing listens, or nothing comes through."""

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class CutLine:
    """
    Passes on what comes to a port of its own, until it is cut.

    While cut nobody listens there: as with a machine whose network is gone. While it hangs it
    takes connections and answers nothing.
    """

    def __init__(self, root: str) -> None:
        there = urlsplit(root)
        self._there = (there.hostname or "127.0.0.1", there.port or 80)
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._hangs = False
        self.port = 0

    async def __aenter__(self) -> Self:
        """Let everything through."""
        await self.mend()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cut it for good."""
        await self.cut()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def mend(self) -> None:
        """Let everything through again, at the port of before."""
        self._hangs = False
        if self._server is None:
            self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    def hang(self) -> None:
        """Take what comes, and let nothing through."""
        self._hangs = True

    async def cut(self) -> None:
        """Break every connection, and take no new one."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in list(self._writers):
            writer.transport.abort()
        await asyncio.sleep(0)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self._there)
        self._writers |= {writer, back}
        try:
            await asyncio.gather(self._copy(reader, back), self._copy(there, writer))
        finally:
            for one in (writer, back):
                self._writers.discard(one)
                one.close()

    async def _copy(self, source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                if self._hangs:
                    continue
                to.write(data)
                await to.drain()
        with suppress(ConnectionError, OSError):
            to.close()
