"""Which end of a stretch of days a text is about, and how long it is: `fino al 16`, `dal 15`."""

from __future__ import annotations

import re

_UNTIL = re.compile(r"^\s*(?:solo )?(?:fino|sino|until|till)\b", re.IGNORECASE)
_BARE = re.compile(r"(?:al|all['’]|the)\s*\d{1,2}(?:th|st|nd|rd)?\s*[.!]*$", re.IGNORECASE)
_SINCE = re.compile(r"^\s*(?:a partire )?(?:da|dal|dall['’]|from|starting)\b", re.IGNORECASE)

_FROM = re.compile(
    r"^\s*(?:a (?:partire|cominciare) )?(?:da|dal|dall['’]|from|starting)\b\s*", re.IGNORECASE
)
_FOR_DAYS = re.compile(r"^(?P<day>.+?),? (?:per|for) (?P<days>.+)$", re.IGNORECASE)
_DAYS_FROM = re.compile(
    r"^(?:per |for )?(?P<days>\w+ (?:giorn[oi]|days?)),? "
    r"(?P<day>(?:(?:a )?(?:partire|cominciare) )?(?:da|dal|dall['’]|from|starting)\b.+)$",
    re.IGNORECASE,
)


def says_an_end(text: str) -> bool:
    """Tell whether a text begins with `fino`."""
    return _UNTIL.match(text) is not None


def ends_with_a_bare_date(text: str) -> bool:
    """Tell whether it ends with a day of no month: `fino al 16`."""
    return _BARE.search(text) is not None


def says_a_beginning(text: str) -> bool:
    """Tell whether a text begins with `da`."""
    return _SINCE.match(text) is not None


def without_since(text: str) -> str:
    """Give a day without `da` before it."""
    return _FROM.sub("", text)


def day_and_length(text: str) -> tuple[str, str] | None:
    """Give the words of a first day and of how long it lasts: `tre giorni da domani`."""
    said = _DAYS_FROM.match(text.strip(" .!")) or _FOR_DAYS.match(text.strip(" .!"))
    return None if said is None else (without_since(said["day"]), said["days"])
