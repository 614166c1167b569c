"""Answers to questions about one's requests."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.feature import Feature
from handlers.chat.features.inquiries import (
    act_said,
    deciders_said,
    just_refused,
    urged_views,
    views,
)
from handlers.chat.guards import meant_by_employees
from handlers.chat.meaning import answer
from handlers.chat.replies import Reply
from handlers.chat.understanding import bare_words
from handlers.desk.context import Actor, Desk
from handlers.desk.eligibility import actions as eligibility
from handlers.desk.inquiries import in_time, obstacles, stands
from handlers.reading.meanings import AskBy, Eligibility, InTheAct, Status, WhoDecides, WhyNot

BY_OTHERS = frozenset(
    {"hanno", "capo", "dirigente", "rifiutata", "rifiutato", "rifiutate", "they"}
)
"""Said of who decides, and not of the desk: `perché mi hanno detto no?`."""
MAY = frozenset({"posso", "potrei", "puo", "can", "cant", "cannot", "may", "allowed"})
"""`Perché non posso?` asks for what is in the way; `perché è rossa?` for one day."""


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

    Who is not admitted at all is told that: it stands in the way of any day.
    """
    if meaning.day is not None:
        return views.why_not(actor, obstacles.why_not(desk, actor, meaning.day))
    by_the_rules = just_refused.again(desk, actor, asked)
    last = stands.last_refused(desk, actor)
    of_others = bool(BY_OTHERS & set(bare_words(asked.words)))
    if not (by_the_rules or of_others) and _is_kept_from_all(desk, actor, asked):
        return answer(desk, actor, asked, Eligibility())
    if last is None or last.booking is None or (by_the_rules and not of_others):
        return by_the_rules or views.nothing_refused(actor)
    return views.why_not(actor, obstacles.why_not(desk, actor, last.booking.day))


def _is_kept_from_all(desk: Desk, actor: Actor, asked: Asked) -> bool:
    """Tell whether it is no matter of days: the act bars them, or they ask without agreement."""
    found = eligibility.ask(desk, actor)
    asks = bool(MAY & set(bare_words(asked.words)))
    return not eligibility.is_admitted(found) or (asks and not found.agreement)


FEATURE = Feature(
    name="inquiries",
    meanings={
        WhoDecides: deciders_said.who_decides,
        Status: meant_by_employees(status),
        AskBy: meant_by_employees(ask_by),
        InTheAct: meant_by_employees(act_said.of_the_act),
        WhyNot: meant_by_employees(why_not),
    },
)
