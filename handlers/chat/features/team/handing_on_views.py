"""What is told to who may not hand a week on call on: who does, and what to do."""

from __future__ import annotations

from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.cases.first_step import hr_line, personnel_line
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.team.handing_on import SeenTo, Turn
from handlers.texts import Line, label, message
from storage.people.people import Person


def not_by_oneself(actor: Actor, turn: Turn, seen_to: SeenTo, by: Person | None) -> Reply:
    """Tell somebody what their turn is, that they do not hand it on, and whom to ask."""
    span = {"first": turn.monday, "last": turn.last}
    parts: list[Line] = [(f"team.on_call.own.{'has' if turn.has else 'has_not'}", span)]
    if turn.has:
        parts.append(_ask(actor, seen_to, by))
    writing = []
    if turn.has and seen_to.who is not None:
        words = label("team.on_call.own.reach", actor.locale, name=seen_to.who.name)
        writing.append(Button(words, pack("contacts", "see", seen_to.who.id)))
    office = pack("team", "day", actor.person.office_id, turn.monday)
    looking = Button(label("team.on_call.own.office", actor.locale), office)
    text = message("booking.calendar", actor.locale, parts=parts)
    return Reply(text=text, rows=rows_of(writing, [looking], [back_to_menu(actor.locale)]))


def _ask(actor: Actor, seen_to: SeenTo, by: Person | None) -> Line:
    hr = personnel_line(actor, seen_to.hr)
    taking: list[Line] = [] if by is None else [("team.on_call.own.by", {"name": by.name})]
    if seen_to.who is None:
        return "team.on_call.own.ask_hr", {"hr": hr, "taking": taking}
    named = {"name": seen_to.who.name, "role": seen_to.role, "hr": hr, "taking": taking}
    return "team.on_call.own.ask", named


def not_seen_to(seen_to: SeenTo) -> Line:
    """Tell a colleague who hands on the weeks of others."""
    hr = hr_line(seen_to.hr)
    if seen_to.who is None:
        return "team.on_call.not_seen_to.hr", {"hr": hr}
    return "team.on_call.not_seen_to", {
        "name": seen_to.who.name,
        "role": seen_to.role,
        "hr": hr,
    }


def has_none(turn: Turn) -> Line:
    """Tell that somebody does not have the week that is to be taken over."""
    named = {"name": turn.person.name, "first": turn.monday, "last": turn.last}
    return "team.on_call.has_no_turn", named
