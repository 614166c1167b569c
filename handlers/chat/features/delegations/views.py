"""What a manager sees who names a delegate: list, colleagues, days, the question, the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import get_day_names

from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, Rows, rows_of
from handlers.desk.context import Actor
from handlers.desk.delegations.actions import Checked, Hindrance, Named, Overview, Wanted
from handlers.desk.delegations.drafts import Draft
from handlers.desk.presses import NOTHING, pack
from handlers.texts import Line, label, message
from rules.facts import Period
from rules.history import days_of
from storage.people.people import Person

ON_A_PAGE = 8
"""Colleagues on one screen of a phone."""
FURTHEST = timedelta(days=366)
EMPTY = Button("·", NOTHING)


def overview(actor: Actor, found: Overview, *, today: date) -> Reply:
    """List what was given, each with a button that ends it, and what was received."""
    parts: list[Line] = []
    if found.given:
        parts.append(("delegations.given", {"people": _lines(found.given, today)}))
    if found.received:
        parts.append(("delegations.received", {"people": _lines(found.received, today)}))
    if not parts:
        parts = [("delegations.none" if actor.held else "delegations.no_post", {})]
    ends = [
        [_button(actor, "end", "ask", one.delegation.id, name=one.delegate.name)]
        for one in found.given
    ]
    new = [_button(actor, "new", "new")] if actor.held else []
    text = message("delegations", actor.locale, parts=parts)
    return Reply(text=text, rows=rows_of(*ends, new, [back_to_menu(actor.locale)]))


def _lines(found: Sequence[Named], today: date) -> list[Line]:
    return [
        (
            "delegations.now" if one.delegation.first_day <= today else "delegations.later",
            {
                "manager": one.manager.name,
                "delegate": one.delegate.name,
                "first": one.delegation.first_day,
                "last": one.delegation.last_day,
            },
        )
        for one in found
    ]


def without_post(actor: Actor) -> Reply:
    """Tell somebody without a post that there is nothing to delegate."""
    text = message("delegations.no_post", actor.locale)
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))


def no_holder(actor: Actor, role: str) -> Reply:
    """Tell that nobody else holds a role of the body today."""
    text = message("delegations.no_holder", actor.locale, role=role)
    again = _button(actor, "other", "new")
    return Reply(text=text, rows=rows_of([again], [back_to_menu(actor.locale)]))


def colleagues(actor: Actor, found: Sequence[Person], *, page: int, words: str) -> Reply:
    """Offer colleagues, a page of them; all, or those whom a name fits."""
    if not found:
        text = message("delegations.nobody", actor.locale, words=words)
        return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))
    start = min(page, (len(found) - 1) // ON_A_PAGE) * ON_A_PAGE
    people = [
        [Button(f"{person.name} ({person.office_name})", pack("delegations", "who", person.id))]
        for person in found[start : start + ON_A_PAGE]
    ]
    turning = _pages(start // ON_A_PAGE, len(found)) if not words else []
    text = message("delegations.who", actor.locale)
    return Reply(text=text, rows=rows_of(*people, turning, [back_to_menu(actor.locale)]))


def _pages(page: int, count: int) -> list[Button]:
    last = (count - 1) // ON_A_PAGE
    before = [Button("‹", pack("delegations", "page", page - 1))] if page else []
    after = [Button("›", pack("delegations", "page", page + 1))] if page < last else []
    return [*before, Button(f"{page + 1}/{last + 1}", NOTHING), *after] if last else []


def days(actor: Actor, draft: Draft, *, month: date, today: date) -> Reply:
    """Show a month to take the first day from, or the last."""
    if draft.first is None:
        text = message("delegations.first", actor.locale)
    else:
        text = message("delegations.last", actor.locale, first=draft.first)
    month = month.replace(day=1)
    rows = _month(actor.locale, month, draft.first or today, today)
    return Reply(text=text, rows=(*rows, (back_to_menu(actor.locale),)))


def _month(locale: str, month: date, since: date, today: date) -> Rows:
    before = (month - timedelta(days=1)).replace(day=1)
    after = (month + timedelta(days=31)).replace(day=1)
    back = [_turn("booking.month.before", locale, before)] if month > today else []
    ahead = [_turn("booking.month.after", locale, after)] if after <= today + FURTHEST else []
    title = Button(label("booking.month", locale, month=month), NOTHING)
    names = get_day_names("abbreviated", locale=locale)
    cells = [EMPTY] * month.weekday() + [_cell(day, since) for day in days_of(Period.MONTH, month)]
    cells += [EMPTY] * (-len(cells) % 7)
    weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
    weekdays = [Button(names[day], NOTHING) for day in range(7)]
    return rows_of([*back, title, *ahead], weekdays, *weeks)


def _turn(key: str, locale: str, month: date) -> Button:
    return Button(label(key, locale, month=month), pack("delegations", "month", month))


def _cell(day: date, since: date) -> Button:
    return Button(str(day.day), pack("delegations", "day", day)) if day >= since else EMPTY


def unreadable_days(actor: Actor, words: str) -> Reply:
    """Tell how days are typed."""
    return Reply(text=message("delegations.unreadable", actor.locale, words=words))


def confirm(actor: Actor, checked: Checked, wanted: Wanted) -> Reply:
    """Show the whole delegation with its warnings, and ask for a yes."""
    warnings: list[Line] = [
        (f"delegations.caution.{caution}", {"delegate": checked.delegate.name})
        for caution in checked.warnings
    ]
    text = message(
        "delegations.confirm", actor.locale, warnings=warnings, **_named(checked, wanted)
    )
    yes = _button(actor, "yes", "give", wanted.delegate_id, wanted.first, wanted.last)
    other = _button(actor, "other", "new")
    return Reply(text=text, rows=rows_of([yes], [other, back_to_menu(actor.locale)]))


def hindered(actor: Actor, checked: Checked, wanted: Wanted) -> Reply:
    """Tell why it cannot be, and what to do."""
    named = _named(checked, wanted)
    if checked.standing is not None and checked.hindrance is Hindrance.OVERLAP:
        standing = checked.standing
        named |= {
            "delegate": standing.delegate.name,
            "first": standing.delegation.first_day,
            "last": standing.delegation.last_day,
        }
    text = message(f"delegations.hindered.{checked.hindrance}", actor.locale, **named)
    again = _button(actor, "other", "new")
    listed = _button(actor, "list", "show")
    return Reply(text=text, rows=rows_of([again], [listed], [back_to_menu(actor.locale)]))


def given(actor: Actor, checked: Checked, wanted: Wanted) -> Reply:
    """Confirm that somebody is named, and say who hears of it."""
    text = message("delegations.done", actor.locale, **_named(checked, wanted))
    listed = _button(actor, "list", "show")
    return Reply(text=text, rows=rows_of([listed], [back_to_menu(actor.locale)]))


def sure(actor: Actor, named: Named) -> Reply:
    """Ask once more before a delegation is ended."""
    given = named.delegation
    figures = {
        "delegate": named.delegate.name,
        "first": given.first_day,
        "last": given.last_day,
    }
    text = message("delegations.sure", actor.locale, **figures)
    yes = _button(actor, "sure", "end", given.id)
    return Reply(text=text, rows=rows_of([yes], [_button(actor, "list", "show")]))


def toast_of_end(actor: Actor, named: Named, *, ended: bool) -> str:
    """Say in a word that a delegation is ended, or was over."""
    key = "delegations.toast.ended" if ended else "delegations.toast.over"
    return label(key, actor.locale, delegate=named.delegate.name)


def _named(checked: Checked, wanted: Wanted) -> dict[str, str | date]:
    return {"delegate": checked.delegate.name, "first": wanted.first, "last": wanted.last}


def _button(actor: Actor, words: str, verb: str, *args: int | date, **named: str) -> Button:
    said = label(f"delegations.button.{words}", actor.locale, **named)
    return Button(said, pack("delegations", verb, *args))
