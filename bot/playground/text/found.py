"""Entities that nobody marked: addresses, names, tags and commands in plain words."""

import re
from collections.abc import Iterator

from bot.playground.model import Entity
from bot.playground.text.units import utf16_offsets

_TOP_LEVEL = (
    "com|org|net|it|eu|info|gov|edu|dev|app|io|me|biz|cloud|online|site|museum|"
    "at|be|ch|de|es|fr|gr|ie|ma|md|nl|pl|pt|py|ro|si|sm|uk|us|va"
)
_PATTERNS = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)),
    (
        "url",
        re.compile(
            r"(?<![\w@./-])(?:https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#][^\s<>\"«»]*[\w/)])?"
            rf"|(?:[\w-]+\.)+(?:{_TOP_LEVEL})(?![\w-]|\.\w)(?::\d+)?(?:/(?:[^\s<>\"«»]*[\w/)])?)?)",
            re.IGNORECASE,
        ),
    ),
    ("mention", re.compile(r"(?<![\w@/])@[a-zA-Z][a-zA-Z0-9_]{2,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w/])#(?=\w*[^\W\d_])\w{1,256}(?!#)")),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])"),
    ),
)
_HINTS = re.compile(r"[/@#.]")


def find_entities(text: str, taken: list[Entity]) -> list[Entity]:
    """Give the entities found in *text* outside those already *taken* by code and links."""
    if not _HINTS.search(text):
        return []
    offsets = utf16_offsets(text)
    closed = [e for e in taken if e["type"] in ("code", "pre", "text_link", "text_mention")]
    found: list[Entity] = []
    for entity in _matches(text, offsets):
        if not any(_overlap(entity, other) for other in closed + found):
            found.append(entity)
    return found


def _matches(text: str, offsets: list[int]) -> Iterator[Entity]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = offsets[match.start()], offsets[match.end()]
            yield {"type": kind, "offset": start, "length": end - start}


def _overlap(one: Entity, other: Entity) -> bool:
    ends_before = one["offset"] + one["length"] <= other["offset"]
    starts_after = other["offset"] + other["length"] <= one["offset"]
    return not (ends_before or starts_after)
