"""A text as plain words: small letters, no accents, no courtesy; anything else is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handlers.reading.amounts import with_amounts
from handlers.reading.dated import with_dashed_dates, with_halves_of_days
from handlers.reading.set_phrases import with_set_phrases

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
DAYS_OF_A_MONTH = re.compile(
    r"\b\d{1,2}(?:([-/])\d{1,2})(?:\1\d{1,2})+(?= (?:di )?"
    r"(?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic|jan|may|jun|jul|aug|sep|oct|dec))"
    r"|\b\d{1,2}(?:-\d{1,2}){2,}(?=/\d{1,2}\b)"
)
"""`15-16-17 dicembre`, `15-16-17/12`: three days or more of a month, and no date."""
DROPPED = frozenset(".!?…()[]\"“”«»'’‘`´*_\u200d\ufe0e\ufe0f")
"""Marks that change nothing; a dash, a slash or a sign of arithmetic is kept, and asked back."""
UNSAID = DROPPED - {"."}
ALIKE = {"º": "°", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}
"""Letters that are no letter with an accent, and are written like this on other keyboards."""
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
    "come stai",
    "come va",
    "tutto bene",
    "buona serata a tutti",
    "buon lunedi",
    "buon inizio settimana",
    "how are you",
    "eih",
    "buondi",
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
    "grazie infinite",
    "grazie ancora",
    "ti ringrazio molto",
    "ti ringrazio tanto",
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
    "ciao sportello",
    "buongiorno sportello",
    "salve sportello",
    "grazie sportello",
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
    "se per caso",
    "per caso",
    "se non e un problema",
    "se non ti dispiace",
    "se non le dispiace",
    "quando puoi",
    "appena puoi",
    "volevo chiedere se",
    "volevo chiederti se",
    "volevo chiedervi se",
    "volevo chiederle se",
    "volevo sapere se",
    "volevo sapere",
    "volevo capire se",
    "volevo capire",
    "volevo chiedere",
    "volevo chiederti",
    "volevo chiedervi",
    "volevo dirti che",
    "volevo dire che",
    "volevo avvisare che",
    "volevo avvisarti che",
    "volevo comunicare che",
    "vorrei sapere se",
    "vorrei sapere",
    "vorrei capire se",
    "vorrei capire",
    "vorrei chiedere se",
    "vorrei chiederti se",
    "mi chiedevo se",
    "chiedevo se",
    "ti chiedo se",
    "chiedo se",
    "dimmi se",
    "dimmi",
    "mi dici se",
    "mi dici",
    "mi puoi dire se",
    "mi puoi dire",
    "puoi dirmi se",
    "puoi dirmi",
    "sai dirmi se",
    "sai dirmi",
    "mi sai dire se",
    "mi sai dire",
    "fammi sapere se",
    "fammi sapere",
    "ti avviso che",
    "vi avviso che",
    "avviso che",
    "comunico che",
    "vi comunico che",
    "ti comunico che",
    "ricordo che",
    "scrivo per",
    "ti scrivo per",
    "ti scrivo perche",
    "e basta",
    "e niente",
    "diciamo",
    "cioe",
    "insomma",
    "praticamente",
    "dunque",
    "quindi",
    "comunque",
    "intanto",
    "ecco",
    "guarda",
    "senta",
    "sentite",
    "mi raccomando",
    "a proposito",
    "gentilissima",
    "gentilissimo",
    "sei gentilissima",
    "sei gentilissimo",
    "please",
    "could you tell me",
    "can you tell me",
    "i was wondering if",
    "i would like to know",
    "i d like to know",
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
"""The closed list of what is heard and means nothing, and is not told as passed over."""
APOLOGIES = frozenset({"scusa", "scusami", "scusi", "scusate", "sorry", "excuse me"})
"""What ends a clause: the comma behind it stays, `stamattina tardi scusate, poi da casa`."""
GOING_ON = frozenset({"quindi", "dunque"})
"""Courtesy with which another clause begins: the comma before it stays."""
SENTENCE_END = re.compile(r"(?<=[^\W\d_])[.!?](?=\s+[^\W\d_])|\n(?=\s*\S)")
"""Where a new sentence begins, and not where an abbreviation ends before a number."""
SENTENCE_MARKS = frozenset(".!?\n")
ABBREVIATED = re.compile(
    r"\b(?:lun|mart?|merc?|giov?|ven|sab|dom|gen|febb?|apr|mag|giu|lug|ago|sett?|ott|nov|dic"
    r"|sig|sigra|dott|dr|dssa|ing|arch|rag|geom|avv|prof|uff|art|lett|co|es|mr|mrs)\.",
    re.IGNORECASE,
)


NE_DENYING = ("é", "è")


class Piece(NamedTuple):
    """A word as read, and where it stands in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """What was written, word by word; `greets` and `thanks` if it did."""

    pieces: tuple[Piece, ...]
    text: str = ""
    greets: bool = False
    thanks: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Give the words as they are read."""
        return tuple(piece.word for piece in self.pieces)

    def written(self, first: int, last: int) -> str:
        """Give the words from one to another (not included) as they were written."""
        return self.text[self.pieces[first].start : self.pieces[last - 1].end]


def split(text: str) -> list[Piece]:
    """Split a text into words, numbers and marks, folded: `Giovedì` is `giovedi`."""
    folded, places = _folded(_parted(text))
    folded = DAYS_OF_A_MONTH.sub(lambda days: re.sub("[-/]", COMMA, days[0]), folded)
    found = PIECES.finditer(with_dashed_dates(folded))
    pieces = [
        Piece(match[0], places[match.start()], places[match.end() - 1] + 1)
        for match in found
        if match[0] not in DROPPED
    ]
    denying = [_denying(piece, text) for piece in pieces]
    halved = list(with_halves_of_days(denying))
    return list(with_set_phrases(list(with_amounts(halved))))


def _denying(piece: Piece, text: str) -> Piece:
    """Tell `né`, which denies, from `ne`, which stands for what was said."""
    accented = piece.word == "ne" and text[piece.end - 1].casefold() in NE_DENYING
    return piece._replace(word="nemmeno") if accented else piece


def _parted(text: str) -> str:
    """Mark the ends of sentences as a comma does, letter for letter."""
    short = {match.end() - 1 for match in ABBREVIATED.finditer(text)}
    ends = {match.start() for match in SENTENCE_END.finditer(text)} - short
    return "".join(COMMA if place in ends else sign for place, sign in enumerate(text))


def fold(text: str) -> str:
    """Write in small letters, without accents and signs that mean nothing."""
    return _folded(text)[0]


def _folded(text: str) -> tuple[str, list[int]]:
    """Fold a text, with the place in it that each letter comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = "".join(
            _plain(part) for part in unicodedata.normalize("NFKD", ALIKE.get(sign, sign))
        )
        letters.append(plain)
        places += [place] * len(plain)
    return "".join(letters), places


def _plain(sign: str) -> str:
    if unicodedata.combining(sign):
        return ""
    return " " if sign in KIND_SIGNS or sign in UNSAID else sign.casefold()


def read_words(text: str) -> Text:
    """Read a text without its courtesy; commas stay only between words of the matter."""
    pieces = [piece._replace(word=COMMA) if piece.word in ";:" else piece for piece in split(text)]
    kept: list[Piece | None] = []
    said: set[str] = set()
    for piece, phrase in _parts(pieces):
        if piece is None:
            said.add(phrase)
            if phrase not in GOING_ON:
                _drop_comma(kept)
        if phrase not in APOLOGIES:
            kept.append(piece)
    return Text(
        _without_loose_commas(kept, text),
        text,
        greets=not said.isdisjoint(GREETINGS),
        thanks=not said.isdisjoint(THANKS),
    )


def saying(text: str, meant: frozenset[str]) -> list[Piece]:
    """Give the words without marks and courtesy, but for the courtesy that is meant here."""
    pieces = [piece for piece in split(text) if piece.word not in ",;:"]
    kept: list[Piece] = []
    at = 0
    for piece, phrase in _parts(pieces):
        end = at + (1 if piece is not None else len(phrase.split()))
        kept += pieces[at:end] if piece is not None or phrase in meant else []
        at = end
    return kept


_PHRASES = {tuple(phrase.split()) for phrase in (*GREETINGS, *THANKS, *COURTESY)}
_LONGEST = max(len(phrase) for phrase in _PHRASES)


def _parts(pieces: Sequence[Piece]) -> Iterator[tuple[Piece | None, str]]:
    """Give each word, or the courtesy phrase (the longest that fits) in its place."""
    words = [piece.word for piece in pieces]
    at = 0
    while at < len(words):
        # `chi guarda le mie richieste`: behind `chi` a verb is what somebody does.
        longest = 0 if words[at - 1 : at] == ["chi"] else _LONGEST
        for length in range(longest, 0, -1):
            if tuple(words[at : at + length]) in _PHRASES:
                yield None, " ".join(words[at : at + length])
                at += length
                break
        else:
            yield pieces[at], ""
            at += 1


def _drop_comma(kept: list[Piece | None]) -> None:
    if kept and kept[-1] is not None and kept[-1].word == COMMA:
        kept.pop()


def _without_loose_commas(pieces: Sequence[Piece | None], text: str) -> tuple[Piece, ...]:
    """Drop commas beside courtesy; what ended a sentence stays: `oggi tardi, scusa. Domani …`."""
    found: list[Piece] = []
    before: Piece | None = None
    for piece in pieces:
        loose = piece is None or (piece.word == COMMA and (before is None or before.word == COMMA))
        ends = piece is not None and text[piece.start] in SENTENCE_MARKS
        parts = ends and bool(found) and found[-1].word != COMMA
        if piece is not None and (parts or not loose):
            found.append(piece)
        before = piece
    if found and found[-1].word == COMMA:
        found.pop()
    return tuple(found)
