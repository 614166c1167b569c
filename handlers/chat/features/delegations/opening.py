"""Begin a delegation with what is known of it already, from whatever way it was said."""

from __future__ import annotations

from datetime import date

from handlers.chat.features.delegations import views
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.delegations import actions, drafts
from handlers.desk.delegations.drafts import Draft


def open_with(
    desk: Desk,
    actor: Actor,
    *,
    delegate_id: int | None,
    first: date | None,
    last: date | None,
) -> Reply:
    """
    Ask for what is missing (None), or for a yes if nothing is; nothing is written before that.

    One day alone is first and last day. Raises NotFound for somebody of another body.
    """
    if not actor.held:
        return views.without_post(actor)
    draft = Draft(delegate_id=delegate_id, first=first or last, last=last or first)
    return ask_next(desk, actor, drafts.keep(desk, actor, draft))


def ask_next(desk: Desk, actor: Actor, draft: Draft) -> Reply:
    """Ask for the person, then for the days, then show the whole with its warnings."""
    if draft.delegate_id is None:
        return views.colleagues(actor, actions.candidates(desk, actor), page=0, words="")
    wanted = draft.wanted
    if wanted is None:
        month = (draft.first or desk.today()).replace(day=1)
        return views.days(actor, draft, month=month, today=desk.today())
    checked = actions.check(desk, actor, wanted)
    if checked.hindrance is not None:
        return views.hindered(actor, checked, wanted)
    return views.confirm(actor, checked, wanted)
