"""`E giovedì?`, after a question about another day: the same question, of that day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from handlers.chat.features.phrases import actions
from handlers.chat.understanding import workdays_of_actor
from handlers.desk.context import Actor, Desk
from handlers.reading.articles_said import of_another_article
from handlers.reading.fragments import read_clock, read_days
from handlers.reading.meanings import (
    Bands,
    Heard,
    InTheAct,
    MealVoucher,
    Meaning,
    Notices,
    OfTheAct,
    Status,
    Team,
    parts_of,
)

FOLLOWS = re.compile(
    r"^\s*(?:(?:e|ed|ma|and|but|what about|how about)\b(?: invece| poi)?\s*)"
    r"(?P<day>.+?)(?: invece)?[\s?.!]*$|^\s*(?P<asked>[^?]+)\?\s*$",
    re.IGNORECASE,
)
"""`E giovedì`, `e giovedì?`, `giovedì?`; a bare `giovedì` asks for the day."""


def day_looked_at(heard: Heard) -> date | None:
    """Give the one day that a question is about which only shows something."""
    match heard:
        case Team(day=day) | MealVoucher(day=day) | Bands(day=day):
            return day
        case Status(days=(day,), urges=False):
            return day
    return None


def quotes_an_article(heard: Heard) -> bool:
    """Tell whether it is an article of the act that is asked for, or several."""
    return all(
        isinstance(one, InTheAct) and one.about is OfTheAct.ARTICLE for one in parts_of(heard)
    )


def article_asked_next(desk: Desk, actor: Actor, looked: str, text: str) -> Meaning | None:
    """Give the article of `e il 21.3?`, behind the words of another; None for any other text."""
    before = actions.read(desk, actor, looked).heard
    if not quotes_an_article(before):
        return None
    last = [one for one in parts_of(before) if isinstance(one, InTheAct)][-1]
    return of_another_article(last, text, lambda said: actions.read(desk, actor, said))


def of_another_day(desk: Desk, actor: Actor, looked: str, text: str) -> Meaning | None:
    """Give the question answered last, of the day that a text names and nothing else."""
    found = FOLLOWS.match(text)
    if found is None:
        return None
    named = found["day"] or found["asked"]
    said = read_days(named, today=desk.today(), workdays=workdays_of_actor(desk, actor))
    days = {wish.day for wish in said.value or ()} if said.whole else set()
    if len(days) != 1:
        return None
    return _of(actions.read(desk, actor, looked).heard, days.pop())


HOUR = re.compile(
    r"^\s*(?:(?:no|anzi|meglio|facciamo|cambia(?:lo)?|sposta(?:lo)?|metti(?:lo)?|fallo arrivare"
    r"|change it|move it|make it|better)[\s,]+)*(?:l['’]ora\s+)?(?:to\s+)?(?P<hour>\S.*?)[\s.!]*$",
    re.IGNORECASE,
)


def hour_of_notices(desk: Desk, actor: Actor, looked: str, text: str) -> Notices | None:
    """Give the hour of the digest where one is said under what is shown of it: `alle 9`."""
    found = HOUR.match(text)
    if found is None:
        return None
    said = read_clock(found["hour"])
    if not said.whole or said.value is None:
        return None
    shown = actions.read(desk, actor, looked).heard
    return Notices(minute=said.value) if isinstance(shown, Notices) else None


def _of(heard: Heard, day: date) -> Meaning | None:
    match heard:
        case Team() | MealVoucher() | Bands():
            return replace(heard, day=day)
        case Status():
            return replace(heard, days=(day,))
    return None
