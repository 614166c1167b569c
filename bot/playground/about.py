"""What the bot says of itself, for each language: its name, and two descriptions."""

from dataclasses import dataclass, field
from enum import StrEnum


class Field(StrEnum):
    """One of the texts about a bot, by the name of its parameter."""

    NAME = "name"
    DESCRIPTION = "description"  #: shown in an empty chat
    SHORT_DESCRIPTION = "short_description"  #: shown on the bot's profile


@dataclass
class About:
    """Keep the texts apart for each language; the empty language is for all others."""

    _texts: dict[tuple[Field, str], str] = field(default_factory=dict)

    def set(self, which: Field, language: str, text: str) -> None:
        """Replace one text; an empty one is forgotten."""
        if text:
            self._texts[which, language] = text
        else:
            self._texts.pop((which, language), None)

    def shown_in(self, which: Field, language: str) -> str:
        """Give the text for a language, else the one for all, else nothing."""
        return self._texts.get((which, language)) or self._texts.get((which, ""), "")
