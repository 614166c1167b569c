"""Which days a correction names: of those that are shown, or beside them."""

from __future__ import annotations

import re
from datetime import timedelta

from handlers.reading.fragments import read_days, read_half, read_weekdays
from handlers.reading.meanings import AskBack, Heard, Wish
from handlers.reading.placed import place_in
from handlers.reading.shown_days import Shown, sentence
from rules.facts import Half

ONE_HALF = re.compile(
    r"\s*\b(?:(?:di|la|al|il|nel|in|in the) )?"
    r"(mattin[ao]|mattinata|pomeriggio|morning|afternoon)s?\b(?: di| del| of(?: the)?)?\s*"
)
NUMBER = re.compile(r"(?:(?:quell[oa] )?(?:il|l'|lo|del|dell') ?)?(\d{1,2})")


def half_apart(rest: str) -> tuple[str, Half | None]:
    """Give the days of a correction, and the one half that is said of them."""
    found = ONE_HALF.findall(rest)
    if len(found) != 1:
        return rest, None
    return ONE_HALF.sub(" ", rest).strip(" ,"), read_half(found[0]).value


def days_in(shown: Shown, days: str) -> tuple[Wish, ...]:
    """Give the days that a text says; none if it says more than days."""
    found = read_days(days, today=shown.today, workdays=shown.workdays)
    return (found.value or ()) if found.whole else ()


def those_named(shown: Shown, days: str) -> tuple[Wish, ...]:
    """Give the days shown that a text names: `il 26`, `la prima`, `giovedì` of one Thursday."""
    place = place_in(days)
    if place is not None and len(shown.wishes) > 1:
        return shown.wishes[place:][:1]
    named = {wish.day for wish in days_in(shown, days)}
    found = tuple(wish for wish in shown.wishes if wish.day in named)
    if named and len(found) == len(named):
        return found
    number = NUMBER.fullmatch(days)
    weekdays = read_weekdays(days)
    alike = [
        wish
        for wish in shown.wishes
        if (number and wish.day.day == int(number[1]))
        or (weekdays.whole and weekdays.value == frozenset({wish.day.weekday()}))
    ]
    return tuple(alike) if len(alike) == 1 else ()


def said_beside(shown: Shown, days: str) -> Heard | None:
    """Read days as said beside those that are shown; None if they are no days."""
    read_alone = read_days(days, today=shown.today, workdays=shown.workdays)
    if not days or not read_alone.whole:
        return None
    return shown.heard(f"{sentence(shown)} e {days}")


def not_yet_shown(shown: Shown, joined: Heard | None, half: Half | None) -> list[Wish]:
    """Give the days that are not among those shown."""
    if not isinstance(joined, type(shown.meaning)):
        return []
    return [Wish(one.day, half or one.half) for one in joined.wishes if one not in shown.wishes]


def said_alone(shown: Shown, days: str, half: Half | None) -> list[Wish]:
    """Give the days that a text names where it does not go together with those shown."""
    return [Wish(one.day, half or one.half) for one in days_in(shown, days)]


def all_are(asked: AskBack, kind: type) -> bool:
    """Tell whether whatever may be chosen asks for the same."""
    return bool(asked.options) and all(isinstance(one, kind) for one in asked.options)


def in_the_week_shown(shown: Shown, days: str, half: Half | None) -> list[Wish]:
    """Give the weekday said in the one week in which all the days shown lie."""
    weekdays = read_weekdays(days)
    if not shown.wishes or not weekdays.whole or len(weekdays.value or ()) != 1:
        return []
    mondays = {one.day - timedelta(days=one.day.weekday()) for one in shown.wishes}
    day = min(mondays) + timedelta(days=min(weekdays.value or ()))
    return [Wish(day, half)] if len(mondays) == 1 and day > shown.today else []


def of_that_week(shown: Shown, days: str, half: Half | None) -> list[Wish]:
    """Give the weekday said in the week of the one day that was shown, if it is to come."""
    weekdays = read_weekdays(days)
    if len(shown.wishes) != 1 or not weekdays.whole or len(weekdays.value or ()) != 1:
        return []
    was, weekday = shown.wishes[0], min(weekdays.value or ())
    day = was.day + timedelta(days=weekday - was.day.weekday())
    return [Wish(day, half)] if day > shown.today else []
