"""What HR reads of permits."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.features.permits.own_views import balances, listed
from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.permits.staff import OfPerson
from handlers.desk.presses import pack
from handlers.texts import Line, label, message
from storage.people.people import Person

MOST_FOUND = 20
"""People in one answer; with more of them the words are too few."""
SHOWN = 60


def ask_whom(actor: Actor) -> Reply:
    """Ask for a name or a number."""
    text = message("permits.staff.ask", actor.locale)
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))


def found(actor: Actor, words: str, people: Sequence[Person]) -> Reply:
    """List whom the words may mean; ask again if nobody, or too many."""
    locale = actor.locale
    named = {"words": words[:SHOWN], "count": len(people)}
    if not people:
        return Reply(text=message("permits.staff.nobody", locale, **named))
    if len(people) > MOST_FOUND:
        return Reply(text=message("permits.staff.many", locale, **named))
    buttons = [[Button(_said(one), pack("permits", "person", one.id))] for one in people]
    text = message("permits.staff.which", locale, **named)
    return Reply(text=text, rows=rows_of(*buttons, [back_to_menu(locale)]))


def _said(person: Person) -> str:
    return f"{person.name} ({person.office_name})"


def of_person(actor: Actor, result: OfPerson) -> Reply:
    """Show somebody's permits of the year and what is left of each kind."""
    locale, person = actor.locale, result.person
    lines = [listed(record) for record in result.permits] or [("permits.none", {})]
    who = {"name": person.name, "number": person.number, "office": person.office_name}
    parts: list[Line] = [
        ("permits.staff.person", {**who, "permits": lines}),
        ("permits.balances.other", {"kinds": balances(result.balances)}),
        ("permits.staff.noted", {}),
    ]
    again = Button(label("permits.staff", locale), pack("permits", "staff"))
    rows = rows_of([again], [back_to_menu(locale)])
    return Reply(text=message("permits.form", locale, parts=parts), rows=rows)
