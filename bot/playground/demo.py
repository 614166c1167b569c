"""What the page shows beside the chats: bodies with their people, held messages, the clock."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypedDict, runtime_checkable
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.playground.impossible import Impossible
from bot.playground.requests import ClockMove, read
from bot.playground.world import World

_ROME = ZoneInfo("Europe/Rome")


@runtime_checkable
class Movable(Protocol):
    """A clock that the page may move."""

    def now(self) -> datetime:
        """Give the moment it shows, aware."""

    def set(self, moment: datetime) -> None:
        """Put it to a moment."""


class CastRow(TypedDict):
    """
    One person of a body.

    ``role`` is ``employee``, ``manager`` or ``hr``; ``invitation`` the code of their deep
    link, empty once it is used up; ``linked`` says whether the desk knows their chat; ``post``
    the posts they hold, in words; ``hint`` one line of what is worth trying with them.
    """

    person_id: int
    name: str
    role: str
    office: str
    invitation: str
    linked: bool
    post: str
    hint: str


class BodyRow(TypedDict):
    """One body with the people who act in it."""

    id: str
    name: str
    cast: list[CastRow]


class TourWords(TypedDict):
    """What a step of the tour says: its title, what to do, what to notice."""

    title: str
    do: str
    notice: str


class TourRow(TypedDict):
    """
    One step of the guided tour.

    It plays in the body ``body``, on the phone ``phone`` (``employee``, ``manager``, ``hr``) held
    by ``person_id``, after the clock was set to ``clock`` (civil time of Rome, empty: as it is);
    ``say`` is what the page may write for the visitor (empty: nothing).
    """

    body: str
    phone: str
    person_id: int
    clock: str
    say: str
    it: TourWords
    en: TourWords


class HeldRow(TypedDict):
    """A message that waits: for whom, about what, until when (ISO with zone), and why."""

    recipient: str
    about: str
    hold_until: str
    reason: str


async def _nothing() -> None:
    """Do nothing: nobody asked to be told."""


async def _no_bodies() -> list[BodyRow]:
    return []


async def _none_held() -> list[HeldRow]:
    return []


async def _no_tour() -> list[TourRow]:
    return []


@dataclass(frozen=True, kw_only=True)
class DemoHooks:
    """What the composition lends to the page; all of it optional."""

    bodies: Callable[[], Awaitable[list[BodyRow]]] = _no_bodies
    held: Callable[[], Awaitable[list[HeldRow]]] = _none_held
    tour: Callable[[], Awaitable[list[TourRow]]] = _no_tour
    on_clock_moved: Callable[[], Awaitable[None]] = _nothing
    on_restart: Callable[[], Awaitable[None]] = _nothing


class DemoApi:
    """Answer under ``/demo``."""

    def __init__(self, world: World, hooks: DemoHooks, clock: Callable[[], datetime]) -> None:
        self._world = world
        self._hooks = hooks
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of the demo."""
        return [
            web.get("/demo/bodies", self.bodies),
            web.get("/demo/held", self.held),
            web.get("/demo/tour", self.tour),
            web.get("/demo/clock", self.clock),
            web.post("/demo/clock", self.move_clock),
        ]

    async def bodies(self, _request: web.Request) -> web.Response:
        """List the bodies with their people."""
        return web.json_response(await self._hooks.bodies())

    async def held(self, _request: web.Request) -> web.Response:
        """List the messages that wait."""
        return web.json_response(await self._hooks.held())

    async def tour(self, _request: web.Request) -> web.Response:
        """List the steps of the guided tour."""
        return web.json_response(await self._hooks.tour())

    async def clock(self, _request: web.Request) -> web.Response:
        """Tell the time, in UTC and in Rome."""
        return web.json_response(self._time())

    async def move_clock(self, request: web.Request) -> web.Response:
        """Move the clock and tell so at once, then let what fell due be done."""
        if not isinstance(self._clock, Movable):
            raise Impossible("this playground was given a clock that cannot be moved")
        asked = await read(request, ClockMove)
        self._clock.set(asked.target(self._clock.now()))
        self._world.feed.tell("clock")
        await self._hooks.on_clock_moved()
        self._world.feed.tell("clock")
        return web.json_response(self._time())

    def _time(self) -> dict[str, str | bool]:
        now = self._clock()
        return {
            "now": now.isoformat(),
            "rome": now.astimezone(_ROME).isoformat(),
            "movable": isinstance(self._clock, Movable),
        }
