"""What is said of a permit that stands: another day or hour, an hour later, one more beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from handlers.chat import typed
from handlers.chat.agreeing import agrees
from handlers.chat.features.permits import meanwhile, said, views
from handlers.chat.open_form import OpenForm, opened
from handlers.chat.replies import Button, Reply, rows_of
from handlers.chat.understanding import understand, workdays_of_actor
from handlers.desk.context import Actor
from handlers.desk.forms.fields import Field
from handlers.desk.permits import actions
from handlers.desk.permits.drafts import PERMIT, Draft, draft_in
from handlers.desk.permits.form import Form
from handlers.desk.presses import pack
from handlers.reading.answers_moved import Correction
from handlers.reading.around_answers import correction_in
from handlers.reading.asked_anew import asked_anew
from handlers.reading.fragments import read_days, read_kind
from handlers.reading.hours import Hours
from handlers.reading.meanings import Permit, Wish
from handlers.texts import label, message
from rules.facts import MINUTES_OF_A_DAY

ON, START, DAYS, KIND, HALF, EVENT = map(
    PERMIT.field, ("on", "start", "days", "kind", "half", "event")
)
ANEW = MappingProxyType(
    {
        "on": {"on": None},
        "start": {"start": None, "minutes": None},
        "kind": {"kind": None, "event": None},
    }
)
OF_DAYS = re.compile(r"\b(?:giorn[oi]|days?)\s*$", re.IGNORECASE)
SET_RIGHT = re.compile(
    r"(?P<first>.+?)[\s,]+(?:no[\s,]+)?(?:anzi|o meglio|no aspetta|scusa|scusi|or rather|i mean)"
    r"[\s,]+(?P<rest>.+?)[\s.!]*",
    re.IGNORECASE,
)
"""An answer, and what shall be instead of it."""
AT_AN_HOUR = re.compile(r"\W*(?:(?:no|anzi)\W+)*(?:alle|all['’]|at)\b", re.IGNORECASE)
OF_HOURS = re.compile(r"\W*(?:no\W+)?(?:d?alle|d?all['’]|at|from)\b", re.IGNORECASE)
MOST_OFFERED, MOST_BESIDE = 4, 6


def amended(form: OpenForm, words: str) -> Reply | None:
    """Take what words change of the permit that is put together; None if they change nothing."""
    draft = draft_in(form.standing.values)
    if draft.kind is None and draft.on is None:
        return None
    lasting = meanwhile.for_days(form, words)
    if lasting is not None or form.asked == EVENT:
        return lasting
    if agrees(words):
        return _to_be_pressed(form)
    return (
        _asked_anew(form, draft, words)
        or _which_end(form, draft, words)
        or _corrected(form, draft, words)
        or _set_right(form, words)
        or _hour_in_doubt(form, words)
    )


def _set_right(form: OpenForm, words: str) -> Reply | None:
    """Take the second of two answers: `alle 14, anzi alle 15`."""
    told = SET_RIGHT.fullmatch(words)
    for field in (ON, START) if told else ():
        said = [form.read(field, told[part]) for part in ("first", "rest")] if told else []
        if all(whole and value is not None for value, whole in said):
            return form.take(field, said[-1][0])
    return None


def _hour_in_doubt(form: OpenForm, words: str) -> Reply | None:
    """Ask which hour is meant, though something else was asked: `dalle 3`."""
    if form.asked in (None, START, EVENT) or OF_HOURS.match(words) is None:
        return None
    return form.unread(words, START) if form.doubts(words, START) else None


def _which_end(form: OpenForm, draft: Draft, words: str) -> Reply | None:
    """Ask whether it begins or ends at an hour that is nearer to the end: `no, alle 13`."""
    hours, whole = form.read(START, words) if AT_AN_HOUR.match(words) else (None, False)
    if not whole or not isinstance(hours, Hours) or draft.start is None or not draft.minutes:
        return None
    at, ends = hours.start, draft.start + draft.minutes
    if at is None or hours.minutes or not draft.start + ends < 2 * at < 2 * ends:
        return None
    meant = (Hours(at, draft.minutes), Hours(draft.start, at - draft.start))
    buttons = [
        Button(typed.said(one, form.actor.locale), pack("forms", "pick", START.name, written))
        for one in meant
        if (written := typed.written(one)) is not None
    ]
    reply = form.again(("form.why.which_reading", {"about": typed.cut(words)}))
    return replace(reply, rows=(*rows_of(*([one] for one in buttons)), *reply.rows))


def _asked_anew(form: OpenForm, draft: Draft, words: str) -> Reply | None:
    """Ask once more for what somebody wants to change, and has not said: `cambia giorno`."""
    denied = _denied(form, draft, words)
    if denied == "":
        return _not_read(form, words)
    anew = denied or asked_anew(words)
    if anew is None:
        return None
    return _set(form, **({"days": None} if anew == "start" and draft.whole else ANEW[anew]))


def _denied(form: OpenForm, draft: Draft, words: str) -> str | None:
    """
    Give what is said not to be meant of the permit that stands: `non giovedì`, `non alle 9`.

    Empty where a day or an hour is denied that nobody said.
    """
    denied, _, rest = words.strip(" .!?").removeprefix("no, ").partition(" ")
    if denied.casefold() not in ("non", "not"):
        return None
    day, whole = form.read(ON, rest)
    if whole and day is not None:
        return "on" if day == draft.on else ""
    hours, whole = form.read(START, rest)
    at = hours.start if whole and isinstance(hours, Hours) else None
    if at is None:
        return None
    return "start" if at == draft.start else ""


def _corrected(form: OpenForm, draft: Draft, words: str) -> Reply | None:
    found = correction_in(words)
    if found.denied and not _is_what_stands(form, draft, found.denied):
        return _not_read(form, words) if found.moves or form.asked is None else None
    if found.taken_off or (found.beside and draft.on is not None):
        return _counted(form, draft, found) or _added(form, draft, found, words)
    if found.either:
        return form.again(("permits.earlier_or_later", {}))
    moved = _moved(form, draft, found, words)
    if moved is not None:
        return moved
    framed = found.instead or found.same_hours or found.said != words.strip(" .!?")
    return (_taken(form, draft, found) if framed else None) or _half_day(form, draft, found.said)


def _not_read(form: OpenForm, words: str) -> Reply:
    """Name words of which only a part is a change: none of it is taken."""
    if form.asked is None:
        return form.again(("form.unread.change", {"words": typed.cut(words)}))
    if form.asked.name in ("urgent", "words"):
        return form.again(("form.words.not_taken", {"words": typed.cut(words)}))
    return form.again((f"form.unread.{form.asked.reads.value}", {"words": typed.cut(words)}))


def _is_what_stands(form: OpenForm, draft: Draft, denied: str) -> bool:
    """Tell whether the day or the hours that are denied are those of the permit, and no more."""
    if draft.on is not None and draft.on in _days(form, denied):
        return True
    said = (form.read(START, f"{at}{denied}") for at in ("", "alle ", "dalle "))
    hours = [value for value, whole in said if whole and isinstance(value, Hours)]
    return any(one.start in (None, draft.start) for one in hours)


def _counted(form: OpenForm, draft: Draft, found: Correction) -> Reply | None:
    """Let whole days be so many more, or fewer: `aggiungi un giorno`."""
    count, whole = form.read(DAYS, found.said)
    if not (draft.whole and draft.days and whole and count and OF_DAYS.search(found.said)):
        return None
    return form.take(DAYS, draft.days + (-count if found.taken_off else count))


def _added(form: OpenForm, draft: Draft, found: Correction, words: str) -> Reply | None:
    """Show one more, or take off what stands."""
    taken = _taken_off if found.taken_off else _one_more
    return taken(form, draft, found, words)


def _taken_off(form: OpenForm, draft: Draft, found: Correction, words: str) -> Reply | None:
    """Ask for the day anew where the one that stands is taken off; of another say it stays."""
    days = _days(form, found.said)
    if days and draft.on in days and form.standing.values.get("urgent") is None:
        return _set(form, **ANEW["on"])
    ready = form.asked is None
    return _not_read(form, words) if days or ready else None


def _to_be_pressed(form: OpenForm) -> Reply | None:
    """Point to the button, where all is said and it may be sent."""
    ready = form.asked is None and actions.look(form.desk, form.actor).form.sendable
    return form.again(("form.press", {})) if ready else None


def _set(form: OpenForm, **fields: Any) -> Reply:
    return views.form(form.actor, actions.set_fields(form.desk, form.actor, **fields))


def _moved(form: OpenForm, draft: Draft, found: Correction, words: str) -> Reply | None:
    """Put it so much earlier or later, or let it last longer; None if that was not said."""
    if found.days_later and not found.later and draft.on is not None:
        return form.take(ON, draft.on + timedelta(days=found.days_later))
    if draft.start is None or not (found.later or found.longer):
        return None
    start = draft.start + found.later
    minutes = None if draft.minutes is None else draft.minutes + found.longer
    ends = start + (minutes or 0)
    if not 0 < start < ends <= MINUTES_OF_A_DAY and minutes is not None:
        return form.again(("permits.unread.edge", {}))
    if found.left:
        return _moved_on(form, found.left, words, start=start, minutes=minutes)
    on = draft.on and draft.on + timedelta(days=found.days_later)
    return _set(form, on=on, start=start, minutes=minutes)


def _moved_on(form: OpenForm, said: str, words: str, **hours: int | None) -> Reply:
    """Put it on another day at hours that are moved; where the day is in doubt, ask for it."""
    day, whole = form.read(ON, said)
    if whole and day is not None and day >= form.desk.today():
        return _set(form, on=day, **hours)
    if len(_days(form, said)) < MOST_OFFERED // 2:
        return _not_read(form, words)
    actions.set_fields(form.desk, form.actor, on=None, **hours)
    return opened(form.desk, form.actor, form.asking).unread(said, ON)


def _taken(form: OpenForm, draft: Draft, found: Correction) -> Reply | None:
    """Take what is left of the words as the day, the hours or the kind."""
    text = found.said
    several = meanwhile.hours_of_several(form, text)
    reading = understand(form.desk, form.actor, text)
    timed = reading.heard if reading.whole and not reading.telling else None
    for field in _fields(form, draft):
        value, whole = form.read(field, text)
        if whole and value is not None:
            shown = several if field == START else _half_day(form, draft, text)
            return shown or form.take(field, value)
    if timed is not None:
        shown = meanwhile.day_and_hours(form, text, timed)
        if shown is not None:
            return shown
    kind = _other_kind(draft, text) if found.instead else None
    if kind is not None:
        return form.take(KIND, kind)
    doubted = [one for one in (ON, START) if found.instead and form.doubts(text, one)]
    days = meanwhile.for_days(form, text) or _that_weekday(form, draft, found)
    return days or (form.unread(text, doubted[0]) if doubted else None)


def _that_weekday(form: OpenForm, draft: Draft, found: Correction) -> Reply | None:
    """Take the day of another week: `la settimana prossima alla stessa ora`."""
    days = _days(form, found.said) if found.same_hours else ()
    same = [one for one in days if draft.on and one.weekday() == draft.on.weekday()]
    return form.take(ON, same[0]) if len(same) == 1 else None


def which_of_several(form: OpenForm, words: str) -> Reply | None:
    """Ask which of several days is meant first, that a permit cannot be had for together."""
    draft = draft_in(form.standing.values)
    days = _days(form, correction_in(words).said)
    if draft.kind is None or form.asked in (KIND, EVENT) or len(days) < MOST_OFFERED // 2:
        return None
    locale = form.actor.locale
    choices = [
        Button(typed.said_day(day, locale), pack("forms", "pick", ON.name, f"{day:%Y%m%d}"))
        for day in days[:MOST_OFFERED]
    ]
    reply = form.again(("permits.which_first", {"words": typed.cut(words)}))
    return replace(reply, rows=(*rows_of(*([one] for one in choices)), *reply.rows))


def _days(form: OpenForm, text: str) -> tuple[date, ...]:
    """Give the days that a text is, or may be, today or to come."""
    week = workdays_of_actor(form.desk, form.actor)
    found = read_days(text, today=form.desk.today(), workdays=week)
    offered = tuple(wish for choice in found.choices for wish in choice)
    wishes = (found.value or offered) if found.whole else ()
    days = dict.fromkeys(wish.day for wish in wishes if wish.day >= form.desk.today())
    return tuple(days)


def _fields(form: OpenForm, draft: Draft) -> list[Field]:
    """Give what may be meant, what is asked first; `facciamo 9` is an hour where one is asked."""
    known = [ON, DAYS if draft.whole else START]
    asked = form.asked
    return [asked, *known] if asked in (DAYS, START) else known


def _half_day(form: OpenForm, draft: Draft, text: str) -> Reply | None:
    """Take a day with its half: `giovedì pomeriggio` leaves the hour open."""
    wish = _wish(form, text)
    if wish is None or wish.half is None or draft.whole or wish.day < form.desk.today():
        return None
    return _set(form, on=wish.day, half=wish.half, whole=False, start=None)


def _wish(form: OpenForm, text: str) -> Wish | None:
    """Give the one day, or half day, that a text is."""
    week = workdays_of_actor(form.desk, form.actor)
    found = read_days(text, today=form.desk.today(), workdays=week)
    one = found.value if found.whole and found.value and len(found.value) == 1 else ()
    return next(iter(one), None)


def _other_kind(draft: Draft, text: str) -> str | None:
    for words in (text, f"permesso {text}"):
        kind = read_kind(words)
        if kind.whole and kind.value not in (None, draft.kind):
            return kind.value
    return None


# ------------------------------------------------------------ one more beside it


def _one_more(form: OpenForm, draft: Draft, found: Correction, words: str) -> Reply | None:
    """Show the permit as it stands, and the other under it with a button of its own."""
    others = _others(form, draft, found)
    if not others:
        return _not_read(form, words) if draft.on in _days(form, found.said) else None
    if len(others) > MOST_BESIDE:
        return form.again(("permits.which_first", {"words": typed.cut(found.said)}))
    shown = [actions.shown_of(form.desk, form.actor, one).form for one in others]
    first = form.again(("permits.one_at_a_time", {}))
    return replace(first, more=tuple(_offered(form.actor, one) for one in shown))


def _others(form: OpenForm, draft: Draft, found: Correction) -> tuple[Draft, ...]:
    same = replace(draft, urgent=None, words=None, corrects=None)
    several = _days(form, found.said)
    if found.days_later and draft.on is not None:
        several = (draft.on + timedelta(days=found.days_later),)
    elif found.same_hours:
        weekday = draft.on and draft.on.weekday()
        several = tuple(one for one in several if one.weekday() == weekday) or several
    if found.days_later or len(several) > 1 or (found.same_hours and several):
        return tuple(replace(same, on=day) for day in several if day != draft.on)
    other = _other(form, draft, found.said)
    return (other,) if other is not None and other != same else ()


def _other(form: OpenForm, draft: Draft, text: str) -> Draft | None:
    """Give the other permit: of the same kind, and at the same hours where none were said."""
    other = replace(draft, urgent=None, words=None, corrects=None)
    wish = _wish(form, text)
    if wish is not None and wish.day >= form.desk.today():
        start = None if wish.half else other.start
        return replace(other, on=wish.day, half=wish.half or other.half, start=start)
    heard = understand(form.desk, form.actor, text)
    if not heard.whole or not isinstance(heard.heard, Permit):
        return None
    permit = heard.heard
    if permit.start is None or permit.last or permit.edge or permit.kind not in (None, draft.kind):
        return None
    return replace(
        other,
        on=permit.day or draft.on,
        whole=False,
        half=None,
        days=None,
        start=permit.start,
        minutes=permit.minutes,
    )


def _offered(actor: Actor, other: Form) -> Reply:
    draft = other.draft
    text = message("permits.one_more", actor.locale, known=views.so_far(other))
    meant = Permit(
        kind=draft.kind,
        day=draft.on,
        half=draft.half,
        start=draft.start,
        minutes=draft.minutes,
        whole=draft.days == 1,
    )
    go_on = Button(label("phrases.go_on", actor.locale), said.data_of(meant))
    return Reply(text=text, rows=rows_of([go_on]))
