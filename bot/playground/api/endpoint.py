"""The HTTP end of the Bot API: token, log, faults, flood control, method, envelope."""

import json
import re
from typing import Any

from aiohttp import web

from bot.playground.api.call import ApiCall, Described, Method
from bot.playground.api.mishaps import disturb, lose_line
from bot.playground.api.parameters import Parameters, read_parameters
from bot.playground.call_log import Call
from bot.playground.faults import Fault, FaultKind
from bot.playground.model import Chat
from bot.playground.refusal import Refusal
from bot.playground.world import World

_TOKEN = re.compile(r"[1-9]\d*:[\w-]+", re.ASCII)
_TOKEN_LENGTH = 80
_UNTHROTTLED = ("getupdates", "getme", "setwebhook", "deletewebhook", "getwebhookinfo")


class Endpoint:
    """Answer ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

    def __init__(self, world: World, methods: dict[str, Method], *, local: bool) -> None:
        self._world = world
        self._methods = methods
        self._local = local

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of the Bot API."""
        return [
            web.route("*", r"/bot{token:[^/]*}/{method:[^/]+}", self.answer),
            web.get(r"/file/bot{token:[^/]*}/{path:.+}", self.download),
        ]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of the bot."""
        try:
            self._check_token(request.match_info["token"])
            parameters = await read_parameters(request)
        except Refusal as refusal:
            return envelope_of(refusal)
        except web.HTTPRequestEntityTooLarge:
            return envelope_of(Refusal(413, "Request Entity Too Large"))
        method = request.match_info["method"]
        call = self._world.calls.open(method, parameters.values, at=self._world.clock())
        fault = self._world.faults.strike(method, parameters.values)
        if fault is not None:
            call.fault = fault.kind
        return await self._answer_struck(request, call, parameters, fault)

    async def download(self, request: web.Request) -> web.Response:
        """Give the bytes of a file that getFile opened a link to."""
        try:
            self._check_token(request.match_info["token"])
        except Refusal as refusal:
            return envelope_of(refusal)
        file = self._world.files.linked(request.match_info["path"])
        if file is None:
            return envelope_of(Refusal(404, "Not Found"))
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def execute(self, method: str, given: dict[str, Any]) -> None:
        """Carry out a method that stood in the answer of a webhook (W4)."""
        values = {k: v if isinstance(v, str) else json.dumps(v) for k, v in given.items()}
        call = self._world.calls.open(method, values, at=self._world.clock())
        await self._envelope(call, Parameters(values))

    async def _answer_struck(
        self, request: web.Request, call: Call, parameters: Parameters, fault: Fault | None
    ) -> web.StreamResponse:
        if fault is not None and fault.kind is FaultKind.RESET:
            return lose_line(request)
        if fault is not None and fault.kind is FaultKind.BAD_GATEWAY:
            call.status = 502
            return web.Response(status=502, text=_BAD_GATEWAY, content_type="text/html")
        refusal = None if fault is None else fault.refusal()
        if refusal is not None:
            self._remember_wait(parameters, refusal)
            call.status, call.description = refusal.code, refusal.description
            return envelope_of(refusal)
        response = await self._envelope(call, parameters)
        if fault is None:
            return response
        return await disturb(request, response, fault, ended=self._world.feed.closed)

    async def _envelope(self, call: Call, parameters: Parameters) -> web.Response:
        try:
            result = await self._carry_out(call, parameters)
        except Refusal as refusal:
            call.status, call.description = refusal.code, refusal.description
            return envelope_of(refusal)
        call.status, call.done = 200, True
        body: dict[str, Any] = {"ok": True, "result": result}
        if isinstance(result, Described):
            body = {"ok": True, "result": result.result, "description": result.description}
        return web.json_response(body)

    async def _carry_out(self, call: Call, parameters: Parameters) -> Any:
        name = call.method.lower()
        method = self._methods.get(name)
        if method is None:
            raise Refusal(404, "Not Found: method not found")
        if name not in _UNTHROTTLED:
            self._world.flood.check(self._concerned(parameters))
        asked = ApiCall(
            world=self._world, parameters=parameters, local=self._local, warnings=call.warnings
        )
        return await method(asked)

    def _concerned(self, parameters: Parameters) -> Chat | None:
        raw = parameters.text("chat_id").strip()
        known = raw.removeprefix("-").isdecimal()
        return self._world.chats.get(int(raw)) if known else None

    def _remember_wait(self, parameters: Parameters, refusal: Refusal) -> None:
        seconds = (refusal.parameters or {}).get("retry_after")
        if seconds is not None:
            chat = self._concerned(parameters)
            self._world.flood.forbid(None if chat is None else chat.id, seconds)

    def _check_token(self, token: str) -> None:
        if len(token) > _TOKEN_LENGTH or not _TOKEN.fullmatch(token):
            raise Refusal(401, "Unauthorized: invalid token specified")
        if token != self._world.token:
            raise Refusal(401, "Unauthorized")


_BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body></body></html>"


def envelope_of(refusal: Refusal) -> web.Response:
    """Give a refusal as Telegram does: its code as HTTP status too (E1, E2)."""
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    headers = {}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
        if "retry_after" in refusal.parameters:
            headers["Retry-After"] = str(refusal.parameters["retry_after"])
    return web.json_response(body, status=refusal.code, headers=headers)
