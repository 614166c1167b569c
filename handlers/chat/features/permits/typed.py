"""Free texts while a permit is put together: what is not understood is asked again, with why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.chat.features.approvals.views import motive_length
from handlers.chat.features.permits import views
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.permits import actions
from handlers.desk.permits.actions import Shown
from handlers.desk.permits.form import Step
from handlers.desk.permits.month import FURTHEST
from handlers.desk.permits.times import read_day, read_times
from handlers.texts import Html, Line, label, message

DAYS_STEPS = frozenset({Step.EVENT, Step.DAY})
TIMES_STEPS = frozenset({Step.LENGTH, Step.START, Step.MINUTES})
SHOWN = 60
"""Characters of an unread text that are said again."""


def hear(desk: Desk, actor: Actor, words: str) -> Reply:
    """Take a text as the answer to what is asked next."""
    step = actions.look(desk, actor).form.step
    if step in DAYS_STEPS:
        return _hear_day(desk, actor, words)
    if step in TIMES_STEPS:
        return _hear_times(desk, actor, words)
    if step is Step.COUNT:
        return _hear_count(desk, actor, words)
    if step is Step.WORDS:
        return _hear_reason(desk, actor, words)
    if step is Step.SUMMARY:
        return _hear_change(desk, actor, words)
    return _again(desk, actor, ("permits.use_buttons", {}))


def take_day(desk: Desk, actor: Actor, day: date, *, toast: bool = False) -> Reply:
    """Set the day of the permit, or of the event that gives it; a past day is told."""
    today = desk.today()
    is_event = actions.look(desk, actor).form.step is Step.EVENT
    earliest = today - FURTHEST if is_event else today
    if earliest <= day <= today + FURTHEST:
        fields: dict[str, Any] = {"event": day} if is_event else {"on": day}
        return views.form(actor, actions.set_fields(desk, actor, **fields))
    key = "permits.unread.past" if day < earliest else "permits.unread.far"
    if toast:
        return Reply(toast=label(key, actor.locale, day=day), alert=True)
    return _again(desk, actor, (key, {"day": day}))


def _hear_day(desk: Desk, actor: Actor, words: str) -> Reply:
    day = read_day(words, desk.today())
    if day is None:
        return _again(desk, actor, ("permits.unread.day", _said(words)))
    return take_day(desk, actor, day)


def _hear_times(desk: Desk, actor: Actor, words: str) -> Reply:
    times = read_times(words)
    if times is None:
        return _again(desk, actor, ("permits.unread.time", _said(words)))
    named = {"start": times.start, "minutes": times.minutes}
    fields = {name: value for name, value in named.items() if value is not None}
    return views.form(actor, actions.set_fields(desk, actor, whole=False, **fields))


def _hear_count(desk: Desk, actor: Actor, words: str) -> Reply:
    number = words.partition(" ")[0]
    days = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else 0
    if not 0 < days <= views.MOST_DAYS:
        unread: Line = ("permits.unread.count", {**_said(words), "most": views.MOST_DAYS})
        return _again(desk, actor, unread)
    return views.form(actor, actions.set_fields(desk, actor, days=days))


def _hear_reason(desk: Desk, actor: Actor, words: str) -> Reply:
    unfit = motive_length(actor, words)
    if unfit is not None:
        return unfit
    return views.form(actor, actions.put(desk, actor, lambda draft: replace(draft, words=words)))


def _hear_change(desk: Desk, actor: Actor, words: str) -> Reply:
    """Take a text under the summary as other hours or another day."""
    whole = actions.look(desk, actor).form.draft.whole
    times = None if whole else read_times(words)
    if times is not None:
        return _hear_times(desk, actor, words)
    if read_day(words, desk.today()) is not None:
        return _hear_day(desk, actor, words)
    return _again(desk, actor, ("permits.unread.change", _said(words)))


def _said(words: str) -> Mapping[str, str]:
    return {"words": words if len(words) <= SHOWN else f"{words[:SHOWN]}…"}


def _again(desk: Desk, actor: Actor, why: Line) -> Reply:
    """Tell what was not understood, and ask once more."""
    shown: Shown = actions.look(desk, actor)
    asked = views.form(actor, shown)
    key, named = why
    told = message(key, actor.locale, **named)
    return replace(asked, text=Html(f"{told}\n\n{asked.text or ''}"))
