"""Logs: what gets in, and that names, texts and the token never do."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from bot.logs import configure
from bot.settings import LogFormat, LogLevel

TOKEN = "123456789:AAdesk-desk_desk-desk_desk-desk_desk-d"
SECRETS = ("Rossini", "Mi serve", TOKEN, "geheim")
Written = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def written() -> Iterator[Written]:
    """Log as JSON at DEBUG and give what was written; put logging back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    configure(LogLevel.DEBUG, LogFormat.JSON, stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_ids_figures_and_codes_get_in(written: Written) -> None:
    structlog.get_logger("bot.x").info("outbox.sent", row_id=7, key="booking.asked", seconds=0.5)

    (line,) = written()
    assert (line["event"], line["row_id"], line["key"], line["seconds"]) == (
        "outbox.sent",
        7,
        "booking.asked",
        0.5,
    )
    assert (line["level"], line["logger"]) == ("info", "bot.x")


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Rossini"},
        {"text": "Mi serve"},
        {"key": "Mi serve un giorno"},
        {"employee_id": "Ada Rossini"},
        {"where": ["Mi serve un giorno"]},
        {"address": f"https://x/bot{TOKEN}/getMe"},
    ],
)
def test_names_and_texts_never_get_in(written: Written, fields: dict[str, Any]) -> None:
    structlog.get_logger().info("door.asked", **fields)

    assert not any(secret in json.dumps(written()) for secret in SECRETS)
    assert written()[0]["event"] == "door.asked"


def test_an_error_is_told_by_kind_and_place_not_by_message(written: Written) -> None:
    people: dict[str, int] = {}

    def refuse() -> None:
        try:
            people["Rossini"]
        except KeyError as error:
            raise LookupError("Mi serve un giorno") from error

    try:
        refuse()
    except LookupError:
        structlog.get_logger().exception("door.failed")

    (line,) = written()
    assert line["error"] == ["LookupError", "KeyError"]
    assert line["where"][-1].endswith(":refuse")
    assert not any(secret in json.dumps(line) for secret in SECRETS)


def test_what_libraries_fill_in_is_left_out(written: Written) -> None:
    logging.getLogger("telegram.ext").warning("Cannot handle %s", "Ada Rossini: Mi serve")
    logging.getLogger("aiohttp").error("POST https://api/bot" + TOKEN)  # noqa: G003  as others do

    assert [line["event"] for line in written()] == [
        "Cannot handle %s",
        "POST https://api/bot<token>",
    ]


@pytest.mark.parametrize("name", ["httpx", "telegram.ext", "apscheduler", "aiohttp.access"])
def test_chatty_libraries_are_silent_even_at_debug(written: Written, name: str) -> None:
    logging.getLogger(name).info("HTTP Request: POST %s", TOKEN)

    assert written() == []


def test_text_form_is_for_eyes(written: Written) -> None:
    stream = io.StringIO()
    configure(LogLevel.INFO, LogFormat.TEXT, stream=stream)

    structlog.get_logger("bot.x").debug("too.detailed")
    structlog.get_logger("bot.x").info("outbox.sent", row_id=7)

    (line,) = stream.getvalue().splitlines()
    assert "outbox.sent" in line
    assert "row_id=7" in line
