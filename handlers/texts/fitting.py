"""A message that stays within one of Telegram's, however long the lists are that it says."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers.texts.messages import Html, Line, label, message

LONGEST = 4_096
"""Visible characters of one message of Telegram, which counts UTF-16 units after the markup."""
_MARKUP = re.compile(r"<[^>]*>")
Place = tuple[int | str, ...]
"""Where a list lies in the arguments: keys of arguments, and numbers of Lines in between."""


def visible_length(text: str) -> int:
    """Count what Telegram counts of a text in its HTML."""
    return len(html.unescape(_MARKUP.sub("", text)).encode("utf-16-le", "surrogatepass")) // 2


def message_within(key: str, locale: str, /, arguments: Mapping[str, Any], limit: int) -> Html:
    """
    Give a message of at most `limit` visible characters, as `message` does.

    Of lists that are too long the first lines are said and the others counted; the longest list
    gives way first. Where that is not enough the plain text is cut, which is better than nothing.
    """
    said = message(key, locale, **arguments)
    for place in sorted(_lists(arguments), key=lambda place: -_length(arguments, place, locale)):
        if visible_length(said) <= limit:
            break
        arguments, said = _shortened(key, locale, arguments, place, limit)
    if visible_length(said) <= limit:
        return said
    plain = label(key, locale, **arguments).encode("utf-16-le", "surrogatepass")
    cut = plain[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    return Html(html.escape(f"{cut}…", quote=False))


def _shortened(
    key: str, locale: str, arguments: Mapping[str, Any], place: Place, limit: int
) -> tuple[Mapping[str, Any], Html]:
    """Keep as many lines of a list as fit, one at least, and count the rest."""
    whole: Sequence[Line] = _at(arguments, place)
    fewest, most = 1, len(whole) - 1
    while True:
        kept = (fewest + most + 1) // 2
        rest: Line = ("message.more", {"count": len(whole) - kept})
        shorter = _with(arguments, place, [*whole[:kept], rest])
        said = message(key, locale, **shorter)
        fits = visible_length(said) <= limit
        if fewest >= most:
            return shorter, said
        fewest, most = (kept, most) if fits else (fewest, kept - 1)


def _lists(value: Any, place: Place = ()) -> Iterator[Place]:
    """Find every list of several Lines that is not itself in such a list."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _lists(each, (*place, name))
    elif _is_line(value):
        yield from _lists(value[1], (*place, 1))
    elif isinstance(value, list | tuple) and value and all(map(_is_line, value)):
        if len(value) > 1:
            yield place
        else:
            yield from _lists(value[0], (*place, 0))


def _is_line(value: Any) -> bool:
    match value:
        case [str(), Mapping()]:
            return True
    return False


def _length(arguments: Mapping[str, Any], place: Place, locale: str) -> int:
    lines: Sequence[Line] = _at(arguments, place)
    return sum(visible_length(message(key, locale, **named)) for key, named in lines)


def _at(value: Any, place: Place) -> Any:
    for step in place:
        value = value[step]
    return value


def _with(value: Any, place: Place, new: Any) -> Any:
    """Give a copy in which something else lies at a place."""
    if not place:
        return new
    first, rest = place[0], place[1:]
    if isinstance(value, Mapping):
        return {**value, first: _with(value[first], rest, new)}
    return [
        _with(each, rest, new) if number == first else each for number, each in enumerate(value)
    ]
