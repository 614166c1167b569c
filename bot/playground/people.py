"""The people's side over HTTP: who there is, what they see and press, what becomes of them."""

import asyncio
from itertools import count
from urllib.parse import quote

from aiohttp import web

from bot.playground.impossible import Impossible
from bot.playground.memberships import block, unblock, vanish
from bot.playground.model import Chat, Message, Person
from bot.playground.phones import chat_of
from bot.playground.presses import find_button, press
from bot.playground.requests import NewGroup, NewPerson, Press, done, person_id, read
from bot.playground.views import chat_as_seen, person_as_seen
from bot.playground.world import World

_LONGEST_WAIT = 30.0
_FIRST_FREE_ID = 5_000_001


class PeopleApi:
    """
    Answer under ``/people``.

    Every doing answers ``{"version": ...}``, the version of the world before it: what the
    bot does about it comes after.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._free_ids = count(_FIRST_FREE_ID)

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of the people's side."""
        one = r"/people/{person:\d+}"
        return [
            web.get("/people", self.everybody),
            web.post("/people", self.add),
            web.post("/groups", self.add_group),
            web.get(r"/files/{file_id:[\w-]+}", self.stored),
            web.get(f"{one}/chat", self.chat),
            web.post(f"{one}/press", self.press),
            web.get(r"/groups/{group:-\d+}/chat", self.group),
            web.post(f"{one}/block", self.block),
            web.post(f"{one}/unblock", self.unblock),
            web.post(f"{one}/vanish", self.vanish),
        ]

    async def everybody(self, _request: web.Request) -> web.Response:
        """List all people."""
        chats = [chat for chat in self._world.chats.values() if chat.person is not None]
        return web.json_response([person_as_seen(chat) for chat in chats])

    async def add(self, request: web.Request) -> web.Response:
        """Let a person exist."""
        asked = await read(request, NewPerson)
        person_id = asked.id or next(self._free_ids)
        while asked.id is None and person_id in self._world.chats:
            person_id = next(self._free_ids)
        if person_id in self._world.chats:
            raise Impossible(f"the Telegram id {person_id} is taken: choose another")
        fields = asked.model_dump(exclude={"id", "standing"})
        chat = self._world.add_person(Person(id=person_id, **fields), standing=asked.standing)
        return web.json_response(person_as_seen(chat), status=201)

    async def add_group(self, request: web.Request) -> web.Response:
        """Let a group exist."""
        asked = await read(request, NewGroup)
        self._world.add_chat(Chat(**asked.model_dump()))
        return web.json_response({"id": asked.id}, status=201)

    async def chat(self, request: web.Request) -> web.Response:
        """
        Show a person's chat.

        With ``after`` (a version) and ``wait`` (seconds, at most 30) the answer is held until
        the chat has changed since.
        """
        chat = self._chat(request)
        after = int(request.query.get("after", "-1"))
        wait = min(_LONGEST_WAIT, float(request.query.get("wait", "0")))
        until = asyncio.get_running_loop().time() + wait
        while chat.version <= after and not self._world.feed.closed.is_set():
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await self._world.feed.changes(within=left)
        return web.json_response(chat_as_seen(self._world, chat))

    async def press(self, request: web.Request) -> web.Response:
        """Press a button, a real one or a forged one."""
        before, asked = self._world.version, await read(request, Press)
        chat = self._chat(request)
        source = self._world.chats.get(asked.chat_id) if asked.chat_id else chat
        message = None if source is None else source.known(asked.message_id)
        if message is None:
            raise Impossible(f"there is no message {asked.message_id} to press a button of")
        if asked.data is not None:
            return self._pressed(before, chat, message, asked.data)
        if asked.row is None:
            raise Impossible("say which button: row and column, or data")
        button = find_button(message, row=asked.row, column=asked.column)
        if "callback_data" not in button:
            return done(before, opens=button.get("url") or button.get("web_app"))
        return self._pressed(before, chat, message, button["callback_data"])

    async def stored(self, request: web.Request) -> web.Response:
        """Give a file of a message: pictures to look at, all else to keep."""
        file = self._world.files.find(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        if file.kind in ("photo", "sticker"):
            kind = "image/png" if file.content.startswith(b"\x89PNG") else "image/jpeg"
            return web.Response(body=file.content, content_type=kind)
        return web.Response(
            body=file.content,
            content_type="application/octet-stream",
            headers={"Content-Disposition": _attachment(file.name)},
        )

    async def group(self, request: web.Request) -> web.Response:
        """Show the chat of a group."""
        chat = self._world.chats.get(int(request.match_info["group"]))
        if chat is None:
            raise Impossible(f"there is no group {request.match_info['group']}: add it first")
        return web.json_response(chat_as_seen(self._world, chat))

    async def block(self, request: web.Request) -> web.Response:
        """Block the bot."""
        before = self._world.version
        block(self._world, person_id(request))
        return done(before)

    async def unblock(self, request: web.Request) -> web.Response:
        """Take the bot back."""
        before = self._world.version
        unblock(self._world, person_id(request))
        return done(before)

    async def vanish(self, request: web.Request) -> web.Response:
        """Delete the account."""
        before = self._world.version
        vanish(self._world, person_id(request))
        return done(before)

    def _pressed(self, before: int, chat: Chat, message: Message, data: str) -> web.Response:
        query = press(self._world, chat.id, message, data)
        return done(before, query_id=query.id)

    def _chat(self, request: web.Request) -> Chat:
        return chat_of(self._world, person_id(request))


def _attachment(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name)}"
