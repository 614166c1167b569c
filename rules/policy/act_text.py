"""The text of an act as articles and commas, and as what came into force when."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cached_property

_SPACES = re.compile(r"\s+")
_LOOSE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "*": ""})
_ARTICLE = re.compile(r"^\W*art(?:icolo|\.)?\s*(\d+)\b(.*)$", re.IGNORECASE | re.MULTILINE)
_NUMBERED = re.compile(r"^\W*(\d+)(?:[.)]|\b)", re.MULTILINE)
_COMMA = re.compile(r"^\W*(\d+)\s*[.)](?!\d)", re.MULTILINE)
_MID_SENTENCE = re.compile(
    r"(?:['’,(]|\b(?:ex|e|o|agli|degli|dagli|negli|gli|presente|predetto|citato|medesimo))\s*$",
    re.IGNORECASE,
)
"""How a line ends whose sentence goes on: no article's head comes after it."""
_OF_ANOTHER_ACT = re.compile(
    r"^[\s,]*(?:commi?\s*\d+[\s,]*)?(?:lett\w*\.?\s*\w\)?[\s,]*)?(?:del|dello|della|delle|dei|dell['’])"
    r"(?!.*\b(?:sostitui|modific|aggiun|abrog|soppress))"
)
"""What follows an article's number where it is one of a law, broken off at a line's end."""
_LATER = re.compile(
    r"^\W*modific\w+.*?\bin vigore dal (\d{1,2})\.(\d{1,2})\.(\d{4}).*$",
    re.IGNORECASE | re.MULTILINE,
)
_CHANGED = re.compile(
    r"^\W*art(?:icolo|\.)\s*(\d+)\s*,?\s*comma\s*(\d+)\s*,\s*è\b",
    re.IGNORECASE | re.MULTILINE,
)


def loose(text: str) -> str:
    """Make two ways of writing the same words equal."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_LOOSE)).strip()


def _heads(text: str) -> list[re.Match[str]]:
    """Find the heads of articles; a reference that happens to begin a line is none."""
    return [
        one
        for one in _ARTICLE.finditer(text)
        if not _OF_ANOTHER_ACT.match(one[2])
        and not _MID_SENTENCE.search(text[: one.start()].rstrip()[-20:])
    ]


class Act:
    """An act's text, looked into by article."""

    def __init__(self, text: str) -> None:
        self.words = loose(text)
        self._text = text
        self._parts = _parts(text)

    def lacks(self, article: str) -> bool:
        """
        Tell that the act has no such article, or not so many commas in it.

        Of a text that numbers neither nothing is said.
        """
        number, _, rest = article.partition(".")
        if not number.isdecimal():
            return False
        if int(number) not in self._numbers:
            return bool(self._articles)
        comma = rest.partition(".")[0]
        last = max(self._commas(int(number)), default=0)
        return comma.isdecimal() and 0 < last < int(comma)

    def holds(self, article: str, quote: str, day: date) -> bool:
        """Tell whether words are an article's on a day, as far as the text tells its changes."""
        in_force = [(since, part) for since, part in self._parts if since <= day]
        words = loose(quote)
        if not any(words in loose(part) for _, part in in_force):
            return False
        number, _, rest = article.partition(".")
        comma = rest.partition(".")[0]
        changed = [
            text for _, part in in_force[1:] for text in _changes(part).get((number, comma), ())
        ]
        return not changed or words in loose(changed[-1])

    def stands_in(self, article: str, quote: str) -> bool:
        """
        Tell whether words stand under an article, and under its comma, as far as the text numbers.

        An article goes on to the head of the next number: others in between are references.
        """
        number, _, rest = article.partition(".")
        under = self._under(int(number)) if number.isdecimal() else []
        if not under:
            return True
        words = loose(quote)
        holding = [one for one in under if words in loose(one)]
        comma = rest.partition(".")[0]
        if not holding or not comma.isdecimal():
            return bool(holding)
        parts = [part for one in holding for part in _under_comma(one, int(comma))]
        return not parts or any(words in loose(part) for part in parts)

    def place_of(self, quote: str) -> str:
        """Give the article under which words stand first, as 3.2; empty if none is told apart."""
        words = loose(quote)
        for number in sorted(self._articles):
            for one in self._under(number):
                if words in loose(one):
                    commas = sorted({int(found[1]) for found in _COMMA.finditer(one)})
                    of = (c for c in commas for p in _under_comma(one, c) if words in loose(p))
                    comma = next(of, None)
                    return str(number) if comma is None else f"{number}.{comma}"
        return ""

    def _under(self, number: int) -> list[str]:
        heads = _heads(self._text)
        found = []
        for place, head in enumerate(heads):
            if int(head[1]) == number:
                after = (one.start() for one in heads[place + 1 :] if int(one[1]) == number + 1)
                found.append(self._text[head.start() : next(after, len(self._text))])
        return found

    @cached_property
    def _articles(self) -> frozenset[int]:
        return frozenset(int(found[1]) for found in _ARTICLE.finditer(self._text))

    @cached_property
    def _numbers(self) -> frozenset[int]:
        return self._articles | {int(found[1]) for found in _NUMBERED.finditer(self._text)}

    def _commas(self, number: int) -> list[int]:
        """Give the numbers that stand at the beginning of lines of an article."""
        found: list[int] = []
        heads = _heads(self._text)
        for head, after in zip(heads, [*heads[1:], None], strict=True):
            if int(head[1]) == number:
                end = len(self._text) if after is None else after.start()
                found += [int(one[1]) for one in _COMMA.finditer(self._text, head.end(), end)]
                found += [int(one) for one in re.findall(r"comma\s*(\d+)", head[2])]
        return found


def _under_comma(article: str, comma: int) -> list[str]:
    """Give what stands under a comma of an article, up to the next one; changes name theirs."""
    found = []
    marks = list(_COMMA.finditer(article))
    for place, mark in enumerate(marks):
        if int(mark[1]) == comma:
            # A list inside it is numbered in another way: "2." is over at "3.", not at "3)".
            after = (one.start() for one in marks[place + 1 :] if _follows(one, mark))
            found.append(article[mark.start() : next(after, len(article))])
    head = _ARTICLE.match(article)
    if head is not None and str(comma) in re.findall(r"comma\s*(\d+)", head[2]):
        found.append(article)
    return found


def _follows(one: re.Match[str], mark: re.Match[str]) -> bool:
    return int(one[1]) == int(mark[1]) + 1 and one[0][-1] == mark[0][-1]


def _parts(text: str) -> list[tuple[date, str]]:
    """Split a text at the lines that say what came into force later; the first is as of old."""
    marks = []
    for found in _LATER.finditer(text):
        try:
            marks.append((date(int(found[3]), int(found[2]), int(found[1])), found))
        except ValueError:  # no such day: not a mark
            continue
    # Of the act's own title ("modificata ..., in vigore dal ...") nothing later is told apart.
    marks = [(day, found) for day, found in marks if found[0].lstrip().startswith("-")]
    ends = [found.start() for _, found in marks] + [len(text)]
    parts = [(date.min, text[: ends[0]])]
    parts += [(day, text[found.end() : ends[n + 1]]) for n, (day, found) in enumerate(marks)]
    return parts


def _changes(part: str) -> dict[tuple[str, str], list[str]]:
    """Map (article, comma) to what a later part says in its place."""
    changes: dict[tuple[str, str], list[str]] = {}
    heads = list(_CHANGED.finditer(part))
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        end = len(part) if after is None else after.start()
        changes.setdefault((head[1], head[2]), []).append(part[head.start() : end])
    return changes
