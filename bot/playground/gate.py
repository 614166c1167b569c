"""Who may ask: this machine's own programs and pages, nobody else's pages."""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.playground.impossible import Impossible

_OWN_NAMES = frozenset({"127.0.0.1", "localhost"})


@web.middleware
async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """
    Refuse other sites' pages, and say kindly what a person cannot do.

    A page of another site can reach loopback from the same browser; its requests carry its
    own Origin, or by a name that was bent to loopback its own Host.
    """
    host = urlsplit(f"//{request.host}").hostname
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.host
    if host not in _OWN_NAMES or foreign:
        return web.json_response({"error": "only this machine's own page may ask"}, status=403)
    try:
        return await handler(request)
    except Impossible as refusal:
        return web.json_response({"error": str(refusal)}, status=409)
