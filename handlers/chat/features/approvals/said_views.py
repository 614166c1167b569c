"""What somebody reads whose words name nothing that waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.namesakes import MOST_PEOPLE
from handlers.chat.replies import Reply, rows_of
from handlers.desk.context import Actor
from handlers.texts import Line, message
from storage.people.people import Person


def nothing_of_the_sort(actor: Actor, sort: str) -> Reply:
    """Say that only another sort of request waits, and lead to the list."""
    rows = rows_of([button(actor, "approvals", "list")], [back_to_menu(actor.locale)])
    return Reply(text=message(f"approvals.said.none.{sort}", actor.locale), rows=rows)


def nothing_waits(
    actor: Actor, named: Sequence[Person], days: Sequence[date], *, others: bool
) -> Reply:
    """Say of whom and for which days nothing waits; lead to the list only if there is one."""
    said = [".names" if named else "", ".days" if days else ""]
    names = [person.name for person in named[:MOST_PEOPLE]]
    figures = {"names": names, "days": list(days)}
    parts: list[Line] = [(f"approvals.said.nothing{''.join(said)}", figures)]
    if others:
        parts.append(("approvals.said.nothing.others", {}))
    listed = [button(actor, "approvals", "list")] if others else []
    text = message("booking.calendar", actor.locale, parts=parts)
    return Reply(text=text, rows=rows_of(listed, [back_to_menu(actor.locale)]))
