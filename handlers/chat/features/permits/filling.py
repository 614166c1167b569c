"""How a permit is filled in by what people write: kind, day, hours, how many days, why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from handlers.chat.asked import Asked
from handlers.chat.asking import Asking, Taken
from handlers.chat.feature import to_employees
from handlers.chat.features.permits import amended, meanwhile, reasons, views
from handlers.chat.features.permits.said_choices import WHOLE_DAYS, said_choices
from handlers.chat.features.permits.urgency import urgency_in
from handlers.chat.forms import leave_for
from handlers.chat.open_form import OpenForm, said_beside
from handlers.chat.replies import Reply
from handlers.chat.second_thoughts import answer_alone
from handlers.chat.typed import cut
from handlers.chat.understanding import is_for_the_desk, may_be_a_reason, understand
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Field
from handlers.desk.forms.standing import StandingForm
from handlers.desk.permits import actions
from handlers.desk.permits.drafts import PERMIT, draft_in
from handlers.desk.permits.form import Step
from handlers.desk.permits.month import FURTHEST
from handlers.reading.asked_anew import was_moved_by_others
from handlers.reading.meanings import Heard, OwnPermits, Permit, Reading
from handlers.texts import Line, label
from rules.facts import MINUTES_OF_A_DAY

VERBS = ("permesso", "permit")
"""With which the words after the command make a sentence."""
ASKED_AT = MappingProxyType(
    {
        Step.KIND: "kind",
        Step.EVENT: "event",
        Step.DAY: "on",
        Step.COUNT: "days",
        Step.START: "start",
        Step.LENGTH: "minutes",
        Step.URGENCY: "urgent",
        Step.WORDS: "words",
    }
)
CLOSES = frozenset(
    {
        *("annulla la visita", "annulla il permesso", "annulla permesso", "annulla visita"),
        *("annulla questo permesso", "annulla la richiesta", "lascia stare il permesso"),
        *("cancel the permit", "cancel permit", "cancel the request"),
    }
)
"""Said while a permit is put together, these are about this one."""
ALSO_HEARD = ("start", "days", "on", "kind", "half")
"""What may be written, and is taken, while something else is asked."""


def show(desk: Desk, actor: Actor, _form: StandingForm) -> Reply:
    """Ask for what is missing, or show the whole permit."""
    return views.form(actor, actions.look(desk, actor))


def asked_now(desk: Desk, actor: Actor, form: StandingForm) -> Field | None:
    """Tell what is asked; that depends on what the act gives."""
    step = actions.shown_of(desk, actor, draft_in(form.values)).form.step
    return None if step is Step.SUMMARY else PERMIT.field(ASKED_AT[step])


def also_heard(form: StandingForm) -> tuple[Field, ...]:
    """Give what else may be written: hours or a number of days, whichever it is for."""
    whole = form.values.get("whole")
    passed_over = "" if whole is None else ("start" if whole else "days")
    return tuple(PERMIT.field(name) for name in ALSO_HEARD if name != passed_over)


def choices(_desk: Desk, actor: Actor, form: StandingForm, field: Field) -> Mapping[str, Any]:
    """Give what two buttons say in words."""
    every: Mapping[str, Mapping[str, Any]] = {
        "start": {"permits.length.days": WHOLE_DAYS},
        "urgent": {"permits.urgent.yes": True, "permits.urgent.no": False},
    }
    shown = {label(key, actor.locale): value for key, value in every.get(field.name, {}).items()}
    return {**shown, **said_choices(field.name, begun=form.values.get("start") is not None)}


def plainly_urgent(
    _desk: Desk, _actor: Actor, _form: StandingForm, words: str
) -> tuple[Field, bool] | None:
    """Take words that say nothing but whether it is urgent as the answer to that."""
    urgent = urgency_in(words)
    return None if urgent is None else (PERMIT.field("urgent"), urgent)


def heard_first(desk: Desk, actor: Actor, form: StandingForm, words: str) -> Reply | None:
    """Hear what is asked or told about this permit before any field does."""
    so_far = OpenForm(desk, actor, ASKING, form)
    reply = _heard(so_far, words, understand(desk, actor, words))
    return None if reply is None else reasons.with_what_is_lost(so_far, reply)


def _heard(so_far: OpenForm, words: str, reading: Reading) -> Reply | None:
    heard = reading.heard
    return (
        meanwhile.answered(so_far, words, heard)
        or _moved_by_others(so_far, words, heard)
        or amended.amended(so_far, words)
        or reasons.not_only_a_reason(so_far, words)
        or no_reason(so_far, words, reading)
        or meanwhile.told(so_far, words, heard)
        or _day_and_hours(so_far, words, reading)
        or meanwhile.hours_of_several(so_far, words)
        or meanwhile.several_days(so_far, words)
        or amended.which_of_several(so_far, words)
    )


def _day_and_hours(so_far: OpenForm, words: str, reading: Reading) -> Reply | None:
    """Take a day with its hours; what is said beside them is named as not read."""
    taken = meanwhile.day_and_hours(so_far, words, reading.heard)
    if taken is None or (reading.whole and not reading.telling):
        return taken
    return said_beside(
        taken, ("form.partly", {"words": cut(words)}), so_far.actor.locale, first=True
    )


def _moved_by_others(so_far: OpenForm, words: str, heard: Heard) -> Reply | None:
    """Hear `il medico mi ha spostato la visita` as why it is urgent, and no wish to move it."""
    field, asked = PERMIT.field("words"), so_far.asked
    if asked not in (PERMIT.field("urgent"), field) or not isinstance(heard, OwnPermits):
        return None
    fits = field.least <= len(words) <= field.most
    return so_far.take(field, words) if fits and was_moved_by_others(words) else None


def no_reason(so_far: OpenForm, words: str, reading: Reading) -> Reply | None:
    """Hear another day, other hours or another permit where it is asked why this one is urgent."""
    values = so_far.standing.values
    if so_far.asked == PERMIT.field("urgent") and reasons.of_other_hours(so_far, reading.heard):
        return _left_for(so_far, words)
    if not values.get("urgent"):
        return None
    for name in ("on", "start"):
        value, whole = so_far.read(PERMIT.field(name), answer_alone(words))
        if value is not None and whole:
            return so_far.take(PERMIT.field(name), value)
    if _is_of_another_matter(so_far, words, reading):
        return _left_for(so_far, words)
    return None


def _left_for(so_far: OpenForm, words: str) -> Reply:
    actor = so_far.actor
    return leave_for(so_far, Asked(actor.telegram_id, actor.locale, words))


def _is_of_another_matter(so_far: OpenForm, words: str, reading: Reading) -> bool:
    """Tell whether a sentence asks for something else, and says nothing of why this is urgent."""
    values, heard = so_far.standing.values, reading.heard
    if reasons.of_other_hours(so_far, heard):
        return True
    if isinstance(heard, Permit) and heard.kind == values.get("kind"):
        day = None if heard.day is None else heard.day.isoformat()
        return day not in (None, str(values.get("on")))
    if so_far.asked != PERMIT.field("words"):
        return False
    return is_for_the_desk(reading) and not may_be_a_reason(reading, words)


def take(desk: Desk, actor: Actor, form: StandingForm, field: Field, value: Any) -> Taken:
    """Take an answer, unless no permit can have it."""
    name = field.name
    match name:
        case "kind":
            return _take_kind(desk, actor, value)
        case "on" | "event":
            return take_day(desk, actor, name, value)
        case "start" | "minutes":
            return _take_times(desk, actor, form, value)
        case "days":
            return _take_count(desk, actor, value)
    if name in ("urgent", "words"):
        urgent = {"urgent": value} if name == "urgent" else {"urgent": True, "words": value}
        return take_urgency(desk, actor, **urgent)
    anew = {"whole": False, "start": None} if name == "half" else {}
    return views.form(actor, actions.set_fields(desk, actor, **{**anew, name: value}))


def take_day(desk: Desk, actor: Actor, name: str, day: date) -> Taken:
    """Take the day of the permit (`on`), or of the event that gives it, which may be behind us."""
    today = desk.today()
    earliest = today - FURTHEST if name == "event" else today
    if not earliest <= day <= today + FURTHEST:
        return ("permits.unread.past" if day < earliest else "permits.unread.far"), {"day": day}
    return views.form(actor, actions.set_fields(desk, actor, **{name: day}))


def take_urgency(desk: Desk, actor: Actor, **said: Any) -> Reply:
    """Take whether it is urgent, or why."""
    return views.form(actor, actions.put(desk, actor, lambda draft: replace(draft, **said)))


def _take_kind(desk: Desk, actor: Actor, kind: str) -> Taken:
    offered = {one.kind for one in actions.look(desk, actor).form.balances}
    if kind not in offered:
        return "permits.unread.kind", {"kind": (f"permits.kind.{kind}", {})}
    return views.form(actor, actions.set_fields(desk, actor, kind=kind, event=None))


def _take_times(desk: Desk, actor: Actor, form: StandingForm, hours: Any) -> Taken:
    """Take what was said of hours: when it begins, how long it lasts, or both; or whole days."""
    if hours == WHOLE_DAYS:
        return views.form(actor, actions.set_fields(desk, actor, whole=True))
    begun = form.values.get("start")
    until = hours.until if hours.until is not None and begun is not None else None
    minutes = hours.minutes if until is None else until - begun
    said = {"start": hours.start, "minutes": minutes}
    fields = {name: value for name, value in said.items() if value is not None}
    if not fields or any(not 0 < value < MINUTES_OF_A_DAY for value in fields.values()):
        return "permits.unread.edge", {}
    return views.form(actor, actions.set_fields(desk, actor, whole=False, **fields))


def _take_count(desk: Desk, actor: Actor, days: int) -> Taken:
    if not 0 < days <= views.MOST_DAYS:
        unread: Line = ("permits.unread.count", {"words": str(days), "most": views.MOST_DAYS})
        return unread
    return views.form(actor, actions.set_fields(desk, actor, whole=True, days=days))


ASKING = Asking(
    form=PERMIT,
    show=show,
    take=take,
    asked=asked_now,
    also=also_heard,
    beside=plainly_urgent,
    first=heard_first,
    choices=choices,
    closes=CLOSES,
    may=to_employees,
)
