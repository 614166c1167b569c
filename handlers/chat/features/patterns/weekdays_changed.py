"""Weekdays that are added to a pattern or left out of it, as people say it under what is shown."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import typed
from handlers.chat.features.patterns import views
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Reads
from handlers.desk.forms.standing import StandingForm
from handlers.desk.patterns import actions
from handlers.desk.patterns.drafts import Draft, draft_in
from handlers.reading.weekdays_changed import Change, changed, leaves_out


def hear(desk: Desk, actor: Actor, form: StandingForm, words: str) -> Reply | None:
    """Add weekdays, leave them out, keep only some; of a single day tell that it stays."""
    draft = draft_in(form.values)
    said = changed(words)
    if said is None or not (draft.days or leaves_out(words)):
        return None
    change, days = said
    if not draft.days:
        return _leave_out(desk, actor, draft, days) if change is Change.LESS else None
    if change is Change.MORE:
        return _add(desk, actor, days)
    if change is Change.LESS:
        return _leave_out(desk, actor, draft, days)
    return _keep(desk, actor, days)


def _keep(desk: Desk, actor: Actor, said: str) -> Reply | None:
    """Take `solo martedì` for the weekdays of the pattern, not for the day on which it ends."""
    wanted = _weekdays(desk, actor, said)

    def kept(draft: Draft) -> Draft:
        known = dict(draft.days)
        return replace(draft, days=tuple((day, known.get(day)) for day in sorted(wanted)))

    return views.preview(actor, actions.update(desk, actor, kept)) if wanted else None


def _add(desk: Desk, actor: Actor, said: str) -> Reply | None:
    new = _weekdays(desk, actor, said)

    def added(draft: Draft) -> Draft:
        known = dict(draft.days)
        return replace(draft, days=tuple(sorted({**dict.fromkeys(new), **known}.items())))

    return views.preview(actor, actions.update(desk, actor, added)) if new else None


def _leave_out(desk: Desk, actor: Actor, draft: Draft, said: str) -> Reply | None:
    gone = _weekdays(desk, actor, said)
    kept = tuple(one for one in draft.days if one[0] not in gone)
    if gone and kept and kept != draft.days:
        shown = actions.update(desk, actor, lambda one: replace(one, days=kept))
        return views.preview(actor, shown)
    day = typed.read_as(desk, actor, Reads.DAY, said)
    if gone or not day.whole or day.value is None:
        return None
    shown = actions.update(desk, actor, lambda one: one)
    named = {"day": day.value}
    line = ("patterns.one_day", named)
    return said_beside(views.preview(actor, shown), line, actor.locale, first=True)


def _weekdays(desk: Desk, actor: Actor, said: str) -> frozenset[int]:
    found = typed.read_as(desk, actor, Reads.WEEKDAYS, said)
    return found.value if found.whole and found.value else frozenset()
