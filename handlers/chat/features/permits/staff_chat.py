"""Balances of the staff, for HR."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handlers.chat.asked import Answer, Asked
from handlers.chat.asking import Asking, Named
from handlers.chat.features.permits import staff_views
from handlers.chat.open_form import OpenForm, opened
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Field
from handlers.desk.forms.standing import StandingForm
from handlers.desk.permits import staff
from storage.tables import Role


def ask_whom(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Ask for a name or a number."""
    return show(desk, actor, staff.begin_search(desk, actor))


def turn(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show another page of those whom the words fit."""
    return opened(desk, actor, ASKING).put(page=asked.press.number(0)).show()


def show(desk: Desk, actor: Actor, form: StandingForm) -> Reply:
    """Ask for a name, or list whom it may mean."""
    words = form.values.get("search", "")
    if not words:
        return staff_views.ask_whom(actor)
    found = staff.search(desk, actor, words)
    return staff_views.found(actor, words, found, page=form.values.get("page", 0))


def take(desk: Desk, actor: Actor, form: StandingForm, _field: Field, value: Named) -> Reply:
    """Show the one person of that name or number, or list whom it may mean."""
    if len(value.people) == 1:
        return staff_views.of_person(actor, staff.of_person(desk, actor, value.people[0].id))
    return OpenForm(desk, actor, ASKING, form).put(search=value.words, page=0).show()


def show_person(desk: Desk, actor: Actor, asked: Asked) -> Reply:
    """Show what somebody has of permits."""
    found = staff.of_person(desk, actor, asked.press.number(0))
    return staff_views.of_person(actor, found)


ASKING = Asking(
    form=staff.SEARCH,
    show=show,
    take=take,
    people=staff.search,
    may=lambda actor: Role.HR in actor.roles,
)
ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {"staff": ask_whom, "people": turn, "person": show_person}
)
"""By the verb of the button."""
