"""One's own decisions, as somebody asked for them: to be looked at, or to take one back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.chat.asked import Asked
from handlers.chat.features.approvals import list_views, own_views
from handlers.chat.meaning import answer
from handlers.chat.namesakes import nobody_named
from handlers.chat.replies import Reply
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import waiting
from handlers.desk.requests.own_decisions import Which, own_decisions, taken_back_too
from handlers.reading.meanings import MyDecisions, Status, TakeDecisionBack
from storage.people.people import Person

Said = MyDecisions | TakeDecisionBack


def show_page(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show a page of all one's decisions of the last days."""
    return own_views.page(desk, actor, own_decisions(desk, actor), asked.press.number(0))


def show_decided(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show what this person decided of late, each with its way back; else what waits."""
    found = own_decisions(desk, actor)
    if found:
        return own_views.page(desk, actor, found, 0)
    return list_views.page(actor, waiting.page(desk, actor, 0))


def mine(desk: Desk, actor: Actor, asked: Asked, meaning: MyDecisions) -> Reply:
    """Show the decisions that are meant; who decides about nobody asks about own requests."""
    if not _decides(desk, actor):
        return answer(desk, actor, asked, Status(meaning.days))
    named, unknown = naming.all_named(desk, actor, meaning.whom)
    if unknown:
        return nobody_named(actor, unknown)
    which = Which(people=_ids(named), days=meaning.days, approved=meaning.approve)
    found = own_decisions(desk, actor, which)
    if which == Which():
        return own_views.page(desk, actor, found, 0)
    if not found:
        return own_views.none(actor, named, others=_waits(desk, actor, named))
    return own_views.some(desk, actor, found)


def take_back(desk: Desk, actor: Actor, asked: Asked, meaning: TakeDecisionBack) -> Reply:
    """Show the decision that is meant with its button; of several ask which. Nothing is undone."""
    if not _decides(desk, actor):
        return answer(desk, actor, asked, Status(meaning.days))
    named, unknown = naming.all_named(desk, actor, meaning.whom)
    if unknown:
        return nobody_named(actor, unknown)
    which = Which(people=_ids(named), days=meaning.days, approved=meaning.approve, either=True)
    found = own_decisions(desk, actor, which)
    if not found:
        nothing = own_views.none(actor, named, others=_waits(desk, actor, named))
        return _with_recall(desk, actor, nothing, named, meaning.days)
    if meaning.latest or len(found) == 1:
        shown = own_views.one(desk, actor, found[0])
        found = found[:1]
    else:
        shown = own_views.which(desk, actor, found)
    return own_views.with_others(actor, shown, taken_back_too(found, which, desk.today()))


def _with_recall(
    desk: Desk, actor: Actor, reply: Reply, named: Sequence[Person], days: Sequence[date]
) -> Reply:
    """Offer to recall whom somebody named on one day to come, which another may have approved."""
    if not actor.approves or len(named) != 1 or len(days) != 1 or days[0] < desk.today():
        return reply
    recall = own_views.recall_of(actor, named[0], days[0])
    return replace(reply, rows=((recall,), *reply.rows))


def _decides(desk: Desk, actor: Actor) -> bool:
    """Tell whether somebody decides, or did of late: a post may have ended since."""
    return actor.approves or bool(own_decisions(desk, actor))


def _ids(named: Sequence[Person]) -> frozenset[int] | None:
    return frozenset(person.id for person in named) or None


def _waits(desk: Desk, actor: Actor, named: Sequence[Person]) -> bool:
    """Tell whether something still waits: of those who were named, or of anybody."""
    return any(not named or one.person in named for one in waiting.askers(desk, actor))
