"""
Logs: structured, as JSON or as text, and with ids alone.

What can be logged is a closed list of fields, and a value must look like an id, a figure or a
code. So a name or a text of a person cannot get in, not even through an error's message: of
errors only their kind and the places in the code are written.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog

from bot.settings import LogFormat, LogLevel

Line = MutableMapping[str, Any]
HIDDEN = "hidden"
FIELDS = frozenset(
    {
        "address",
        "attempt",
        "attempts",
        "body",
        "code",
        "count",
        "error",
        "event",
        "feature",
        "held",
        "key",
        "kind",
        "level",
        "logger",
        "mode",
        "outcome",
        "port",
        "rows",
        "seconds",
        "sent",
        "state",
        "task",
        "timestamp",
        "until",
        "verb",
        "version",
        "where",
        "workers",
    }
)
"""What a line may hold besides ids (`..._id`)."""
QUIET = ("aiohttp", "alembic", "apscheduler", "asyncio", "httpcore", "httpx", "telegram")
"""Libraries whose INFO and DEBUG lines hold updates, addresses with the token, or nothing new."""
_CODE_LIKE = re.compile(r"[\w.:/@+\-<>\[\]]{1,200}", re.ASCII)
_TOKEN = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{20,}")
_PLACES = 12


def configure(level: LogLevel, form: LogFormat, *, stream: TextIO | None = None) -> None:
    """Send all logs, ours and the libraries', to `stream` (standard error) in one form."""
    own: list[Any] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_messages_of_errors,
        with_ids_alone,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            *own,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[as_the_library_wrote_it, *own],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _renderer(form),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.value)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def with_ids_alone(_logger: Any, _method: str, line: Line) -> Line:
    """Drop what is not on the list of fields, and hide what does not look like an id or a code."""
    event = line.pop("event", "")
    kept = {
        key: _harmless(value)
        for key, value in line.items()
        if key in FIELDS or key.endswith("_id") or key.startswith("_")
    }
    return {"event": _TOKEN.sub("<token>", str(event)), **kept}


def without_messages_of_errors(_logger: Any, _method: str, line: Line) -> Line:
    """Put an error's kinds (its causes too) and places in place of its traceback and message."""
    error = _error_of(line.pop("exc_info", None))
    if error is not None:
        line["error"] = [type(each).__qualname__ for each in _chain(error)]
        line["where"] = _places(error.__traceback__)
    return line


def as_the_library_wrote_it(_logger: Any, _method: str, line: Line) -> Line:
    """Take a library's message without what was filled in: that may be an update or an address."""
    record = line["_record"]
    line["event"] = str(record.msg) if isinstance(record.msg, str) else type(record.msg).__name__
    return line


def _renderer(form: LogFormat) -> Any:
    if form is LogFormat.JSON:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=False)


def _harmless(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | logging.LogRecord):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [_harmless(each) for each in value]
    text = str(value)
    return text if _CODE_LIKE.fullmatch(text) and not _TOKEN.search(text) else HIDDEN


def _error_of(found: Any) -> BaseException | None:
    if isinstance(found, BaseException):
        return found
    if isinstance(found, tuple):
        return found[1]  # type: ignore[no-any-return]  # what sys.exc_info() gives
    return sys.exc_info()[1] if found else None


def _chain(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return chain


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_PLACES:]
    return [f"{'/'.join(Path(f.filename).parts[-2:])}:{f.lineno}:{f.name}" for f in frames]
