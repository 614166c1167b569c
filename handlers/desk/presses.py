"""Callback data of buttons: `v1:feature:verb:args`, at most 64 bytes, never trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

VERSION = "v1"
LIMIT_BYTES = 64
MOST_NUMBER = 2**31 - 1
"""Of rows, versions and minutes: asked for a greater one, PostgreSQL fails and finds nothing."""
NOTHING = f"{VERSION}:menu:nothing"
"""Of buttons that only show something: titles, empty cells of a calendar."""


class StalePressError(ValueError):
    """A press that means nothing (any more): old version, malformed, or forged."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a pressed button says. Only the store knows whether it may, and is still so."""

    feature: str
    verb: str
    args: tuple[str, ...] = ()

    def text(self, index: int) -> str:
        """Give an argument as it is; raise StalePressError if it is not there."""
        try:
            return self.args[index]
        except IndexError as error:
            raise StalePressError(f"{self.verb} lacks its argument {index}") from error

    def number(self, index: int) -> int:
        """Give an argument as a whole number from zero on that a database can hold."""
        return whole_number(self.text(index))

    def day(self, index: int) -> date:
        """Give an argument as a day (YYYYMMDD)."""
        text = self.text(index)
        if not (text.isascii() and text.isdigit() and len(text) == 8):
            raise StalePressError(f"{text!r} is not a day")
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise StalePressError(f"{text!r} is not in the calendar") from error


def whole_number(text: str) -> int:
    """Read a whole number from zero on that every database holds; raise StalePressError."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_NUMBER))):
        raise StalePressError(f"{text[:LIMIT_BYTES]!r} is not a number")
    number = int(text)
    if number > MOST_NUMBER:
        raise StalePressError(f"{number} is beyond the numbers that rows have")
    return number


def pack(feature: str, verb: str, *args: str | int | date) -> str:
    """Write callback data; raise ValueError if Telegram would refuse it for its length."""
    words = [f"{arg:%Y%m%d}" if isinstance(arg, date) else str(arg) for arg in args]
    data = ":".join([VERSION, feature, verb, *words])
    if len(data.encode()) > LIMIT_BYTES:
        raise ValueError(f"{data!r} is over {LIMIT_BYTES} bytes: put less into the button")
    return data


def parse(data: str) -> Press:
    """Read callback data; raise StalePressError for what this version has not written."""
    version, *words = data.split(":")
    if version != VERSION or len(words) < 2 or not all(words):
        raise StalePressError(f"{data[:LIMIT_BYTES]!r} is not a button of {VERSION}")
    return Press(words[0], words[1], tuple(words[2:]))
