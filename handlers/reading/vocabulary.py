"""What the words of both languages are worth: numbers, weekdays, months, kinds of permits."""

from __future__ import annotations

from types import MappingProxyType

WEEKDAYS = MappingProxyType(
    {"lun": 0, "mar": 1, "mer": 2, "gio": 3, "ven": 4, "sab": 5, "dom": 6}
    | {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
)
"""By the first three letters, which are enough: the grammar has let no other word through."""
MONTHS = MappingProxyType(
    {"gen": 1, "feb": 2, "mar": 3, "apr": 4, "mag": 5, "giu": 6}
    | {"lug": 7, "ago": 8, "set": 9, "ott": 10, "nov": 11, "dic": 12}
    | {"jan": 1, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "dec": 12}
)
WEEKDAY_NAMES = MappingProxyType(
    {
        "it": ("lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"),
        "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    }
)
"""In full, from Monday on, by the language."""
MONTH_NAMES = MappingProxyType(
    {
        "it": (
            *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto"),
            *("settembre", "ottobre", "novembre", "dicembre"),
        ),
        "en": (
            *("january", "february", "march", "april", "may", "june", "july", "august"),
            *("september", "october", "november", "december"),
        ),
    }
)
"""In full, from January on, by the language."""
NUMBERS = MappingProxyType(
    {"un": 1, "uno": 1, "una": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6}
    | {"sette": 7, "otto": 8, "nove": 9, "dieci": 10, "undici": 11, "dodici": 12}
    | {"tredici": 13, "quattordici": 14, "quindici": 15, "sedici": 16, "diciassette": 17}
    | {"diciotto": 18, "diciannove": 19, "venti": 20, "ventuno": 21, "ventidue": 22}
    | {"ventitre": 23, "ventiquattro": 24, "venticinque": 25, "ventisei": 26, "ventisette": 27}
    | {"ventotto": 28, "ventinove": 29, "trenta": 30, "trentuno": 31, "quaranta": 40}
    | {"quarantacinque": 45, "cinquanta": 50, "sessanta": 60, "novanta": 90}
    | {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
    | {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
)
NTH = MappingProxyType(
    {"primo": 1, "prima": 1, "secondo": 2, "seconda": 2, "terzo": 3, "terza": 3}
    | {"quarto": 4, "quarta": 4, "quinto": 5, "quinta": 5, "ultimo": -1}
    | {"ultima": -1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
)
NEAR = MappingProxyType(
    {"oggi": 0, "domani": 1, "dopodomani": 2, "ieri": -1}
    | {"today": 0, "tomorrow": 1, "yesterday": -1}
)
FEASTS = MappingProxyType(
    {"natale": (12, 25), "capodanno": (1, 1), "epifania": (1, 6), "befana": (1, 6)}
    | {"ferragosto": (8, 15), "immacolata": (12, 8), "christmas": (12, 25)}
)
"""Feasts that are always on the same (month, day)."""
EVES = frozenset({"natale", "capodanno", "christmas"})
"""Those whose eve people speak of."""
KINDS = MappingProxyType(
    {
        "MEDICAL": ("medical",),
        "EXAM": ("exam", "medical"),
        "EXAM_ONLY": ("exam",),
        "BEREAVEMENT": ("bereavement",),
        "FUNERAL": ("bereavement", "personal", "short"),
        "MARRIAGE": ("marriage", "personal"),
        "PERSONAL": ("personal",),
        "LAW_104": ("law_104",),
        "BLOOD": ("blood_donation",),
        "SHORT": ("short",),
        "STUDY": ("study",),
        "UNION": ("union",),
        "ASSEMBLY": ("assembly",),
        "VAGUE": ("personal", "short"),
    }
)
"""What kind of permit a reason is for; of several the person chooses."""


def is_number(word: str) -> bool:
    """Tell whether `number` can read a word; `seconda` counts nothing."""
    return word in NUMBERS or any(sign.isdecimal() for sign in word)


def number(word: str) -> int:
    """Read digits (`3`, `3°`, `3rd`) or a number in letters."""
    digits = "".join(sign for sign in word if sign.isdecimal())
    return int(digits) if digits else NUMBERS[word]


HALF_NAMES = frozenset(
    {"mattina", "mattino", "mattinata", "pomeriggio", "morning", "afternoon", "pom"}
)
"""The words of a half of a day."""
