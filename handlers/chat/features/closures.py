"""`/chiusure`: the days to come on which the offices are shut, and whether they are on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.chat.asked import Asked
from handlers.chat.feature import Command, Feature
from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk import closures
from handlers.desk.closures import Closed
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import pack
from handlers.reading.meanings import Closures
from handlers.texts import Line, label, message

MOST_DAYS = 14
"""Days that are told of one by one; for more there is the list."""


def show(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """List them, or say that there are none."""
    found = closures.coming(desk, actor)
    key = "closures.listed" if found else "closures.none"
    until = desk.today() + closures.AHEAD
    text = message(key, actor.locale, days=[_line(one) for one in found], until=until)
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))


def on_days(desk: Desk, actor: Actor, asked: Asked, meaning: Closures) -> Reply:
    """Tell of the days that were said whether the offices are shut; without one list them."""
    if not 0 < len(meaning.days) <= MOST_DAYS:
        return show(desk, actor, asked)
    found = closures.of_days(desk, actor, meaning.days)
    text = message("closures.of_days", actor.locale, days=_told(meaning.days, found))
    every = Button(label("closures.button.all", actor.locale), pack("closures", "show"))
    return Reply(text=text, rows=rows_of([every], [back_to_menu(actor.locale)]))


def _told(days: Sequence[date], found: Sequence[Closed | None]) -> list[Line]:
    return [
        ("closures.open", {"day": day}) if closed is None else _shut(closed)
        for day, closed in zip(days, found, strict=True)
    ]


def _shut(closed: Closed) -> Line:
    named = ".named" if closed.name else ""
    return f"closures.shut.{closed.why.value}{named}", {"day": closed.day, "name": closed.name}


def _line(closed: Closed) -> Line:
    bare = "" if closed.name else ".bare"
    return f"closures.{closed.why.value}{bare}", {"day": closed.day, "name": closed.name}


FEATURE = Feature(
    name="closures",
    commands=(Command(name="chiusure", answer=show, place=115),),
    verbs={"show": show},
    meanings={Closures: on_days},
)
