"""getUpdates (rules U1 to U7)."""

import asyncio
import json
from typing import Any

from bot.playground.api.call import ApiCall
from bot.playground.refusal import Refusal, conflict
from bot.playground.world import World

_OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
_WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
_LONGEST_TIMEOUT = 50


class Poller:
    """
    Serve getUpdates: one request may wait at a time, the newest.

    Waits are real seconds, so that a held request works whatever the clock does.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._held: asyncio.Future[None] | None = None
        self._last_conflict = float("-inf")
        self._last_offset: int | None = None
        self._last_start = float("-inf")
        world.updates.on_new.append(self.end)

    async def get_updates(self, call: ApiCall) -> list[dict[str, Any]]:
        """Give what waits, or hold the request until something does or the time is over."""
        if self._world.webhook.url:
            raise conflict(_WEBHOOK_ACTIVE)
        read = call.parameters.integer
        offset = read("offset", 0, low=-(2**31), high=2**31 - 1)
        limit = read("limit", 100, low=1, high=100)
        timeout: float = read("timeout", 0, low=0, high=_LONGEST_TIMEOUT)
        self._world.updates.allow(allowed_kinds(call))
        limit, timeout = self._slow_down(offset, limit, timeout)
        self._world.updates.confirm(offset)
        if not self._world.updates.pending() and timeout > 0:
            await self._hold(timeout)
        return [update.as_api() for update in self._world.updates.pending()[:limit]]

    def end(self, reason: Refusal | None = None) -> None:
        """End the held request, with a refusal or with what there is."""
        if self._held is None or self._held.done():
            return
        if reason is None:
            self._held.set_result(None)
        else:
            self._held.set_exception(reason)

    def _slow_down(self, offset: int, limit: int, timeout: float) -> tuple[int, float]:
        limits = self._world.limits
        now = asyncio.get_running_loop().time()
        since = now - self._last_start if offset == self._last_offset else float("inf")
        self._last_offset, self._last_start = offset, now
        if since < limits.repeat_wait:
            timeout = max(timeout, limits.repeat_wait)
        return (1 if since < limits.repeat_burst else limit), timeout

    async def _hold(self, seconds: float) -> None:
        self.end(conflict(_OTHER_POLLER))
        held = self._held = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(held, seconds)
        except TimeoutError:
            return
        except Refusal:
            await self._delay_conflict()
            raise

    async def _delay_conflict(self) -> None:
        now = asyncio.get_running_loop().time()
        delay = self._world.limits.conflict_delay
        recent = now - self._last_conflict < delay
        self._last_conflict = now
        if recent:
            await asyncio.sleep(delay)


def allowed_kinds(call: ApiCall) -> list[str] | None:
    """Read ``allowed_updates``; ``None`` when it is missing or unreadable (U6)."""
    raw = call.parameters.text("allowed_updates")
    try:
        given = json.loads(raw) if raw else None
    except ValueError:
        return None
    if not isinstance(given, list) or not all(isinstance(kind, str) for kind in given):
        return None
    return given
