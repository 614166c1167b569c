"""What a manager sees who names a delegate: list, colleagues, days, the question, the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.chat import calendar
from handlers.chat.calendar import EMPTY
from handlers.chat.menu_views import back_to_menu
from handlers.chat.people_picker import picker
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.delegations.actions import Checked, Hindrance, Named, Overview, Wanted
from handlers.desk.presses import pack
from handlers.texts import Line, label, message
from storage.people.people import Person

FURTHEST = timedelta(days=366)


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
    rows = picker(
        actor,
        found,
        page=page,
        pick=lambda person: pack("delegations", "who", person.id),
        turn=lambda to: pack("delegations", "page", to),
    )
    text = message("delegations.who", actor.locale)
    return Reply(text=text, rows=rows_of(*rows, [back_to_menu(actor.locale)]))


def days(actor: Actor, since: date | None, *, month: date, today: date) -> Reply:
    """Show a month to take the first day from, or the last."""
    if since is None:
        text = message("delegations.first", actor.locale)
    else:
        text = message("delegations.last", actor.locale, first=since)
    rows = calendar.month(
        actor.locale,
        month,
        day=lambda day: _cell(day, since or today),
        turn=lambda to: pack("delegations", "month", to),
        earliest=today,
        latest=today + FURTHEST,
    )
    return Reply(text=text, rows=rows_of(*rows, [back_to_menu(actor.locale)]))


def to_whom(person: Person) -> Line:
    """Say to whom the days will be delegated."""
    return "delegations.to", {"name": person.name}


def _cell(day: date, since: date) -> Button:
    return Button(str(day.day), pack("delegations", "day", day)) if day >= since else EMPTY


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
