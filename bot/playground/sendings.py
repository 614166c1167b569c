"""The people's side over HTTP: what a person sends."""

from aiohttp import web

from bot.playground.attachments import read_parcel
from bot.playground.doings import Doings
from bot.playground.impossible import Impossible
from bot.playground.phones import chat_of
from bot.playground.requests import (
    Contact,
    Edit,
    Forward,
    Place,
    Start,
    Words,
    done,
    person_id,
    read,
)
from bot.playground.world import World


class SendingApi:
    """
    Answer what a person sends, under ``/people/{id}``.

    Every doing answers ``{"version": ...}``, the version of the world before it: what the
    bot does about it comes after.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._doings = Doings(world)

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of what can be sent."""
        one = r"/people/{person:\d+}"
        return [
            web.post(f"{one}/text", self.text),
            web.post(f"{one}/start", self.start),
            web.post(f"{one}/file", self.file),
            web.post(f"{one}/location", self.location),
            web.post(f"{one}/contact", self.contact),
            web.post(f"{one}/edit", self.edit),
            web.post(f"{one}/forward", self.forward),
        ]

    async def text(self, request: web.Request) -> web.Response:
        """Write a text."""
        before, asked = self._world.version, await read(request, Words)
        message = self._doings.says(person_id(request), **asked.model_dump())
        return done(before, message_id=message.id)

    async def start(self, request: web.Request) -> web.Response:
        """Press start, or follow a deep link."""
        before, asked = self._world.version, await read(request, Start)
        return done(before, message_id=self._doings.starts(person_id(request), asked.code).id)

    async def file(self, request: web.Request) -> web.Response:
        """Send the multipart fields ``file``, each as its ``kind``; several are an album."""
        before, parcel = self._world.version, await read_parcel(request)
        sent = self._doings.sends_files(
            person_id(request), parcel.files, parcel.caption, chat_id=parcel.chat_id
        )
        ids = [message.id for message in sent]
        return done(before, message_id=ids[0], message_ids=ids)

    async def location(self, request: web.Request) -> web.Response:
        """Send a place."""
        before, asked = self._world.version, await read(request, Place)
        sent = self._doings.sends_location(person_id(request), **asked.model_dump())
        return done(before, message_id=sent.id)

    async def contact(self, request: web.Request) -> web.Response:
        """Send a telephone number."""
        before, asked = self._world.version, await read(request, Contact)
        sent = self._doings.sends_contact(person_id(request), **asked.model_dump())
        return done(before, message_id=sent.id)

    async def edit(self, request: web.Request) -> web.Response:
        """Change one's own message, the last text unless told which."""
        before, asked = self._world.version, await read(request, Edit)
        message = self._doings.edits(person_id(request), **asked.model_dump())
        return done(before, message_id=message.id)

    async def forward(self, request: web.Request) -> web.Response:
        """Pass a message on to the bot."""
        before, asked = self._world.version, await read(request, Forward)
        source = (
            chat_of(self._world, person_id(request))
            if asked.of is None
            else chat_of(self._world, asked.of)
        )
        message = source.known(asked.message_id)
        if message is None:
            raise Impossible(f"there is no message {asked.message_id} to pass on")
        sent = self._doings.forwards(
            person_id(request), message, hidden=asked.hidden, chat_id=asked.chat_id
        )
        return done(before, message_id=sent.id)
