"""What somebody who is called to the office asks about it, and how they confirm it in words."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked, Way
from handlers.chat.features.recalls import own_views, views
from handlers.chat.meaning import answer
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.recalls import confirming, own
from handlers.reading.meanings import AskBack, Bands, Book, ConfirmRecall, Heard, MyRecalls


def confirm(desk: Desk, actor: Actor, asked: Asked, meaning: ConfirmRecall) -> Reply:
    """
    Confirm the one recall that is meant; of several ask which.

    A confirmation tells that somebody has read the recall: one that has not arrived yet is shown
    first, and so is one that somebody else's words would confirm.
    """
    waiting = own.waiting(desk, actor, meaning.day)
    if not waiting and meaning.day is not None and not own.called(desk, actor, meaning.day):
        others = own.waiting(desk, actor)
        return own_views.not_that_day(actor, meaning.day, others)
    if not waiting:
        known = own.called(desk, actor, meaning.day)
        return own_views.shown(actor, known) if known else own_views.nothing_waits(actor)
    if len(waiting) > 1:
        return own_views.which(actor, waiting)
    one = waiting[0]
    if one.read_at is None or asked.way is Way.FORWARDED:
        return own_views.shown(actor, waiting)
    return views.confirmed(actor, confirming.confirm(desk, actor, one.recall.id))


def mine(desk: Desk, actor: Actor, asked: Asked, meaning: MyRecalls) -> Reply:
    """Show the recalls with who, why and the articles; of a day without one how it stands."""
    found = own.called(desk, actor, meaning.day)
    if found:
        return own_views.shown(actor, found)
    if meaning.day is None or meaning.day < desk.today():
        return own_views.none(actor)
    as_it_stands = answer(desk, actor, asked, Bands(meaning.day))
    none = ("recalls.own.none.day", {"day": meaning.day})
    return said_beside(as_it_stands, none, actor.locale, first=True)


def yes(desk: Desk, actor: Actor, asked_back: AskBack) -> Heard:
    """
    Take a bare yes for the recall that waits, if only one does and nothing else was begun since.

    Who writes `confermo` and no more says that something is confirmed: that is shown, or asked.
    Who cannot come sees what calls them, if anything does.
    """
    meant = asked_back.so_far
    if isinstance(meant, MyRecalls):
        return meant if own.waiting(desk, actor) else replace(asked_back, so_far=None)
    if not isinstance(meant, ConfirmRecall):
        return asked_back
    waiting = own.waiting(desk, actor)
    confirming_it = bool(asked_back.about)
    if len(waiting) == 1 and (confirming_it or own.answered_next(desk, actor, waiting[0])):
        return MyRecalls(waiting[0].recall.day)
    return meant if confirming_it else asked_back


def unable(desk: Desk, actor: Actor, asked_back: AskBack) -> Heard:
    """Show the recall of a day that is denied, rather than guess: `giovedì non posso venire`."""
    days = {wish.day for one in asked_back.options if isinstance(one, Book) for wish in one.wishes}
    calls = len(days) == 1 and own.waiting(desk, actor, min(days))
    return MyRecalls(min(days)) if calls else asked_back
