"""What is said of a day that is no wish: `blocca venerdì`, `mercoledì non può?`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from handlers.reading.meanings import AskBack, Book, Decide, Question, Reading, Recall, Team

_BLOCKING = re.compile(
    r"^\s*(?:blocc(?:a|are|hiamo|hi)|congel(?:a|are)|sospend(?:i|ere)|block|freeze)\s+"
    r"(?:(?:le|tutte le|the)\s+)?(?:(?:prenotazioni|richieste|bookings|requests)\s+)?"
    r"(?:(?:di|del|per|il|la|for|on)\s+)*(?P<day>[^?,;]{3,40}?)[\s.!]*$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"^(?P<order>\s*(?:approv|accett|autorizz)\w*\s.*?)(?:\s*[,;]|\s+(?:ma|e|per[oò]['’]?|but|and))\s+"
    r"(?P<rest>(?P<day>[^,;]{3,30}?)\s+(?:l[aoei]|i)\s+(?:voglio|vogliamo|aspetto|rivoglio)\s+"
    r"(?:qui|qua|in ufficio|in sede|in presenza|in comune))[\s.!]*$",
    re.IGNORECASE,
)
_NOT_ABLE = re.compile(
    r"^\s*(?:(?:ma|e|but|and)\s+)?(?:"
    r"(?P<day>[^?,;]{3,30}?)\s+(?P<not>non\s+(?:pu[oò]['’]?|riesce|potrebbe|viene|ce la fa))"
    r"|(?P<first>non\s+(?:pu[oò]['’]?|riesce|potrebbe|viene))\s+(?P<behind>[^?,;]{3,30}?)"
    r")\s*\?\s*$",
    re.IGNORECASE,
)


def of_a_day_alone(text: str, read: Callable[[str], Reading]) -> Reading | None:
    """
    Ask what shall become of a day that is `blocked`, or show it where somebody cannot come.

    The desk blocks no day: who is away on it can be called back, or it is one's own to book.
    """
    blocking = _BLOCKING.match(text)
    if blocking is not None:
        booked = _day_of(read(blocking["day"]))
        return None if booked is None else _to_choose(text.strip(" .!"), booked)
    called = _CALLED.match(text)
    if called is not None:
        return _left_open(called, read)
    unable = _NOT_ABLE.match(text)
    booked = None if unable is None else _day_of(read(unable["day"] or unable["behind"]))
    if unable is None or booked is None:
        return None
    told = unable["not"] or unable["first"]
    return Reading(heard=Team(booked.wishes[0].day), unread=(told,))


def _left_open(called: re.Match[str], read: Callable[[str], Reading]) -> Reading | None:
    """Leave open the day of `approva Anna domani, venerdì la voglio qui`, and tell the rest."""
    found = read(f"{called['order']} ma non {called['day']}")
    if not (isinstance(found.heard, Decide) and found.heard.left_open):
        found = read(called["order"])
    if not isinstance(found.heard, Decide) or _day_of(read(called["day"])) is None:
        return None
    return replace(found, unread=(*found.unread, called["rest"]))


def _to_choose(said: str, booked: Book) -> Reading:
    day = booked.wishes[0].day
    options = (Recall(whom=(), day=day, everybody=True), Team(day), booked)
    return Reading(heard=AskBack(question=Question.WHAT_OF_THEM, about=said, options=options))


def _day_of(reading: Reading) -> Book | None:
    """Give the one day that words say, and nothing else."""
    heard = reading.heard
    if not isinstance(heard, AskBack) or heard.question is not Question.WHAT_TO_DO:
        return None
    first = next(iter(heard.options), None)
    one = isinstance(first, Book) and len(first.wishes) == 1 and reading.whole
    return first if one and isinstance(first, Book) else None
