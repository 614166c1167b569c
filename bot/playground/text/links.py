"""Which addresses Telegram makes a link of."""

import re
from urllib.parse import urlsplit

from bot.playground.model import Entity

_USER = re.compile(r"tg://user/?\?id=(\d+)", re.IGNORECASE)
_OWN = re.compile(r"(?:tg|ton):", re.IGNORECASE)
_BLANK = re.compile(r"\s")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_HOST = re.compile(r"[^\s.@/]+(?:\.[^\s.@/]+)+\Z")


def web_address(address: str) -> str | None:
    """
    Give an address in full (``http://`` where none was said), or ``None``.

    Only http, https and Telegram's own addresses pass; a host needs a dot.
    """
    if _OWN.match(address):
        return address
    if _BLANK.search(address):
        return None
    scheme = _SCHEME.match(address)
    if "://" not in address:
        if scheme is not None and not address[scheme.end() :][:1].isdecimal():
            return None
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not _HOST.match(host):
        return None
    return address if parts.path or parts.query or parts.fragment else f"{address}/"


def acceptable_link(raw: str) -> Entity | None:
    """Give the entity of a link, or ``None`` where Telegram drops it without an error."""
    person = _USER.match(raw)
    if person:
        user = {"id": int(person[1]), "is_bot": False, "first_name": ""}
        return {"type": "text_mention", "user": user}
    address = web_address(raw)
    return None if address is None else {"type": "text_link", "url": address}
