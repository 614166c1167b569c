"""Answers to questions about one's requests."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.feature import Feature
from handlers.chat.features.inquiries import deciders_said, just_refused, urged_views, views
from handlers.chat.guards import meant_by_employees
from handlers.chat.meaning import answer
from handlers.chat.replies import Reply
from handlers.chat.understanding import bare_words
from handlers.desk.context import Actor, Desk
from handlers.desk.eligibility import actions as eligibility
from handlers.desk.inquiries import in_time, obstacles, stands
from handlers.reading.meanings import AskBy, Eligibility, Status, WhoDecides, WhyNot

BY_OTHERS = frozenset(
    {"hanno", "capo", "dirigente", "rifiutata", "rifiutato", "rifiutate", "they"}
)
"""Said of who decides, and not of the desk: `perché mi hanno detto no?`."""


def status(desk: Desk, actor: Actor, _asked: Asked, meaning: Status) -> Reply:
    """Tell where requests stand, of some days if they were said."""
    found = stands.where_they_stand(desk, actor, meaning.days)
    shown = views.status(actor, found, meaning.days)
    return urged_views.with_patience(desk, actor, shown, found) if meaning.urges else shown


def ask_by(desk: Desk, actor: Actor, _asked: Asked, meaning: AskBy) -> Reply:
    """Tell until when a day can be asked for."""
    return urged_views.ask_by(actor, in_time.last_moment(desk, actor, meaning.day))


def why_not(desk: Desk, actor: Actor, asked: Asked, meaning: WhyNot) -> Reply:
    """
    Tell what stands in the way of a day, or why the last one was refused.

    Who is not admitted at all, or has no agreement, is told that: it stands in the way of any.
    """
    if meaning.day is not None:
        return views.why_not(actor, obstacles.why_not(desk, actor, meaning.day))
    by_the_rules = just_refused.again(desk, actor, asked)
    last = stands.last_refused(desk, actor)
    of_others = bool(BY_OTHERS & set(bare_words(asked.words)))
    if not (by_the_rules or of_others) and not eligibility.is_admitted(desk, actor):
        return answer(desk, actor, asked, Eligibility())
    if last is None or last.booking is None or (by_the_rules and not of_others):
        return by_the_rules or views.nothing_refused(actor)
    return views.why_not(actor, obstacles.why_not(desk, actor, last.booking.day))


FEATURE = Feature(
    name="inquiries",
    meanings={
        WhoDecides: deciders_said.who_decides,
        Status: meant_by_employees(status),
        AskBy: meant_by_employees(ask_by),
        WhyNot: meant_by_employees(why_not),
    },
)
