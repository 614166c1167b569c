"""How one cell is read: dates, numbers, yes or no, lists, words with a fixed meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import TypeVar

from rules.facts import MINUTES_OF_A_DAY, Band, BandsByWeekday, Period, Scheme, minute_of
from storage.people.names import folded
from storage.staff_file.problems import CellError

T = TypeVar("T")
Reader = Callable[[str], T]

ISO_DATE = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
ITALIAN_DATE = re.compile(
    r"(?P<day>[0-9]{1,2})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})"
)
MONTHS = (
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
)
DATE_IN_WORDS = re.compile(
    r"(?:(?:lun|mar|mer|gio|ven|sab|dom)[a-z]* )?"
    r"(?P<day>[0-9]{1,2})[°o]? (?P<month>[a-z]{3,9}) (?P<year>[0-9]{4}|[23][0-9])"
)
"""`23-nov-2026`, `23-nov-26`, `lunedì 23 novembre 2026`: what a spreadsheet wrote as text."""
SHORT_DATE = re.compile(
    r"(?P<day>[0-9]{1,2})(?P<mark>[/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[23][0-9])"
)
"""
`23/11/26`, as LibreOffice writes a date unless it is told otherwise.

Only years from 2020 on: of others the century is not known, and `05` may be a day.
"""
DAY_OF_YEAR = re.compile(r"(?P<day>[0-9]{1,2})-(?P<month>[a-z]{3})(-[0-9]{2,4})?")
"""`03-dic`: what a spreadsheet made of a number `3-12`."""
DATES = (ISO_DATE, ITALIAN_DATE, SHORT_DATE)
SHORT_YEAR = re.compile(r"^[0-9]{1,2}[-/. ]([0-9]{1,2}|[a-z]{3,9})[-/. ][0-9]{2}$", re.IGNORECASE)
MIDNIGHT = re.compile(r"[ T]0?0[:.]00([:.]00)?$")
"""What some programs write after a day."""
ROUNDED = re.compile(r"[0-9]([.,][0-9]+)?[eE]\+[0-9]+")
"""A number of which a spreadsheet kept the first figures alone."""
AS_TEXT = "format the column as text in the spreadsheet, and write it again"
LOST = re.compile(
    r"\w\?|\?\w|&(#[0-9]+|[a-z]+(grave|acute|uml|circ|cedil|tilde|caron)|amp|apos|nbsp|quot)\b",
    re.IGNORECASE,
)
"""`?ukasz`, as Excel writes letters that its CSV has not, and what the web writes for them."""
SERIAL = re.compile(r"[1-9][0-9]{4}")
NUMBER = re.compile(r"[0-9]{1,6}(?:[.,](?!000$)[0-9]{1,10})?")
WHOLE = re.compile(r"[0-9]{1,6}(?:[.,]0{1,2})?")
"""Three zeros after a mark are no decimals: `1.000` is a thousand."""
SCHEME = re.compile(r"(?P<days>[0-9]{1,3})/(?P<per>[a-z]+)")
DATE_SHAPE = "a date as 2026-11-23 or 23/11/2026"
WEEKDAYS = ("lun", "mar", "mer", "gio", "ven", "sab", "dom")
YES = frozenset({"si", "s", "x", "1", "vero"})
NO = frozenset({"no", "n", "0", "falso"})
PERIODS = {
    "settimana": Period.WEEK,
    "quindicina": Period.FORTNIGHT,
    "mese": Period.MONTH,
    "bimestre": Period.BIMESTER,
    "trimestre": Period.QUARTER,
    "anno": Period.YEAR,
}


def words(text: str) -> str:
    """Take text as it is; at most 200 characters, all of them printable."""
    if len(text) > 200 or not text.isprintable():
        raise CellError("at most 200 printable characters on one line")
    return text


def article(text: str) -> str:
    """Read the article of an act, `6.3` or `art. 6.3`; at most 40 characters."""
    _refuse_dates(text, "an article of the act, as 6.3")
    bare = re.sub(r"^art(icolo|\.)?\s*(?=[0-9])", "", words(text), flags=re.IGNORECASE)
    if len(bare) > 40:
        raise CellError("an article of the act, as 6.3: at most 40 characters")
    return bare


def name(text: str) -> str:
    """Take a name as it is; what a spreadsheet took for a date is none, nor what lost letters."""
    _refuse_dates(text, "a name")
    if not any(letter.isalpha() for letter in text):
        raise CellError("a name, which has letters")
    if LOST.search(text):
        raise CellError("a name with all its letters: some were lost, take it from the original")
    return words(text)


def _refuse_dates(text: str, wanted: str) -> None:
    """Refuse what was typed as `3-12` or `mar-1`, of which a spreadsheet made a day."""
    of_year = DAY_OF_YEAR.fullmatch(text.casefold())
    made = of_year is not None and _month(of_year["month"]) > 0
    if made or ISO_DATE.fullmatch(text) or ITALIAN_DATE.fullmatch(text):
        raise CellError(f"{wanted}, not a date: {AS_TEXT}")


def identifier(text: str) -> str:
    """Read a number or code: letters, figures, `.`, `_`, `-` and `/`, at most 40."""
    _refuse_dates(text, "a number or code")
    if ROUNDED.fullmatch(text):
        raise CellError(f"a number or code with all its figures: {AS_TEXT}")
    if not re.fullmatch(r"[\w./-]{1,40}", text):
        raise CellError("letters, figures and . _ - / without spaces, at most 40")
    return text


def tax_code(text: str) -> str:
    """Read a codice fiscale of a person, 16 letters and figures; capitals do not matter."""
    code = text.upper().replace(" ", "")
    if not re.fullmatch(
        r"[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-EHLMPRST][0-9LMNPQRSTUV]{2}[A-Z].{4}", code
    ):
        raise CellError("a codice fiscale of 16 letters and figures")
    return code


def day(text: str) -> date:
    """Read a date that exists, between 1900 and 2100."""
    written = MIDNIGHT.sub("", text.lstrip("'"))
    found = next(filter(None, (one.fullmatch(written) for one in DATES)), _in_words(written))
    if found is None:
        raise CellError(DATE_SHAPE + _hint(written))
    year = int(found["year"])
    try:
        read = date(year if year > 99 else 2000 + year, _month(found["month"]), int(found["day"]))
    except ValueError as error:
        raise CellError(f"{DATE_SHAPE}, that exists in the calendar") from error
    if not 1900 <= read.year <= 2100:
        raise CellError(f"{DATE_SHAPE}, between 1900 and 2100")
    return read


def _hint(text: str) -> str:
    """Say what is to be done with what a spreadsheet often makes of a date."""
    if SERIAL.fullmatch(text):
        return "; this is the number that a spreadsheet counts days by: format it as a date"
    if SHORT_YEAR.search(text):
        return ": with the year in full"
    return ""


def _in_words(text: str) -> re.Match[str] | None:
    found = DATE_IN_WORDS.fullmatch(folded(re.sub("[-/.,]", " ", text)))
    return found if found and _month(found["month"]) else None


def _month(text: str) -> int:
    """Give the number of a month, which may be the beginning of its name; 0 for no month."""
    if text.isdecimal():
        return int(text)
    return next((n for n, name in enumerate(MONTHS, 1) if name.startswith(text)), 0)


def minute(text: str) -> int:
    """Read a time of the day, `09:30`, as minutes after midnight."""
    expected = "a time of the day as 09:30"
    try:
        read = minute_of(re.sub(r"(:[0-9]{2}):00$", r"\1", text))
    except ValueError as error:
        raise CellError(expected) from error
    if read == MINUTES_OF_A_DAY:
        raise CellError(f"{expected}, before 24:00")
    return read


def number(*, least: float = 0, most: float) -> Reader[float]:
    """Make a reader of numbers between two bounds, decimals after a comma or a point."""

    def read(text: str) -> float:
        expected = f"a number from {least:g} to {most:g}"
        if not NUMBER.fullmatch(text):
            raise CellError(expected)
        value = float(text.replace(",", "."))
        if not least <= value <= most:
            raise CellError(expected)
        return value

    return read


def whole(*, least: int = 0, most: int) -> Reader[int]:
    """Make a reader of whole numbers between two bounds."""

    def read(text: str) -> int:
        value = int(re.split("[.,]", text)[0]) if WHOLE.fullmatch(text) else None
        if value is None or not least <= value <= most:
            raise CellError(f"a whole number from {least} to {most}")
        return value

    return read


def percent(read: Reader[T]) -> Reader[T]:
    """Let a part of a hundred have its sign, or not: `50`, `83,33 %`."""
    return lambda text: read(text.removesuffix("%").rstrip())


def yes(text: str) -> bool:
    """Read `si` or `no`."""
    word = folded(text)
    if word not in YES | NO:
        raise CellError("si or no")
    return word in YES


def choice(meanings: Mapping[str, T]) -> Reader[T]:
    """Make a reader of one word out of some; capitals, accents and spaces do not matter."""

    def read(text: str) -> T:
        word = folded(text).replace(" ", "_")
        if word not in meanings:
            raise CellError(f"one of: {', '.join(meanings)}")
        return meanings[word]

    return read


def several(one: Reader[T], *, between: str = "|,") -> Reader[tuple[T, ...]]:
    """Make a reader of a list: one after another with `|` (or any mark of `between`) between."""

    def read(text: str) -> tuple[T, ...]:
        return tuple(one(part.strip()) for part in re.split(f"[{between}]", text) if part.strip())

    return read


def weekdays(text: str) -> frozenset[int]:
    """Read weekdays (`lun mer`, `mar,gio`), by their first three letters or in full."""
    names = re.split(r"[\s|,+/]+", folded(text))
    if not all(len(name) >= 3 and name[:3] in WEEKDAYS for name in names):
        raise CellError(f"weekdays out of {' '.join(WEEKDAYS)}, for instance `mar,gio`")
    return frozenset(WEEKDAYS.index(name[:3]) for name in names)


def band(text: str) -> Band:
    """Read a band of the day, `10:00-12:00`; it lasts some time."""
    try:
        read = Band.parse(text)
    except ValueError as error:
        raise CellError("a band as 10:00-12:00") from error
    if not read.minutes:
        raise CellError("a band that lasts some time, as 10:00-12:00")
    return read


def bands(text: str) -> tuple[Band, ...]:
    """Read bands that follow each other, with a space, `|` or `,` between."""
    read = tuple(band(part) for part in re.split(r"[\s|,]+", text))
    ends_before_it_begins = any(span.end <= span.start for span in read)
    overlaps = any(later.start < earlier.end for earlier, later in pairwise(read))
    if ends_before_it_begins or overlaps:
        raise CellError("bands one after another within the day, as 10:00-12:00 14:30-16:30")
    return read


def bands_by_weekday(text: str) -> BandsByWeekday:
    """Read bands of single weekdays, `ven 09:00-11:00 | lun,mar 10:00-12:00`."""
    expected = "weekdays with their bands, each once, as ven 09:00-11:00 | lun 10:00-12:00"
    found: dict[int, tuple[Band, ...]] = {}
    for part in filter(None, (part.strip() for part in text.split("|"))):
        names, _, spans = part.partition(" ")
        try:
            days, read = weekdays(names), bands(spans.strip())
        except CellError as error:
            raise CellError(expected) from error
        if days & found.keys():
            raise CellError(expected)
        found |= dict.fromkeys(days, read)
    return tuple(sorted(found.items()))


def scheme(text: str) -> Scheme:
    """Read how many days an agreement gives: `8/mese`, or fixed weekdays, `mar,gio`."""
    expected = f"N/{', N/'.join(PERIODS)}, or weekdays as mar,gio"
    found = SCHEME.fullmatch(folded(text).replace(" ", ""))
    if found is None:
        try:
            return Scheme(weekdays=weekdays(text))
        except CellError as error:
            raise CellError(expected) from error
    if found["per"] not in PERIODS or not 1 <= int(found["days"]) <= 260:
        raise CellError(expected)
    return Scheme(per=PERIODS[found["per"]], days=int(found["days"]))
