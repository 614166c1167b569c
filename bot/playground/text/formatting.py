"""From the words a bot sent to the message that people read."""

import json
import re
from typing import Any

from bot.playground.api.parameters import Parameters
from bot.playground.model import Entity, Formatted
from bot.playground.refusal import bad_request
from bot.playground.text.found import find_entities
from bot.playground.text.html import parse_html
from bot.playground.text.markdown import parse_markdown, parse_markdown_v2
from bot.playground.text.units import utf16_length

_PARSERS = {"html": parse_html, "markdown": parse_markdown, "markdownv2": parse_markdown_v2}
_MOST_BYTES = 32_768
_MOST_ENTITIES = 100
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


def read_formatted(
    parameters: Parameters, *, words: str = "text", entities: str = "entities"
) -> Formatted:
    """
    Read the parameter *words* with its ``parse_mode`` or its list of *entities*.

    Raises:
        Refusal: Rules T3 and T7 to T18.

    """
    raw = parameters.text(words)
    if len(raw.encode()) > _MOST_BYTES:
        raise bad_request("text is too long")
    mode = parameters.text("parse_mode").strip().lower()
    if mode in ("", "none"):
        return tidy(Formatted(text=raw, entities=_given_entities(parameters, entities)))
    if mode not in _PARSERS:
        raise bad_request("unsupported parse_mode")
    return tidy(_PARSERS[mode](raw))


def tidy(formatted: Formatted) -> Formatted:
    """Trim a text, keep its entities in step, and add those that nobody marked."""
    text = _CONTROL.sub(" ", formatted.text.replace("\r", "")).rstrip(" \n")
    marked = [e for e in formatted.entities if e["length"] > 0]
    start = min((e["offset"] for e in marked), default=len(text))
    leading = min(len(text) - len(text.lstrip(" \n")), start)
    text = text[leading:]
    kept = _clip(marked, shift=leading, end=utf16_length(text))
    found = find_entities(text, kept)
    ordered = sorted(kept + found, key=lambda e: (e["offset"], -e["length"]))
    return Formatted(text=text, entities=ordered[:_MOST_ENTITIES])


def _clip(entities: list[Entity], *, shift: int, end: int) -> list[Entity]:
    clipped = []
    for entity in entities:
        start = entity["offset"] - shift
        stop = min(end, start + entity["length"])
        if stop > start:
            clipped.append(entity | {"offset": start, "length": stop - start})
    return clipped


def _given_entities(parameters: Parameters, name: str) -> list[Entity]:
    given = parameters.json(name, error="can't parse entities JSON object")
    if given is None:
        return []
    if not isinstance(given, list):
        raise bad_request("expected an Array of MessageEntity")
    return [_given_entity(entity) for entity in given]


def _given_entity(entity: Any) -> Entity:
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: Object expected")
    for field in ("type", "offset", "length"):
        if field not in entity:
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{field}\"")
    if not all(isinstance(entity[field], int) for field in ("offset", "length")):
        shown = json.dumps(entity)
        raise bad_request(f"can't parse MessageEntity: offset and length of {shown}")
    return dict(entity)
