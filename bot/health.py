"""
Whether the desk is well: each part reports of itself, a supervisor asks over HTTP.

A part says `well(what)` or `ill(what, why)`; what it says stands until it says otherwise, or,
with `within`, until so many seconds have passed without a further word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic as real_monotonic
from types import TracebackType
from typing import Self

import structlog
from aiohttp import web

from bot.ports import open_port

log = structlog.get_logger(__name__)

HOST = "127.0.0.1"
"""Who asks stands on the same machine or in the same container; nobody else need know."""
SILENT = "nothing was heard of it for too long"


@dataclass(slots=True)
class _Part:
    well: bool
    why: str
    since: float
    said: float
    within: float | None
    logged: set[str]


@dataclass(frozen=True, slots=True)
class Condition:
    """How one part is; `seconds` tells for how long it has been so."""

    what: str
    well: bool
    why: str
    seconds: float

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.what}: {'well' if self.well else self.why}, for {self.seconds:.0f} s"


class Health:
    """
    What the parts of the desk said of themselves last; may be called from any thread.

    A change is logged in one line, a further word of the same kind is not. `why` is a sentence
    of our own, in English: it goes into the log, so it holds neither names nor errors' messages.
    """

    def __init__(self, monotonic: Callable[[], float] = real_monotonic) -> None:
        self._monotonic = monotonic
        self._parts: dict[str, _Part] = {}

    def well(self, what: str, *, within: float | None = None) -> None:
        """Note that a part is well; with `within`, for so many seconds and no longer."""
        self._note(what, well=True, why="", within=within)

    def ill(self, what: str, why: str) -> None:
        """Note that a part does not work, and why, in plain words."""
        self._note(what, well=False, why=why, within=None)

    def forget(self, what: str) -> None:
        """Forget a part that was stopped on purpose."""
        self._parts.pop(what, None)

    def conditions(self) -> list[Condition]:
        """Give how each part is at this moment, by name."""
        now = self._monotonic()
        return [_condition(what, part, now) for what, part in sorted(self._parts.items())]

    @property
    def is_well(self) -> bool:
        """Whether something was heard, and nothing is wrong."""
        found = self.conditions()
        return bool(found) and all(one.well for one in found)

    def _note(self, what: str, *, well: bool, why: str, within: float | None) -> None:
        now, before = self._monotonic(), self._parts.get(what)
        if before is None or before.well != well:
            self._parts[what] = _Part(well, why, now, now, within, {why})
            if not well:
                _log_ill(what, why)
            elif before is not None:
                log.warning("health.well", key=what, seconds=round(now - before.since))
            return
        if why not in before.logged:
            before.logged.add(why)
            _log_ill(what, why)
        before.why, before.said, before.within = why, now, within


def _log_ill(what: str, why: str) -> None:
    """Log it in words: as a field of its own a sentence would be hidden (bot/logs.py)."""
    line = f"health.ill {what}: {why}"
    log.warning(line)


def _condition(what: str, part: _Part, now: float) -> Condition:
    silent = now - part.said
    if part.within is not None and silent > part.within:
        return Condition(what, well=False, why=SILENT, seconds=silent)
    return Condition(what, well=part.well, why=part.why, seconds=now - part.since)


class HealthPage:
    """
    Answer on loopback how the desk is: 200 if all is well, else 503; a line for each part.

    Used with `async with`. `port` 0 takes any that is free. Raises Refusal if it is taken.
    """

    def __init__(self, health: Health, port: int) -> None:
        self._health = health
        self._port = port
        site = web.Application()
        site.router.add_get("/", self._answer)
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=1)

    @property
    def port(self) -> int:
        """The port that is open."""
        return int(self._runner.addresses[0][1])

    async def __aenter__(self) -> Self:
        """Open the port."""
        await self._runner.setup()
        await open_port(self._runner, HOST, self._port, setting="SPORTELLO_HEALTH_PORT")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        await self._runner.cleanup()

    async def _answer(self, _request: web.Request) -> web.Response:
        well = self._health.is_well
        lines = ["well" if well else "not well", *map(str, self._health.conditions())]
        status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
        return web.Response(status=status, text="\n".join(lines) + "\n")
