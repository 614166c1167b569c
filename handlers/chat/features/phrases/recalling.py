"""Recalls as they were said: the people found among those whom the manager may recall."""

from __future__ import annotations

from handlers.chat.features.phrases import views
from handlers.chat.features.recalls.views import screen
from handlers.chat.guards import not_a_manager
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.naming import closest
from handlers.desk.recalls import actions
from handlers.desk.recalls.drafts import Draft, Step
from handlers.desk.recalls.team import team
from handlers.reading.meanings import Recall


def open_recall(desk: Desk, actor: Actor, recall: Recall) -> Reply:
    """
    Show what the rules say of the recall; its cause, the words and the press are still to come.

    A name that several people have is looked for in the list of the recall itself.
    """
    if not actor.approves:
        return not_a_manager(actor)
    known: list[int] = []
    unsure = ""
    for name in recall.whom:
        with desk.store.reading() as uow:
            found = closest(team(uow, desk, actor, search=name), name)
        if not found:
            return views.nobody_named(actor, name)
        if len(found) > 1:
            unsure = unsure or name
        else:
            known.append(found[0].id)
    day = recall.day if actions.in_reach(desk, recall.day) else None
    step = Step.PEOPLE if unsure else Step.CARD
    draft = Draft(people=tuple(known), day=day, search=unsure, step=step)
    return screen(actor, actions.begin(desk, actor, draft))
