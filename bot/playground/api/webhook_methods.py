"""setWebhook, deleteWebhook, getWebhookInfo (rules W1, W2, W5, W7)."""

import asyncio
import ipaddress
import re
from typing import Any
from urllib.parse import SplitResult, urlsplit

from bot.playground.api.call import ApiCall, Described
from bot.playground.api.polling import Poller, allowed_kinds
from bot.playground.deliverer import Deliverer
from bot.playground.refusal import bad_request, conflict, too_many_requests
from bot.playground.webhook import Webhook

_PORTS = (80, 88, 443, 8443)
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_SECRET_LENGTH = 256


class WebhookMethods:
    """Set, take away and describe the webhook; one setting a second."""

    def __init__(self, poller: Poller, deliverer: Deliverer) -> None:
        self._poller = poller
        self._deliverer = deliverer
        self._last_set = float("-inf")

    async def set_webhook(self, call: ApiCall) -> Described:
        """Send updates to an address from now on; a held poll ends with a conflict."""
        wanted = _read_webhook(call)
        if not wanted.url:
            return await self.delete_webhook(call)
        world = call.world
        self._refuse_hurry(world.limits.webhook_interval)
        self._drop_if_asked(call)
        asked = allowed_kinds(call)
        world.updates.allow(asked)
        wanted.allowed_updates = world.updates.asked_kinds
        if wanted.settings == world.webhook.settings:
            return Described(result=True, description="Webhook is already set")
        self._poller.end(conflict("terminated by setWebhook request"))
        world.webhook = wanted
        self._deliverer.start()
        return Described(result=True, description="Webhook was set")

    async def delete_webhook(self, call: ApiCall) -> Described:
        """Send nothing any more; updates wait for getUpdates."""
        self._drop_if_asked(call)
        had_one = bool(call.world.webhook.url)
        await self._deliverer.stop()
        call.world.webhook = Webhook()
        words = "Webhook was deleted" if had_one else "Webhook is already deleted"
        return Described(result=True, description=words)

    async def get_webhook_info(self, call: ApiCall) -> dict[str, Any]:
        """Say where updates go, how many wait, and what went wrong last."""
        webhook = call.world.webhook
        info: dict[str, Any] = {
            "url": webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(call.world.updates.pending()),
        }
        if webhook.url:
            info["max_connections"] = webhook.max_connections
        if webhook.allowed_updates:
            info["allowed_updates"] = webhook.allowed_updates
        if webhook.last_error_at is not None:
            info["last_error_date"] = int(webhook.last_error_at.timestamp())
            info["last_error_message"] = webhook.last_error
        return info

    def _refuse_hurry(self, interval: float) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._last_set < interval:
            raise too_many_requests(1)
        self._last_set = now

    def _drop_if_asked(self, call: ApiCall) -> None:
        if call.parameters.flag("drop_pending_updates"):
            call.world.updates.clear()


def _read_webhook(call: ApiCall) -> Webhook:
    secret = call.parameters.text("secret_token")
    if len(secret) > _SECRET_LENGTH:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    address = call.parameters.text("url").strip()
    if address and not call.local:
        _check_address(address)
    connections = call.parameters.integer("max_connections", 40, low=1, high=100)
    return Webhook(url=address, secret=secret, max_connections=connections)


def _check_address(address: str) -> None:
    parts = urlsplit(address if "://" in address else f"https://{address}")
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if _port(parts) not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    host = parts.hostname or ""
    try:
        number = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        return
    if not number.is_global:
        raise bad_request(f"bad webhook: IP address {number} is reserved")


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or 443
    except ValueError:
        return 0
