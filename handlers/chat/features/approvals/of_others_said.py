"""Where the requests of somebody else stand, as who decides about them asked."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat.asked import Asked
from handlers.chat.features.approvals import own_said, said
from handlers.chat.menu_views import back_to_menu
from handlers.chat.namesakes import nobody_named
from handlers.chat.replies import Reply, rows_of
from handlers.desk import naming
from handlers.desk.context import Actor, Desk
from handlers.desk.requests import waiting
from handlers.reading.meanings import AskBack, Decide, MyDecisions, Recall, StatusOf
from handlers.texts import message


def fitting(_desk: Desk, actor: Actor, heard: AskBack) -> AskBack:
    """Offer decisions about a colleague only to who decides."""
    if actor.approves:
        return heard
    options = tuple(one for one in heard.options if not isinstance(one, (Decide, Recall)))
    return replace(heard, options=options)


def status_of(desk: Desk, actor: Actor, asked: Asked, meaning: StatusOf) -> Reply:
    """Show what waits of somebody, else what was decided; only who decides may know."""
    named = naming.people_named(desk, actor, meaning.whom)
    if not named:
        return nobody_named(actor, meaning.whom)
    if not actor.approves:
        name = named[0].name if len(named) == 1 else meaning.whom.title()
        text = message("approvals.not_yours_to_see", actor.locale, name=name)
        return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))
    if any(one.person in named for one in waiting.askers(desk, actor)):
        shown = Decide(approve=True, whom=meaning.whom, days=meaning.days)
        return said.decide(desk, actor, asked, shown)
    return own_said.mine(desk, actor, asked, MyDecisions(whom=(meaning.whom,), days=meaning.days))
