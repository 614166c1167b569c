"""Answers to questions about one's requests."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.feature import Feature
from handlers.chat.features.inquiries import deciders_said, views
from handlers.chat.guards import meant_by_employees
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.inquiries import obstacles, stands
from handlers.reading.meanings import Status, WhoDecides, WhyNot


def status(desk: Desk, actor: Actor, _asked: Asked, meaning: Status) -> Reply:
    """Tell where requests stand, of some days if they were said."""
    found = stands.where_they_stand(desk, actor, meaning.days)
    return views.status(actor, found, meaning.days)


def why_not(desk: Desk, actor: Actor, _asked: Asked, meaning: WhyNot) -> Reply:
    """Tell what stands in the way of a day, or why the last one was refused."""
    day = meaning.day
    if day is None:
        last = stands.last_refused(desk, actor)
        if last is None or last.booking is None:
            return views.nothing_refused(actor)
        day = last.booking.day
    return views.why_not(actor, obstacles.why_not(desk, actor, day))


FEATURE = Feature(
    name="inquiries",
    meanings={
        WhoDecides: deciders_said.who_decides,
        Status: meant_by_employees(status),
        WhyNot: meant_by_employees(why_not),
    },
)
