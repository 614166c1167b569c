"""`/rapporto`, and the button under a reminder."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.feature import Command, Entry, Feature
from handlers.chat.features.reports import views
from handlers.chat.guards import as_meant, not_for_elected
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.reports import actions
from handlers.reading.meanings import Reports


def where_asked_for(actor: Actor) -> bool:
    """Offer it to employees whose act asks for reports, in any of its versions."""
    asks = any(version.tables.report is not None for version in actor.policy.versions)
    return asks and not actor.person.is_elected


def show(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show which reports are due and which were handed in."""
    if actor.person.is_elected:
        return not_for_elected(actor)
    return views.overview(actor, actions.overview(desk, actor))


def hand_in(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Note that a report was handed in."""
    noted = actions.hand_in(desk, actor, asked.press.day(0))
    shown = views.overview(actor, actions.overview(desk, actor))
    return replace(shown, toast=views.toast(actor, noted=noted))


def hand_in_from_digest(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Do the same from a digest, which stays as it is."""
    return replace(hand_in(desk, actor, asked), fresh=True)


FEATURE = Feature(
    name="reports",
    commands=(Command(name="rapporto", answer=show, place=140, offered=where_asked_for),),
    verbs={"show": show, "done": hand_in_from_digest, "mark": hand_in},
    meanings={Reports: as_meant(show)},
    menu=(Entry(verb="show", place=40, offered=where_asked_for),),
)
