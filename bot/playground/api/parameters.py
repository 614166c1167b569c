"""What a call carries, wherever it stands: query, form, JSON or multipart."""

import json
import re
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.playground.refusal import bad_request

_INTEGER = re.compile(r"\s*([+-]?\d+)")


@dataclass(frozen=True, kw_only=True)
class Upload:
    """One file of a multipart call."""

    name: str
    mime_type: str
    content: bytes


class Parameters:
    """The parameters of one call, all as text, and its files by field name."""

    def __init__(self, values: dict[str, str], files: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.files = files or {}

    def text(self, name: str, default: str = "") -> str:
        """Give a parameter as it was sent."""
        return self.values.get(name, default)

    def integer(self, name: str, default: int, *, low: int, high: int) -> int:
        """Give a whole number, clipped; what is no number counts as 0, as Telegram does."""
        if name not in self.values:
            return default
        found = _INTEGER.match(self.values[name])
        return min(high, max(low, int(found[1]) if found else 0))

    def flag(self, name: str) -> bool:
        """Whether a switch is on."""
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def json(self, name: str, *, error: str) -> Any:
        """
        Read a parameter as JSON; ``None`` when it is missing or empty.

        Raises:
            Refusal: It is not JSON; *error* are Telegram's words for that.

        """
        raw = self.text(name)
        if not raw.strip():
            return None
        try:
            return json.loads(raw)
        except ValueError:
            raise bad_request(error) from None


async def read_parameters(request: web.Request) -> Parameters:
    """
    Collect what a request carries; the body wins over the query string.

    Raises:
        Refusal: The body says it is JSON and is not.

    """
    values = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        values |= _from_json(await request.read())
    elif request.can_read_body:
        for name, field in (await request.post()).items():
            if isinstance(field, web.FileField):
                files[name] = Upload(
                    name=field.filename,
                    mime_type=field.content_type,
                    content=field.file.read(),
                )
            else:
                values[name] = field if isinstance(field, str) else bytes(field).decode()
    return Parameters(values, files)


def _from_json(body: bytes) -> dict[str, str]:
    if not body:
        return {}
    try:
        given = json.loads(body)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise bad_request("can't parse parameters JSON object")
    return {key: _as_text(value) for key, value in given.items() if value is not None}


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
