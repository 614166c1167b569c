"""What is wrong with something written by people, in English and in Italian at once."""

from __future__ import annotations

from typing import Self


class Words(str):
    """A message in English that knows itself in Italian."""

    __slots__ = ("italian",)
    italian: str

    def __new__(cls, english: str, italian: str) -> Self:
        """Join the two; as a string it is the English one."""
        words = super().__new__(cls, english)
        words.italian = italian
        return words

    def after(self, shown: str) -> Words:
        """Put the value that is wrong before both."""
        return Words(f"{shown}: {self}", f"{shown}: {self.italian}")


class WrongValueError(ValueError):
    """A value that cannot be: which, and what to write instead."""

    def __init__(self, english: str, italian: str) -> None:
        self.words = Words(english, italian)
        super().__init__(english)


def in_language(message: str, locale: str) -> str:
    """Give a message in a language ("it" or "en"); what knows no Italian stays as it is."""
    return message.italian if locale == "it" and isinstance(message, Words) else message
