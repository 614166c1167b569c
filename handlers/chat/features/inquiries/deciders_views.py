"""Who decides, in whose name, in whose place, and who is passed over and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Button, Reply, Rows, rows_of
from handlers.desk.cases.first_step import hr_line
from handlers.desk.cases.reaching import reaching_line
from handlers.desk.context import Actor
from handlers.desk.inquiries.deciders import PassedOver, WhoDecides
from handlers.desk.inquiries.standing_in import StandingIn
from handlers.texts import Line, articles, message
from storage.people.people import Person

MOST_OFFICES = 8
"""Offices of one manager that are named in one message."""


def who_decides(actor: Actor, found: WhoDecides, hr: Person | None) -> Reply:
    """Name who decides, in whose name, and who is passed over and why."""
    own = found.about.id == actor.id
    parts = [_decides(found, hr, own=own)]
    if found.reaching is not None and not found.reaching.arrives:
        parts.append(reaching_line(found.reaching))
    if found.passed_over:
        lines = [_passed_over(found, one) for one in found.passed_over]
        if own:
            lines = [_passed_over_own(actor, found, one) for one in found.passed_over]
        parts.append(("inquiries.passed_over", {"roles": lines}))
    return _reply(actor, parts, [button(actor, "booking", "days")] if own else [])


def _decides(found: WhoDecides, hr: Person | None, *, own: bool) -> Line:
    cited = articles(found.articles)
    if found.decides is None:
        key = "inquiries.nobody_decides" if found.is_today else "inquiries.nobody_decides.day"
        return key, {"articles": cited, "hr": hr_line(hr), "day": found.day}
    named = {
        "name": found.decides.name,
        "role": found.role,
        "cited": [("inquiries.cited", {"articles": cited})] if cited else [],
        "on": on(None if found.is_today else found.day),
        "about": found.about.name,
    }
    whose = "" if own else ".of"
    if found.in_name_of is not None:
        principal = found.in_name_of.name
        return f"inquiries.decides.delegate{whose}", {**named, "principal": principal}
    return f"inquiries.decides{whose}", named


def _passed_over_own(actor: Actor, found: WhoDecides, one: PassedOver) -> Line:
    if one.holder is not None and one.holder.id == actor.id:
        return "inquiries.passed_over.you", {"role": one.role}
    return _passed_over(found, one)


def _passed_over(found: WhoDecides, one: PassedOver) -> Line:
    if one.holder is None:
        return "inquiries.passed_over.vacant", {"role": one.role}
    named = {
        "role": one.role,
        "name": one.holder.name,
        "since": one.away_since,
        "on": on(None if found.is_today else found.day),
    }
    return f"inquiries.passed_over.{'away' if one.away_since else 'cannot'}", named


def if_away(manager: Person, following: WhoDecides, *, you: bool = False) -> Line:
    """Say who would decide if a manager who is there were not; `you` is said to that manager."""
    key = "inquiries.if_away.you" if you else "inquiries.if_away"
    if following.decides is None:
        return f"{key}.nobody", {"principal": manager.name}
    named = {"name": following.decides.name, "role": following.role}
    return key, {"principal": manager.name, **named}


def in_place(
    actor: Actor, manager: Person, found: Sequence[StandingIn], day: date | None
) -> Reply:
    """Say office by office who decides in a manager's place."""
    you = manager.id == actor.id
    if not found:
        key = "inquiries.stands_in.you.none" if you else "inquiries.stands_in.none"
        none: Line = (key, {"principal": manager.name, "on": on(day)})
        return _reply(actor, [none], [])
    parts: list[Line] = []
    for one in found[:MOST_OFFICES]:
        parts.append(_in_place(manager, one, day, you=you))
        if one.next is not None:
            parts.append(if_away(manager, one.next, you=you))
    return _reply(actor, parts, [])


def _in_place(manager: Person, one: StandingIn, day: date | None, *, you: bool) -> Line:
    who = one.decides.decides
    named = {"principal": manager.name, "on": on(day), "office": one.office}
    if who is None:
        return "inquiries.stands_in.nobody", named
    if who.id == manager.id:
        return f"inquiries.stands_in.{'you' if you else 'self'}", named
    return "inquiries.stands_in", {**named, "name": who.name, "role": one.decides.role}


def with_delegations(actor: Actor, rows: Rows, manager: Person) -> Rows:
    """Lead a manager who asks about themselves to the delegations, where a stand-in is named."""
    if manager.id != actor.id:
        return rows
    return (*rows_of([button(actor, "delegations", "show")]), *rows)


def on(day: date | None) -> Line:
    """Say on which day; None is today."""
    return ("inquiries.on.today", {}) if day is None else ("inquiries.on.day", {"day": day})


def _reply(actor: Actor, parts: Sequence[Line], buttons: list[Button]) -> Reply:
    text = message("booking.calendar", actor.locale, parts=parts)
    return Reply(text=text, rows=rows_of(buttons, [back_to_menu(actor.locale)]))
