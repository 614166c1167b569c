"""What HR reads of permits."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.features.permits.own_views import balances, listed
from handlers.chat.menu_views import back_to_menu
from handlers.chat.people_picker import picker
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.permits.staff import OfPerson
from handlers.desk.presses import pack
from handlers.texts import Line, label, message
from storage.people.people import Person


def ask_whom(actor: Actor) -> Reply:
    """Ask for a name or a number."""
    text = message("permits.staff.ask", actor.locale)
    return Reply(text=text, rows=rows_of([back_to_menu(actor.locale)]))


def found(actor: Actor, words: str, people: Sequence[Person], *, page: int) -> Reply:
    """List whom the words may mean, a page of them."""
    rows = picker(
        actor,
        people,
        page=page,
        pick=lambda person: pack("permits", "person", person.id),
        turn=lambda to: pack("permits", "people", to),
    )
    text = message("permits.staff.which", actor.locale, words=words, count=len(people))
    return Reply(text=text, rows=rows_of(*rows, [back_to_menu(actor.locale)]))


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
