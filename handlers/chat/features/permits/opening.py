"""Begin a permit with what somebody has said already, whoever understood it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.chat.asked import Asked
from handlers.chat.features.permits import views
from handlers.chat.guards import for_employees
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import actions
from handlers.desk.permits.drafts import Draft
from handlers.desk.permits.month import FURTHEST
from handlers.texts import message
from rules.facts import PERMIT_KINDS, Half


def open_with(
    desk: Desk,
    actor: Actor,
    *,
    kind: str | None = None,
    day: date | None = None,
    half: Half | None = None,
    start: int | None = None,
    minutes: int | None = None,
    days: int | None = None,
    event: date | None = None,
    until_end: bool = False,
) -> Reply:
    """
    Begin a permit with what is understood, and ask for the rest; nothing is sent yet.

    `kind` is one of `rules.facts.PERMIT_KINDS`, `half` the half of the day in which it begins,
    `start` a minute of the day, `minutes` how long it lasts, `days` whole days instead, `event`
    the day of what gives it; `until_end`: from `start` until the working day ends. A day behind
    us, or too far, is told and not taken.
    """
    if kind is not None and kind not in PERMIT_KINDS:
        raise ValueError(f"{kind!r} is no kind of permit: there are {sorted(PERMIT_KINDS)}")
    in_hours = start is not None or minutes is not None or half is not None
    draft = Draft(
        kind=kind,
        event=event,
        whole=False if in_hours else (True if days is not None else None),
        on=day,
        half=half,
        start=start,
        minutes=minutes,
        days=None if in_hours else days,
        until_end=until_end or None,
    )
    opened = for_employees(lambda desk, actor, _: _opened(desk, actor, draft))
    return opened(desk, actor, Asked(actor.telegram_id, actor.locale))


def _opened(desk: Desk, actor: Actor, draft: Draft) -> Reply:
    today, day = desk.today(), draft.on
    if draft.event is not None and abs(draft.event - today) > FURTHEST:
        draft = replace(draft, event=None)
    if day is not None and day < today:
        return Reply(text=message("permits.unread.past", actor.locale, day=day))
    if day is not None and day > today + FURTHEST:
        return Reply(text=message("permits.unread.far", actor.locale, day=day))
    return views.form(actor, actions.start_anew(desk, actor, draft))
