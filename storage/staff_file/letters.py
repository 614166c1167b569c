"""
From bytes to letters: UTF-8, UTF-16 with its mark, and Windows-1252 where it is that for sure.

Files of other encodings decode as Windows-1252 too, into other letters: `città` of cp850 becomes
`citt…`. A name once mangled is never found again, so what cannot be told for sure is refused,
with the words that show it.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress

from storage.staff_file.problems import shorten

Complain = Callable[[int, str, str], None]
"""What is told of a line: its number, the word in it, what was expected."""

SAVE_AGAIN = "save it again as CSV UTF-8"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The longer marks first: that of UTF-32 begins as that of UTF-16."""
OTHERS = {"cp850": "cp850 (DOS)", "mac_roman": "MacRoman"}
MOST_TOLD = 5
"""Lines told of one file: all of its lines are wrong in the same way."""

ITALIAN = frozenset("àèéìòùÀÈÉÌÒÙ")
FOREIGN = frozenset("áâäçêëíîïñóôöúûüÁÂÄÇÊËÍÎÏÑÓÔÖÚÛÜß")
"""Letters of names from elsewhere that are met in an Italian office."""
ALONE = frozenset("èàÈ")
OPENING, CLOSING = frozenset("«“‘„"), frozenset("»”")
ORDINALS = frozenset("ºª")
BESIDE_FIGURES = frozenset("£§¼½¾×±")
"""Beside a letter they are one themselves, of an encoding of the East: `£ukasz`."""
SIGNS = ORDINALS | frozenset("€£§°²³½¼¾©®™×±µ…´\u00a0\u00ad")
WORD = re.compile(r"[^\s;,\t\"]*[^\x00-\x7f][^\s;,\t\"]*")
TWICE = re.compile(
    r"[ÂÃÄÅ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[\u0080€][\u0080-\u00bf…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¢¦]"
    r"|[Æ-Ï][\u0080-\u009f˜ˆ‰‹›†‡„¢£¤¥¦©ª¬®¯±²³´µ¶·¹º¼½¾]"
    r"|[\u2500-\u259f]|[√≈][^\s\d]|ƒ\S|‚Ä|[ÔΓ]Ç[^\x00-\x7f]"
)
"""
What a letter becomes whose UTF-8 was taken for something else and encoded again: for
Windows-1252 in the first lines, for what DOS or an old Macintosh wrote in the last.
"""
TAKEN_FOR = ("cp1252", "cp850", "cp437", "mac_roman")
INSIDE_UTF_8 = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xe2\x82\xac")
LOST = "\ufffd"


def text_of(data: bytes, complain: Complain) -> str | None:
    """Decode a file, letters with their accents put together; None after a complaint."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(_marked(data, encoding, complain), complain)
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        complain(line, "", f"UTF-8 or Windows-1252, but there is a NUL byte: {SAVE_AGAIN}")
        return None
    try:
        return _checked(data.decode("utf-8"), complain)
    except UnicodeDecodeError:
        return _checked(_windows(data, complain), complain)


def _marked(data: bytes, encoding: str, complain: Complain) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        said = f"{encoding.upper().removesuffix('-SIG')}, as the file begins"
        complain(line, _seen(data, error.start), f"{said}: {SAVE_AGAIN}")
        return None


def _checked(text: str | None, complain: Complain) -> str | None:
    """Refuse letters that were lost or mangled before the file came here."""
    if text is None:
        return None
    wrong = [*_lost(text), *_encoded_twice(text)]
    for line, word, expected in sorted(wrong)[:MOST_TOLD]:
        complain(line, word, expected)
    return None if wrong else unicodedata.normalize("NFC", text)


def _lost(text: str) -> Iterator[tuple[int, str, str]]:
    if LOST not in text and "\x00" not in text:
        return
    for line, content in enumerate(text.split("\n"), 1):
        if LOST in content or "\x00" in content:
            word = next((w for w in content.split() if LOST in w), "")
            yield line, word, "letters, but some were lost before: take them from the original"


def _encoded_twice(text: str) -> Iterator[tuple[int, str, str]]:
    if not TWICE.search(text):
        return
    for line, content in enumerate(text.split("\n"), 1):
        for word in WORD.findall(content):
            if expected := mangled(word):
                yield line, word, expected


def mangled(text: str) -> str | None:
    """Tell what was expected of text whose letters were encoded twice; None if they were not."""
    if not TWICE.search(text):
        return None
    meant = shorten(_once(text))
    return f"letters encoded once; these seem to be {meant!r}: {SAVE_AGAIN} from the original"


def _once(text: str) -> str:
    for encoding in TAKEN_FOR:
        with suppress(UnicodeError):
            return text.encode(encoding).decode("utf-8")
    return b"".join(_byte(letter) for letter in text).decode("utf-8", errors="replace")


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1", errors="replace")


def _windows(data: bytes, complain: Complain) -> str | None:
    """Take bytes that are no UTF-8 as Windows-1252 if nothing else fits as well."""
    if INSIDE_UTF_8.search(data):
        _complain_of_mixture(data, complain)
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    beyond = {letter for letter in text if letter.isalpha() and not letter.isascii()}
    # Where no letter is Italian, none of the other readings has to be.
    letters = ITALIAN | FOREIGN if beyond and not beyond & ITALIAN else ITALIAN
    others = [name for name in OTHERS if _is_usual(data.decode(name), letters)]
    if text and not others and all(_may_stand(word) for word in _words(text)):
        return text
    _complain_of_letters(data, others, complain, sure=not text)
    return None


def _complain_of_mixture(data: bytes, complain: Complain) -> None:
    told = 0
    for line, content in enumerate(data.split(b"\n"), 1):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            expected = f"UTF-8, as in the rest of the file; byte {error.start + 1} is none"
            complain(line, _seen(content, error.start), f"{expected}: {SAVE_AGAIN}")
            told += 1
        if told == MOST_TOLD:
            return


def _complain_of_letters(
    data: bytes, others: list[str], complain: Complain, *, sure: bool
) -> None:
    told = 0
    for line, content in enumerate(data.split(b"\n"), 1):
        shown = content.decode("cp1252", errors="replace")
        words = [w for w in _words(shown) if others or sure or not _may_stand(w)]
        if not words or told == MOST_TOLD:
            continue
        readings = " or ".join(
            f"{shorten(word)!r} as {OTHERS[name]}"
            for name in others
            for word in list(_words(content.decode(name)))[:1]
        )
        hint = f"; it may be {readings}" if readings else ""
        complain(line, words[0], f"UTF-8 or Windows-1252 for sure{hint}: {SAVE_AGAIN}")
        told += 1


def _seen(data: bytes, at: int) -> str:
    """Show the word around a byte that cannot be read."""
    start = max(data.rfind(mark, 0, at) for mark in (b";", b",", b"\t", b"\n", b" ")) + 1
    word = re.split(rb"[;,\t\r\n ]", data[start : at + 40], maxsplit=1)[0]
    return word.decode("ascii", errors="backslashreplace")


def _words(text: str) -> Iterator[str]:
    return (found[0] for found in WORD.finditer(text))


def _is_usual(text: str, letters: frozenset[str]) -> bool:
    """Tell whether every letter beyond ASCII is one of some, and stands where it may."""
    words = list(_words(text))
    return bool(words) and all(_usual_word(word, letters) for word in words)


def _usual_word(word: str, letters: frozenset[str]) -> bool:
    for place, letter in enumerate(word):
        if letter.isascii():
            continue
        before, after = word[place - 1 : place], word[place + 1 : place + 2]
        if letter in letters:
            alone = not before.isalpha() and letter not in ALONE
            if alone or not _case_fits(word, place):
                return False
        elif letter == "’":
            if not (before.isalpha() and after.isalpha()):
                return False
        elif letter != "°" or not (before.isdigit() or before in ("n", "N")):
            return False
    return True


def _may_stand(word: str) -> bool:
    """Tell whether each letter of a word in Windows-1252 may stand where it does."""
    return all(letter.isascii() or _fits(word, place) for place, letter in enumerate(word))


def _fits(word: str, place: int) -> bool:
    letter = word[place]
    before, after = word[place - 1 : place], word[place + 1 : place + 2]
    if letter.isalpha() and letter not in SIGNS:
        beside_figures = before.isdigit() or after.isdigit()
        return letter not in "ˆƒ" and not beside_figures and _case_fits(word, place)
    if letter in "–—·•¡¿":
        return not (before.isalpha() or after.isalpha()) or (letter in "¡¿" and not before)
    opens = after.isalnum() and not before.isalnum()
    if letter in BESIDE_FIGURES:
        return not (before.isalpha() or after.isalpha())
    return {
        "’": before.isalnum() or after.isalnum(),
        **dict.fromkeys(OPENING, opens),
        **dict.fromkeys(CLOSING | ORDINALS, not after.isalnum()),
        **dict.fromkeys(SIGNS - ORDINALS, True),
    }.get(letter, False)


def _case_fits(word: str, place: int) -> bool:
    """Tell whether a capital stands among capitals or begins, a small letter not after several."""
    letter = word[place]
    before, after = word[max(place - 2, 0) : place], word[place + 1 : place + 2]
    last = before[-1:]
    if letter.isupper():
        begins = not last.isalpha()
        return begins or (last.isupper() and not after.islower())
    return not (last.isupper() and before[-2:-1].isupper()) and not (after.isupper())
