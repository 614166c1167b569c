"""Begin a delegation with what is known of it already, from whatever way it was said."""

from __future__ import annotations

from datetime import date

from handlers.chat.features.delegations import views
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.delegations import actions, drafts
from handlers.desk.delegations.actions import DELEGATE, FIRST, LAST
from handlers.desk.forms.standing import StandingForm


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
    days = {FIRST: first or last, LAST: last or first}
    return show(desk, actor, drafts.begin(desk, actor, **{DELEGATE: delegate_id, **days}))


def show(desk: Desk, actor: Actor, form: StandingForm) -> Reply:
    """Ask for the person, then for the days, then show the whole with its warnings."""
    values = form.values
    if values.get(DELEGATE) is None:
        search, page = values.get("search", ""), values.get("page", 0)
        found = actions.candidates(desk, actor, search)
        return views.colleagues(actor, found, page=page, words=search)
    wanted = drafts.wanted(values)
    if wanted is None:
        first = values.get(FIRST)
        month = values.get("month") or first or desk.today()
        asked = views.days(actor, first, month=month, today=desk.today())
        whom = views.to_whom(actions.person_of(desk, actor, values[DELEGATE]))
        return said_beside(asked, whom, actor.locale, first=True)
    checked = actions.check(desk, actor, wanted)
    if checked.hindrance is not None:
        return views.hindered(actor, checked, wanted)
    return views.confirm(actor, checked, wanted)
