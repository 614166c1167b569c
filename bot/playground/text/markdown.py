"""Telegram's two Markdowns, as far as a bot needs them: styles, code, links and errors."""

import re
from dataclasses import dataclass, field

from bot.playground.model import Entity, Formatted
from bot.playground.refusal import Refusal, bad_request
from bot.playground.text.links import acceptable_link
from bot.playground.text.units import utf16_length

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_STYLES = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
_NAMES = {"strikethrough": "Strikethrough", "text_link": "TextUrl"}
_V2_MARKS = re.compile(r"```|__|\|\||[*_~`\[]")
_OLD_CODE = {"```": "pre", "`": "code"}


@dataclass
class _Open:
    mark: str
    kind: str
    offset: int
    at: int


@dataclass
class _Reader:
    markup: str
    position: int = 0
    text: str = ""
    opened: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def bytes_before(self, position: int) -> int:
        return len(self.markup[:position].encode())

    def write(self, characters: str, *, taking: int) -> None:
        self.text += characters
        self.position += taking

    def add(self, kind: Entity, offset: int) -> None:
        length = utf16_length(self.text) - offset
        if length:
            self.entities.append(kind | {"offset": offset, "length": length})


def _unreadable(words: str) -> Refusal:
    return bad_request(f"can't parse entities: {words}")


def parse_markdown_v2(markup: str) -> Formatted:
    """
    Read MarkdownV2.

    Raises:
        Refusal: T16 a reserved character is not escaped, T17 an entity is never closed.

    """
    reader = _Reader(markup)
    while reader.position < len(markup):
        _step_v2(reader)
    if reader.opened:
        raise _never_closed(reader, reader.opened[-1])
    return Formatted(text=reader.text, entities=reader.entities)


def _step_v2(reader: _Reader) -> None:
    here = reader.markup[reader.position]
    following = reader.markup[reader.position + 1 : reader.position + 2]
    if here == "\\" and following and ord(following) <= 126:
        reader.write(following, taking=2)
        return
    inside = reader.opened[-1] if reader.opened else None
    if inside is not None and reader.markup.startswith(inside.mark, reader.position):
        _close_v2(reader)
        return
    if inside is not None and inside.kind in ("code", "pre"):
        reader.write(here, taking=1)
        return
    mark = _V2_MARKS.match(reader.markup, reader.position)
    if mark is not None:
        _open_v2(reader, mark[0])
    elif here in _RESERVED:
        raise _unreadable(
            f"Character '{here}' is reserved and must be escaped with the preceding '\\'"
        )
    else:
        reader.write(here, taking=1)


def _open_v2(reader: _Reader, mark: str) -> None:
    kinds = _STYLES | _OLD_CODE | {"[": "text_link"}
    end = "]" if mark == "[" else mark
    opened = _Open(end, kinds[mark], utf16_length(reader.text), reader.position)
    reader.opened.append(opened)
    reader.position += len(mark)


def _close_v2(reader: _Reader) -> None:
    opened = reader.opened.pop()
    reader.position += len(opened.mark)
    if opened.kind != "text_link":
        reader.add({"type": opened.kind}, opened.offset)
        return
    address = _read_address(reader)
    link = acceptable_link(address)
    if link is not None:
        reader.add(link, opened.offset)


def _read_address(reader: _Reader) -> str:
    if not reader.markup.startswith("(", reader.position):
        return ""
    start = reader.position
    end = reader.markup.find(")", start)
    if end < 0:
        at = reader.bytes_before(start)
        raise _unreadable(f"Can't find end of a URL at byte offset {at}")
    reader.position = end + 1
    return re.sub(r"\\(.)", r"\1", reader.markup[start + 1 : end])


def _never_closed(reader: _Reader, opened: _Open) -> Refusal:
    name = _NAMES.get(opened.kind, opened.kind.capitalize())
    at = reader.bytes_before(opened.at)
    return _unreadable(f"Can't find end of {name} entity at byte offset {at}")


def parse_markdown(markup: str) -> Formatted:
    """
    Read the old Markdown, which knows no nesting.

    Raises:
        Refusal: T18 an entity is never closed.

    """
    reader = _Reader(markup)
    while reader.position < len(markup):
        here = markup[reader.position]
        following = markup[reader.position + 1 : reader.position + 2]
        if here == "\\" and following and following in "_*`[":
            reader.write(following, taking=2)
        elif here in "_*`[":
            _read_old_entity(reader)
        else:
            reader.write(here, taking=1)
    return Formatted(text=reader.text, entities=reader.entities)


def _read_old_entity(reader: _Reader) -> None:
    start = reader.position
    mark = "```" if reader.markup.startswith("```", start) else reader.markup[start]
    end_mark = "]" if mark == "[" else mark
    end = reader.markup.find(end_mark, start + len(mark))
    if end < 0:
        at = reader.bytes_before(start)
        raise _unreadable(f"Can't find end of the entity starting at byte offset {at}")
    offset = utf16_length(reader.text)
    reader.text += reader.markup[start + len(mark) : end]
    reader.position = end + len(end_mark)
    if mark == "[":
        link = acceptable_link(_read_address(reader))
    else:
        link = {"type": (_STYLES | _OLD_CODE)[mark]}
    if link is not None:
        reader.add(link, offset)
