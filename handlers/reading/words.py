"""A text as plain words: small letters, no accents, no courtesy; anything else is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_CHARACTERS = 400
MOST_WORDS = 40
"""Longer texts are asked back unread: no request needs more, and reading stays quick."""
COMMA = ","
PIECES = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}"  # 2026-12-03
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"  # 3/12/2026
    r"|\d{1,2}[/.:-]\d{1,2}(?!\d)"  # 3/12, 14:30, 3-5
    r"|\d{1,2}h\d{2}(?![^\W_])"  # 2h30
    r"|\d+(?:°|º|st|nd|rd|th|am|pm|h)?(?![^\W\d_])"
    r"|[^\W\d_]+"
    r"|[,;:]|\S"
)
DROPPED = frozenset(".!?…()[]\"“”«»'’‘`´*_\u200d\ufe0e\ufe0f")
"""Marks that change nothing; a dash, a slash or a sign of arithmetic is kept, and asked back."""
KIND_SIGNS = frozenset("👍👋❤😊🤗☺💪☕🌞✨🤞🤝🏼🏻🏽🏾🏿") | {
    chr(code) for code in range(0x1F600, 0x1F650) if code not in (0x1F645, 0x1F646)
}
"""Smiling, thanking, greeting. Signs for yes, no, stop, home and the like are asked back."""
GREETINGS = (
    "ciao ciao",
    "ciao a tutti",
    "ciao",
    "salve",
    "ehi",
    "buongiorno a tutti",
    "buongiorno",
    "buon giorno",
    "buonasera",
    "buona sera",
    "buon pomeriggio",
    "hello",
    "hi there",
    "hi",
    "hey",
    "good morning",
    "good afternoon",
    "good evening",
)
THANKS = (
    "grazie mille",
    "grazie tante",
    "grazie in anticipo",
    "mille grazie",
    "molte grazie",
    "tante grazie",
    "ti ringrazio",
    "vi ringrazio",
    "ringrazio",
    "grazie",
    "thanks a lot",
    "thanks",
    "thank you very much",
    "thank you",
    "many thanks",
)
COURTESY = (
    "per favore",
    "per piacere",
    "per cortesia",
    "per gentilezza",
    "cortesemente",
    "gentilmente",
    "se possibile",
    "se e possibile",
    "se fosse possibile",
    "se si puo",
    "se puoi",
    "se riesci",
    "se non disturbo",
    "se va bene",
    "se per te va bene",
    "possibilmente",
    "scusa",
    "scusami",
    "scusi",
    "scusate",
    "buona giornata",
    "buona serata",
    "buon lavoro",
    "buon weekend",
    "cordiali saluti",
    "distinti saluti",
    "un saluto",
    "saluti",
    "a presto",
    "caro sportello",
    "gentile sportello",
    "sportello",
    "senti",
    "ascolta",
    "allora",
    "ok",
    "okay",
    "va bene",
    "perfetto",
    "anche",
    "solo",
    "soltanto",
    "please",
    "if possible",
    "if i may",
    "kindly",
    "kind regards",
    "best regards",
    "regards",
    "sorry",
    "excuse me",
    "also",
    "just",
    "only",
)
"""The closed list of what is heard and means nothing: no word outside of it is passed over."""


@dataclass(frozen=True, slots=True)
class Text:
    """What was written, word by word; `greets` and `thanks` if it did."""

    words: tuple[str, ...]
    greets: bool = False
    thanks: bool = False


def split(text: str) -> list[str]:
    """Split a text into words, numbers and marks, folded: `Giovedì` is `giovedi`."""
    return [piece for piece in PIECES.findall(fold(text)) if piece not in DROPPED]


def fold(text: str) -> str:
    """Write in small letters, without accents and signs that mean nothing."""
    parted = unicodedata.normalize("NFKD", text.replace("º", "°"))
    kept = (sign for sign in parted if not unicodedata.combining(sign))
    return "".join(
        " " if sign in KIND_SIGNS or sign in DROPPED - {"."} else sign for sign in kept
    ).casefold()


def read_words(text: str) -> Text:
    """Read a text without its courtesy; commas stay only between words of the matter."""
    words = [COMMA if word in ";:" else word for word in split(text)]
    kept: list[str] = []
    said: set[str] = set()
    for word, phrase in _parts(words):
        if phrase:
            said.add(phrase)
            _drop_comma(kept)
            kept.append("")
        else:
            kept.append(word)
    return Text(
        _without_loose_commas(kept),
        greets=not said.isdisjoint(GREETINGS),
        thanks=not said.isdisjoint(THANKS),
    )


_PHRASES = {tuple(phrase.split()) for phrase in (*GREETINGS, *THANKS, *COURTESY)}
_LONGEST = max(len(phrase) for phrase in _PHRASES)


def _parts(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give each word, or the courtesy phrase (the longest that fits) in its place."""
    at = 0
    while at < len(words):
        for length in range(_LONGEST, 0, -1):
            if tuple(words[at : at + length]) in _PHRASES:
                yield "", " ".join(words[at : at + length])
                at += length
                break
        else:
            yield words[at], ""
            at += 1


def _drop_comma(kept: list[str]) -> None:
    if kept and kept[-1] == COMMA:
        kept.pop()


def _without_loose_commas(words: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    before = ""
    for word in words:
        if word and not (word == COMMA and before in ("", COMMA)):
            found.append(word)
        before = word
    _drop_comma(found)
    return tuple(found)
