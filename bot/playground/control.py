"""The hand of the tester: faults, call log, restart, and the stream of events."""

import json

from aiohttp import web

from bot.playground.demo import DemoHooks
from bot.playground.requests import FaultOrder, read
from bot.playground.world import World

_HEARTBEAT = b": still here\n\n"


class ControlApi:
    """Answer ``/faults``, ``/calls``, ``/restart``, ``/events``."""

    def __init__(self, world: World, hooks: DemoHooks) -> None:
        self._world = world
        self._hooks = hooks

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of the control side."""
        return [
            web.get("/faults", self.faults),
            web.post("/faults", self.order_fault),
            web.delete("/faults", self.clear_faults),
            web.get("/calls", self.calls),
            web.delete("/calls", self.clear_calls),
            web.post("/restart", self.restart),
            web.get("/events", self.events),
        ]

    async def faults(self, _request: web.Request) -> web.Response:
        """List the faults still to come."""
        return web.json_response([f.as_seen() for f in self._world.faults.pending()])

    async def order_fault(self, request: web.Request) -> web.Response:
        """Order a fault."""
        fault = self._world.faults.order((await read(request, FaultOrder)).as_fault())
        return web.json_response(fault.as_seen(), status=201)

    async def clear_faults(self, _request: web.Request) -> web.Response:
        """Take back every order."""
        self._world.faults.clear()
        return web.Response(status=204)

    async def calls(self, request: web.Request) -> web.Response:
        """List the bot's calls, of one ``method`` or all, and how often it was too early."""
        calls = self._world.calls.calls(request.query.get("method"))
        shown = [call.as_seen() for call in calls]
        return web.json_response({"calls": shown, "early": self._world.flood.early})

    async def clear_calls(self, _request: web.Request) -> web.Response:
        """Forget the calls so far."""
        self._world.calls.clear()
        return web.Response(status=204)

    async def restart(self, _request: web.Request) -> web.Response:
        """Start the bot anew, if whoever runs it said how."""
        await self._hooks.on_restart()
        self._world.feed.tell("restart")
        return web.Response(status=204)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream events until the playground or the listener goes."""
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        with self._world.feed.listening() as queue:
            await stream.write(_HEARTBEAT)
            while (event := await queue.get()) is not None:
                try:
                    await stream.write(f"data: {json.dumps(event)}\n\n".encode())
                except ConnectionResetError:
                    break
        return stream
