"""A file of phrases with their meanings, read again and compared."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from time import thread_time

from handlers.reading.meanings import AskBack, Reading
from handlers.reading.reading import read
from handlers.reading.writing import CHOICE, reading_written, written
from rules.policy.bounds import too_much


class PhrasesError(ValueError):
    """A file of phrases that cannot be read, with what is wrong in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A phrase said on a day: its meaning in the file, what came of it, how long that took."""

    said: str
    on: date
    meaning: str
    reading: Reading
    milliseconds: float

    @property
    def heard(self) -> str:
        """What was heard, in one line."""
        return reading_written(self.reading)

    @property
    def misread(self) -> bool:
        """Whether it was taken for something else."""
        return not fits(self.meaning, self.reading)

    @property
    def asked_back(self) -> bool:
        """Whether it was answered with a question."""
        return isinstance(self.reading.heard, AskBack)

    @property
    def leads_nowhere(self) -> bool:
        """Whether that question has neither choices nor anything that was understood so far."""
        heard = self.reading.heard
        return isinstance(heard, AskBack) and not heard.options and heard.so_far is None


def fits(meaning: str, reading: Reading) -> bool:
    """
    Tell whether a reading is what a line of the file says.

    Of a question the line may leave out what it is about, and name some of the choices only;
    words that were skipped or corrected need not be named.
    """
    head, *choices = meaning.split(CHOICE)
    told = " ~ " in meaning or " ^ " in meaning
    heard = reading_written(reading) if told else written(reading.heard)
    if not isinstance(reading.heard, AskBack):
        return heard == meaning
    said, *offered = heard.split(CHOICE)
    begins = said == head or said.startswith(f"{head} ")
    return begins and all(choice in offered for choice in choices)


def check(text: str) -> list[Checked]:
    """
    Read every phrase of a TOML file: a table for each day, in it `"phrase" = "meaning"`.

    Raises PhrasesError for a file of another shape.
    """
    return [_checked(on, said, meaning) for on, said, meaning in phrases_of(text)]


def _checked(on: date, said: str, meaning: str) -> Checked:
    before = thread_time()
    reading = read(said, today=on)
    took = 1000 * (thread_time() - before)
    return Checked(said=said, on=on, meaning=meaning, reading=reading, milliseconds=took)


def phrases_of(text: str) -> Iterator[tuple[date, str, str]]:
    """Give day, phrase and meaning of each entry; raise PhrasesError for another shape."""
    if beyond := too_much(text, "phrases"):
        raise PhrasesError(f"line {beyond.line}: {beyond.message}")
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
