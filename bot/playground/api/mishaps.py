"""What can happen to an answer on its way: late, cut in half, lost."""

import asyncio
import contextlib
import socket
import struct

from aiohttp import web

from bot.playground.faults import Fault, FaultKind


async def disturb(
    request: web.Request, response: web.Response, fault: Fault, *, ended: asyncio.Event
) -> web.StreamResponse:
    """Let *fault* happen to an answer; a wait is given up when the playground has *ended*."""
    if fault.kind is FaultKind.CUT:
        return await _cut(request, response)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(ended.wait(), fault.seconds)
    if fault.kind is FaultKind.LATE:
        return response
    return lose_line(request)


def lose_line(request: web.Request) -> web.Response:
    """Reset the connection, so that the client gets no answer at all."""
    transport = request.transport
    if transport is not None:
        line = transport.get_extra_info("socket")
        # Lingering for 0 s makes the kernel send a reset instead of a polite end.
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response()


async def _cut(request: web.Request, response: web.Response) -> web.StreamResponse:
    whole = response.body if isinstance(response.body, bytes) else b""
    cut = web.StreamResponse(status=response.status, headers={"Content-Type": "application/json"})
    cut.content_length = len(whole)
    await cut.prepare(request)
    await cut.write(whole[: len(whole) // 2])
    if request.transport is not None:
        request.transport.close()
    return cut
