"""`Giovedì`, `quello delle 10`, `il secondo`: which of the permits shown is meant."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.chat.choosing import by_place
from handlers.chat.features.phrases.actions import asks_which_permit, read
from handlers.chat.sentences import Kept
from handlers.chat.understanding import workdays_of_actor
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import own
from handlers.reading.fragments import read_days, read_kind, read_times
from handlers.reading.meanings import OwnPermits

THE_ONE = re.compile(
    r"^\s*(?:(?:no|ok|allora|scusa|intendo|intendevo|the|il|la)\b[\s,]*)*"
    r"(?:(?:quell[oa]|permesso|that|my|one|permit)\b\s*)+"
    r"(?:(?:di|del|della|dello|per|on|of|for|at)\b|dell['’])?\s*(?=\S)",
    re.IGNORECASE,
)
HOURS_OF = re.compile(r"^(?:quell[oa] )?delle\b", re.IGNORECASE)


def permit_named(desk: Desk, actor: Actor, before: Kept, text: str) -> OwnPermits | None:
    """Give the permits shown of which a text tells the place, the day, the hour or the kind."""
    asked = read(desk, actor, before.text).heard
    if not isinstance(asked, OwnPermits) or not asks_which_permit(asked, before.text):
        return None
    piece = HOURS_OF.sub("alle", THE_ONE.sub("", text.strip(" .!?")).strip())
    return (
        _at_its_place(desk, actor, asked, piece)
        or _of_days(desk, actor, asked, piece)
        or _of_hour_or_kind(asked, piece)
    )


def _at_its_place(desk: Desk, actor: Actor, asked: OwnPermits, text: str) -> OwnPermits | None:
    which = own.Named(days=asked.days, kind=asked.kind, start=asked.start)
    every = own.overview(desk, actor).permits if asked.moves else own.named(desk, actor, which)
    shown = [one for one in every if one.open]
    place = by_place(text, len(shown))
    if place is None:
        return None
    permit = shown[place].record.permit
    return replace(asked, days=(permit.on,), start=permit.start)


def _of_days(desk: Desk, actor: Actor, asked: OwnPermits, text: str) -> OwnPermits | None:
    """Take all the days that a text may mean: on a Monday `lunedì` is two of them."""
    found = read_days(text, today=desk.today(), workdays=workdays_of_actor(desk, actor))
    wishes = found.value or tuple(wish for choice in found.choices for wish in choice)
    days = tuple(sorted({wish.day for wish in wishes}))
    return replace(asked, days=days) if found.whole and days else None


def _of_hour_or_kind(asked: OwnPermits, text: str) -> OwnPermits | None:
    hours, kind = read_times(text), read_kind(text)
    if hours.whole and hours.value is not None and hours.value.start is not None:
        return replace(asked, start=hours.value.start)
    return replace(asked, kind=kind.value) if kind.whole and kind.value is not None else None
