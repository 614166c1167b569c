"""What a manager asks about the recalls that were sent, and how they take one back in words."""

from __future__ import annotations

from handlers.chat.asked import Asked
from handlers.chat.features.recalls import own_views, sent_views, views
from handlers.chat.guards import not_a_manager
from handlers.chat.meaning import answer
from handlers.chat.namesakes import nobody_named
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.naming import people_named
from handlers.desk.recalls import confirming, own
from handlers.desk.recalls.written import written
from handlers.reading.meanings import RecallsSent, Status, TakeRecallBack


def take_back(desk: Desk, actor: Actor, _asked: Asked, meaning: TakeRecallBack) -> Reply:
    """Ask before the one recall that is meant is taken back; of several let one be chosen."""
    if not actor.approves:
        return _of_oneself(desk, actor)
    unknown = [name for name in meaning.whom if not people_named(desk, actor, name)]
    if unknown:
        return nobody_named(actor, unknown[0])
    found = written(desk, actor, meaning.whom, meaning.day)
    if not found.recalls:
        return sent_views.none(actor, meaning.whom)
    if len(found.recalls) == 1 and found.day is None:
        recall, _ = found.recalls[0]
        return views.ask_to_take_back(actor, confirming.theirs(desk, actor, recall.id))
    return sent_views.which(actor, found)


def _of_oneself(desk: Desk, actor: Actor) -> Reply:
    """Tell who is called that only who wrote a recall takes it back, and who that is."""
    found = own.called(desk, actor)
    if not found:
        return not_a_manager(actor)
    shown = own_views.shown(actor, found)
    return said_beside(shown, ("recalls.own.not_yours", {}), actor.locale, first=True)


def sent(desk: Desk, actor: Actor, asked: Asked, meaning: RecallsSent) -> Reply:
    """Tell who has confirmed; who calls nobody asks about their own requests."""
    if not actor.approves:
        days = () if meaning.day is None else (meaning.day,)
        return answer(desk, actor, asked, Status(days))
    # A question is answered whole where a word that was taken for a name is nobody's.
    names = [name for name in meaning.whom if people_named(desk, actor, name)]
    found = written(desk, actor, names, meaning.day)
    if not found.recalls:
        return sent_views.none(actor, names)
    return sent_views.states(actor, found)
