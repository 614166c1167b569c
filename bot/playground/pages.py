"""The page for people: files of our own, and a policy that lets nothing else in."""

from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

_FOLDER = Path(__file__).parent / "page"
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def page_routes() -> list[web.RouteDef]:
    """Give a route for each file of the page, read once, here."""
    files = [path for path in sorted(_FOLDER.iterdir()) if path.suffix in _KINDS]
    routes = [web.get(f"/page/{path.name}", _giving(path)) for path in files]
    return [web.get("/", _giving(_FOLDER / "index.html")), *routes]


def _giving(path: Path) -> Handler:
    words = path.read_text(encoding="utf-8")
    kind = _KINDS[path.suffix]

    async def give(_request: web.Request) -> web.Response:
        return web.Response(text=words, content_type=kind, charset="utf-8", headers=_HEADERS)

    return give
