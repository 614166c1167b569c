"""The button under a day that would not be granted any more."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.feature import Feature
from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Reply, rows_of
from handlers.desk.context import Actor, Desk
from handlers.desk.grounds import actions
from handlers.desk.grounds.acts import look_at_acts
from handlers.desk.grounds.duties import look_again
from handlers.desk.requests.wording import day_of
from handlers.texts import label, message


def take_back(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Take the day back, or say that it is not as it was."""
    booking_id, version = asked.press.number(0), asked.press.number(1)
    result = actions.take_back(desk, actor, booking_id, version=version)
    if not result.now:
        return Reply(toast=label("door.stale", actor.locale), alert=True)
    text = message("grounds.taken", actor.locale, name=result.name, day=day_of(result.booking))
    beside_others = len(asked.press.args) > 2
    rows = rows_of([back_to_menu(actor.locale)])
    return Reply(text=text, rows=rows, fresh=beside_others)


def say_nothing_more(_desk: Desk, _actor: Actor, _asked: Asked) -> Reply:
    """Leave the message as it is."""
    return Reply()


FEATURE = Feature(
    name="grounds",
    verbs={"fall": take_back},
    stands={"fall": say_nothing_more},
    duties={"acts": look_at_acts, "grounds": look_again},
)
