"""What people write while a permit is put together that is no plain answer, and leaves it open."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.chat.features.permits import own_views, views
from handlers.chat.open_form import OpenForm
from handlers.chat.replies import Reply
from handlers.chat.understanding import bare_words, workdays_of_actor
from handlers.desk.permits import actions, own
from handlers.desk.permits.drafts import PERMIT
from handlers.reading.ends_said import day_and_length, without_since
from handlers.reading.fragments import read_days, read_times, read_weekdays
from handlers.reading.meanings import Balance, Heard, Permit, PermitsLeft, WhyNot
from handlers.reading.taken import span

OF_DAYS_AWAY = frozenset(
    {
        *("giornata", "giornate", "agile", "smart", "casa", "remoto", "distanza", "lavoro"),
        *("telelavoro", "agili", "home", "remote", "prenotate", "prenotati", "days"),
    }
)
"""Words of a question that is plainly about days of lavoro agile, and about no permit."""
ANEW = frozenset({"permesso", "permessi", "permit", "permits", "altro", "another"})
"""Words with which a permit is asked for, rather than told why."""
GRIEF, WEEK = "bereavement", 7
ASKED_LATER = (PERMIT.field("on"), PERMIT.field("days"), PERMIT.field("start"))
"""Asked once it is known what happened: that it is told again is no answer."""

SEVERAL = 2


def answered(form: OpenForm, words: str, heard: Heard) -> Reply | None:
    """Answer what is asked about this permit, and go on with it; None for anything else."""
    kind = form.standing.values.get("kind")
    if isinstance(heard, WhyNot) and heard.day is None:
        return _why(form)
    if isinstance(heard, PermitsLeft):
        return _left(form, heard.kind or kind)
    if (
        kind is not None
        and isinstance(heard, Balance)
        and not OF_DAYS_AWAY & set(bare_words(words))
    ):
        return _left(form, kind)
    return None


def _why(form: OpenForm) -> Reply:
    shown = actions.look(form.desk, form.actor)
    if shown.form.judged is None:
        return form.again(("permits.why_asked", {}))
    return views.words_of_the_act(form.actor, shown)


def _left(form: OpenForm, kind: str | None) -> Reply:
    found = own.overview(form.desk, form.actor).balances
    of_kind = [one for one in found if kind in (None, one.kind)]
    return form.again(("permits.balances", {"kinds": own_views.balances(of_kind or found)}))


def told(form: OpenForm, words: str, heard: Heard) -> Reply | None:
    """Hear what happened as the day of the event, and ask for it if it was not said."""
    event, kind = PERMIT.field("event"), form.standing.values.get("kind")
    gone_by = _weekday_gone_by(form, words) if kind == GRIEF and form.asked == event else None
    if gone_by is not None:
        return form.take(event, gone_by)
    if not isinstance(heard, Permit) or heard.kind != kind:
        return None
    if ANEW & set(bare_words(words)) or (heard.day or heard.last or heard.start):
        return None
    if form.asked != event:
        said_again = not heard.event and not heard.minutes and form.asked in ASKED_LATER
        return form.show() if said_again else None
    day = heard.event or _day_in(form, words)
    if day is not None and (kind != GRIEF or day <= form.desk.today()):
        return form.take(event, day)
    grief = ".grief" if heard.kind == GRIEF else ""
    return form.again((f"permits.event.when{grief}", {}))


def _day_in(form: OpenForm, words: str) -> date | None:
    """Give the day that a sentence ends with, or all but its last word does."""
    said = words.strip(" .!").split()
    parts = [
        " ".join(said[first:last])
        for first in range(1, len(said))
        for last in (len(said), len(said) - 1)
    ]
    for part in parts:
        grief = form.standing.values.get("kind") == GRIEF
        gone_by = _weekday_gone_by(form, part) if grief else None
        day, whole = form.read(PERMIT.field("event"), part)
        if gone_by is not None or (day is not None and whole):
            return gone_by or day
    return None


def _weekday_gone_by(form: OpenForm, words: str) -> date | None:
    """Give the last such weekday before today: of a death `domenica` is the one gone by."""
    today, found = form.desk.today(), read_weekdays(words)
    if not found.whole or len(found.value or ()) != 1:
        return None
    back = (today.weekday() - min(found.value or ())) % WEEK
    return today - timedelta(days=back) if back else None


def day_and_hours(form: OpenForm, words: str, heard: Heard) -> Reply | None:
    """Hear a day with its hours as those of this permit: `giovedì dalle 10 alle 12`."""
    kind = form.standing.values.get("kind")
    if not isinstance(heard, Permit) or kind is None or ANEW & set(bare_words(words)):
        return None
    if heard.kind is not None or heard.day is None or heard.start is None:
        return None
    if heard.edge or heard.last or heard.event or heard.day < form.desk.today():
        return None
    said = {"on": heard.day, "start": heard.start, "minutes": heard.minutes}
    shown = actions.set_fields(form.desk, form.actor, whole=False, half=None, **said)
    return views.form(form.actor, shown)


def hours_of_several(form: OpenForm, words: str) -> Reply | None:
    """Tell that hours are had of one day, rather than let the days go that were said before."""
    days = form.standing.values.get("days") or 0
    said = read_times(words)
    if days < SEVERAL or not said.whole or said.value is None or said.value.start is None:
        return None
    return form.again(("permits.hours_of_one_day", {"days": days}))


def several_days(form: OpenForm, words: str) -> Reply | None:
    """Hear the first day with how long it lasts where only the first is asked: `dal 26 al 28`."""
    day = PERMIT.field("on")
    value, whole = form.read(day, words)
    if form.asked != day or (value is not None and whole):
        return None
    return for_days(form, words) or from_to(form, words) or _since(form, words)


def from_to(form: OpenForm, words: str) -> Reply | None:
    """Hear the first and the last day: `dal 26 al 28`."""
    workdays = workdays_of_actor(form.desk, form.actor)
    found = read_days(words, today=form.desk.today(), workdays=workdays)
    if not found.whole or not found.value or len(found.value) < 2:
        return None
    days = [wish.day for wish in found.value]
    worked = [day for day in span(days[0], days[-1]) if day.weekday() in workdays]
    if any(wish.half for wish in found.value) or not set(worked) <= set(days):
        return None
    return _put(form, on=days[0], days=len(worked))


def for_days(form: OpenForm, words: str) -> Reply | None:
    """Hear the first day and how long it lasts: `dal 26 per tre giorni`."""
    said = day_and_length(words)
    if said is None:
        return None
    on, whole = form.read(PERMIT.field("on"), said[0])
    days, counted = form.read(PERMIT.field("days"), said[1])
    return _put(form, on=on, days=days) if on and days and whole and counted else None


def _since(form: OpenForm, words: str) -> Reply | None:
    alone = without_since(words)
    if alone != words and form.doubts(alone):
        return form.unread(alone)
    on, whole = form.read(PERMIT.field("on"), alone)
    return form.take(PERMIT.field("on"), on) if on and whole and alone != words else None


def _put(form: OpenForm, *, on: date, days: int) -> Reply | None:
    if on < form.desk.today() or not 0 < days <= views.MOST_DAYS:
        return None
    shown = actions.set_fields(form.desk, form.actor, whole=True, on=on, days=days)
    return views.form(form.actor, shown)
