"""A message as a person sees it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class SeenMessage:
    """A message as a person sees it."""

    id: int
    from_bot: bool
    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    media: dict[str, Any] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)
    sender: str = ""
    at: str = ""
    edited: str | None = None
    reply_to: int | None = None
    version: int = 0

    @property
    def labels(self) -> list[str]:
        """The words on its buttons, row by row."""
        return [button["text"] for row in self.keyboard for button in row]

    def style_of(self, label: str) -> str | None:
        """Give the style of the button with that label, None for the usual one."""
        row, column = self.place_of(label) or (0, 0)
        style: str | None = self.keyboard[row][column].get("style")
        return style

    def place_of(self, label: str) -> tuple[int, int] | None:
        """Give row and column of a button: the exact label first, else one that contains it."""
        for matches in (str.__eq__, str.__contains__):
            for row, buttons in enumerate(self.keyboard):
                for column, button in enumerate(buttons):
                    if matches(button["text"], label):
                        return row, column
        return None
