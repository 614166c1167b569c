"""A file of phrases with their meanings, read again and compared."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from time import thread_time

from handlers.reading.reading import read
from handlers.reading.writing import ASKED_BACK, written


class PhrasesError(ValueError):
    """A file of phrases that cannot be read, with what is wrong in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A phrase said on a day: its meaning in the file, the one heard, how long that took."""

    said: str
    on: date
    meaning: str
    heard: str
    milliseconds: float

    @property
    def misunderstood(self) -> bool:
        """Whether it was taken for something else."""
        return self.heard != self.meaning

    @property
    def asked_back(self) -> bool:
        """Whether it was answered with a question."""
        return self.heard.startswith(ASKED_BACK)


def check(text: str) -> list[Checked]:
    """
    Read every phrase of a TOML file: a table for each day, in it `"phrase" = "meaning"`.

    Raises PhrasesError for a file of another shape.
    """
    return [_checked(on, said, meaning) for on, said, meaning in phrases_of(text)]


def _checked(on: date, said: str, meaning: str) -> Checked:
    before = thread_time()
    heard = written(read(said, today=on).heard)
    took = 1000 * (thread_time() - before)
    return Checked(said=said, on=on, meaning=meaning, heard=heard, milliseconds=took)


def phrases_of(text: str) -> Iterator[tuple[date, str, str]]:
    """Give day, phrase and meaning of each entry; raise PhrasesError for another shape."""
    try:
        days = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PhrasesError(f"no TOML: {error}") from error
    for day, phrases in days.items():
        try:
            on = date.fromisoformat(day)
        except ValueError as error:
            raise PhrasesError(f"{day!r} is no day: write tables as [2026-11-21]") from error
        if not isinstance(phrases, dict):
            raise PhrasesError(f'{day!r} holds no phrases: write "phrase" = "meaning" below it')
        for said, meaning in phrases.items():
            if not isinstance(meaning, str):
                raise PhrasesError(f"{said!r} has no meaning in words: {meaning!r}")
            yield on, said, meaning
