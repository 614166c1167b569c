"""
Telegram's HTML, read as strictly as Telegram reads it.

The order of the checks is that of the official parser, because it decides which error a bot
sees; offsets in errors count UTF-8 bytes, those of entities UTF-16 units.
"""

import re
from dataclasses import dataclass, field

from bot.playground.model import Entity, Formatted
from bot.playground.refusal import Refusal, bad_request
from bot.playground.text.links import acceptable_link
from bot.playground.text.units import utf16_length

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_TAGS = frozenset(_STYLES) | {"a", "tg-emoji", "tg-time"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#(\d+)|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_SPACES = " \t\r\n\v\0"
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\v\0=>/\"']*")


@dataclass
class _Open:
    """A tag that was opened and not yet closed."""

    tag: str
    argument: str
    offset: int
    start: int


@dataclass
class _Reader:
    """The markup, how far it was read, and what came of it."""

    markup: str
    position: int = 0
    text: list[str] = field(default_factory=list)
    units: int = 0
    opened: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def here(self) -> str:
        """Give the next character, or NUL at the end."""
        return self.markup[self.position] if self.position < len(self.markup) else "\0"

    def skip_spaces(self) -> None:
        while self.position < len(self.markup) and self.here() in _SPACES:
            self.position += 1

    def skip_name(self) -> str:
        start = self.position
        while self.here() not in _SPACES and self.here() != ">":
            self.position += 1
        return self.markup[start : self.position]

    def take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.markup, self.position)
        taken = found[0] if found else ""
        self.position += len(taken)
        return taken

    def write(self, characters: str) -> None:
        self.text.append(characters)
        self.units += utf16_length(characters)

    def at_end(self) -> bool:
        return self.position >= len(self.markup)

    def bytes_before(self, position: int) -> int:
        return len(self.markup[:position].encode())


def parse_html(markup: str) -> Formatted:
    """
    Take the tags out of a text and give the entities they stand for.

    Raises:
        Refusal: Rules T8 to T15, with the words of Telegram.

    """
    reader = _Reader(markup)
    while not reader.at_end():
        if reader.here() != "<":
            _read_text(reader)
        elif reader.markup.startswith("</", reader.position):
            _close_tag(reader)
        else:
            _open_tag(reader)
    if reader.opened:
        raise _unreadable(
            f'Can\'t find end tag corresponding to start tag "{reader.opened[-1].tag}"'
        )
    entities = [_without_lone_language(entity) for entity in reader.entities]
    return Formatted(text="".join(reader.text), entities=entities)


def _unreadable(words: str) -> Refusal:
    return bad_request(f"can't parse entities: {words}")


def _read_text(reader: _Reader) -> None:
    if reader.here() == "&":
        decoded = _decode_reference(reader)
        if decoded:
            reader.write(decoded)
            return
    end = reader.position + 1
    while end < len(reader.markup) and reader.markup[end] not in "<&":
        end += 1
    reader.write(reader.markup[reader.position : end])
    reader.position = end


def _decode_reference(reader: _Reader) -> str:
    found = _REFERENCE.match(reader.markup, reader.position)
    if found is None:
        return ""
    if found[3]:
        decoded = _NAMED[found[3]]
    else:
        code = int(found[1], 16) if found[1] else int(found[2])
        if not 0 < code < 0x10FFFF or 0xD800 <= code < 0xE000:
            return ""
        decoded = chr(code)
    reader.position = found.end()
    return decoded


def _open_tag(reader: _Reader) -> None:
    start = reader.position
    at = f"at byte offset {reader.bytes_before(start)}"
    reader.position += 1
    tag = reader.skip_name().lower()
    if reader.at_end():
        raise _unreadable(f"Unclosed start tag {at}")
    if tag not in _TAGS:
        raise _unreadable(f'Unsupported start tag "{tag}" {at}')
    if tag == "blockquote" and any(opened.tag == tag for opened in reader.opened):
        # Stricter than Telegram, which lets the inner one fall silently.
        raise _unreadable(f"Blockquotes can't be nested {at}")
    argument = _read_attributes(reader, tag, at)
    if tag == "span" and argument != "spoiler":
        raise _unreadable(f'Tag "span" must have class "tg-spoiler" {at}')
    written = sum(map(len, reader.text))
    reader.opened.append(_Open(tag, argument, reader.units, written))
    reader.position += 1


def _read_attributes(reader: _Reader, tag: str, at: str) -> str:
    argument = ""
    while True:
        reader.skip_spaces()
        if reader.here() == ">":
            return argument
        name = reader.take(_ATTRIBUTE_NAME)
        if not name:
            raise _unreadable(f'Empty attribute name in the tag "{tag}" {at}')
        reader.skip_spaces()
        if reader.at_end():
            raise _unreadable(f'Unclosed start tag "{tag}" {at}')
        value = ""
        if reader.here() == "=":
            reader.position += 1
            value = _read_value(reader, at)
            if reader.at_end():
                raise _unreadable(f"Unclosed start tag {at}")
        argument = _argument(tag, name, value) or argument


def _read_value(reader: _Reader, at: str) -> str:
    reader.skip_spaces()
    if reader.at_end():
        raise _unreadable(f"Unclosed start tag {at}")
    quote = reader.here()
    if quote not in "\"'":
        start = reader.bytes_before(reader.position)
        token = reader.take(_TOKEN)
        if reader.here() not in _SPACES and reader.here() != ">":
            raise _unreadable(f"Unexpected end of name token at byte offset {start}")
        return token.lower()
    reader.position += 1
    value: list[str] = []
    while not reader.at_end() and reader.here() != quote:
        decoded = _decode_reference(reader) if reader.here() == "&" else ""
        if not decoded:
            decoded = reader.here()
            reader.position += 1
        value.append(decoded)
    reader.position += 1
    return "".join(value)


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case "a", "href":
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case "tg-emoji", "emoji-id":
            return value
        case "blockquote", "expandable":
            return "expandable"
        case _:
            return ""


def _close_tag(reader: _Reader) -> None:
    at = f"at byte offset {reader.bytes_before(reader.position)}"
    if not reader.opened:
        raise _unreadable(f"Unexpected end tag {at}")
    reader.position += 2
    name = reader.skip_name().lower()
    reader.skip_spaces()
    if reader.here() != ">":
        raise _unreadable(f"Unclosed end tag {at}")
    expected = reader.opened[-1].tag
    if name and name != expected:
        raise _unreadable(f'Unmatched end tag {at}, expected "</{expected}>", found "</{name}>"')
    reader.position += 1
    _add_entity(reader, reader.opened.pop())


def _add_entity(reader: _Reader, tag: _Open) -> None:
    if reader.units == tag.offset:
        return
    place = {"offset": tag.offset, "length": reader.units - tag.offset}
    inner = "".join(reader.text)[tag.start :]
    entity = _entity(tag, inner)
    if entity is None:
        return
    last = reader.entities[-1] if reader.entities else {}
    same_place = last and all(last[key] == place[key] for key in place)
    language = {last.get("type"): last.get("language"), entity["type"]: entity.get("language")}
    if same_place and language.get("code") and {"pre", "code"} == set(language):
        reader.entities[-1] = _with_language("pre", language["code"]) | place
        return
    reader.entities.append(entity | place)


def _with_language(kind: str, language: str | None) -> Entity:
    return {"type": kind} | ({"language": language} if language else {})


def _without_lone_language(entity: Entity) -> Entity:
    """Code outside a ``pre`` loses the language it was given."""
    return {k: v for k, v in entity.items() if entity["type"] == "pre" or k != "language"}


def _entity(tag: _Open, inner: str) -> Entity | None:
    match tag.tag:
        case "a":
            return acceptable_link(tag.argument or inner)
        case "tg-emoji" if tag.argument.isdecimal():
            return {"type": "custom_emoji", "custom_emoji_id": tag.argument}
        case "tg-emoji" | "tg-time":
            return None
        case "code":
            return _with_language("code", tag.argument)
        case "blockquote" if tag.argument:
            return {"type": "expandable_blockquote"}
        case _:
            return {"type": _STYLES[tag.tag]}
