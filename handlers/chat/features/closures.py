"""`/chiusure`: the days to come on which the offices are shut."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.feature import Command, Feature
from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Reply, rows_of
from handlers.desk import closures
from handlers.desk.closures import Closed
from handlers.desk.context import Actor, Desk
from handlers.texts import Line, message


def show(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """List them, or say that there are none."""
    found = closures.coming(desk, actor)
    key = "closures.listed" if found else "closures.none"
    until = desk.today() + closures.AHEAD
    text = message(key, actor.locale, days=[_line(one) for one in found], until=until)
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))


def _line(closed: Closed) -> Line:
    bare = "" if closed.name else ".bare"
    return f"closures.{closed.why.value}{bare}", {"day": closed.day, "name": closed.name}


FEATURE = Feature(
    name="closures",
    commands=(Command(name="chiusure", answer=show, place=115),),
)
