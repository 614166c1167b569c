"""
A form is closed as soon as somebody does something else, and the answer says so.

Any command closes it, and so does the menu; a button of another feature closes one that waits for
free words. A question that was asked back is settled by any of them. What is ticked in a calendar
waits for no text, and stays.
"""

from __future__ import annotations

from handlers.chat import registry, sentences
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.forms import standing as forms
from handlers.desk.forms.fields import given
from handlers.desk.forms.standing import FormTooOldError, StandingForm
from handlers.texts import Line
from storage.people import dialogues
from storage.people.dialogues import Standing

MENU, ANY_FORM = "menu", "forms"
"""Features whose buttons are about whatever is open."""
LOOKS = frozenset({"team", "today", "closures", "eligibility"})
"""Features whose buttons take no day's place: what is shown beside them still stands."""


def open_row(desk: Desk, actor: Actor) -> Standing | None:
    """Give whatever this person has open; None if nothing is, or it was left long ago."""
    with desk.store.reading() as uow:
        row = dialogues.load(uow, actor.telegram_id)
    return None if forms.is_over(row, at=desk.clock()) else row


def close(desk: Desk, actor: Actor) -> None:
    """Close whatever is open."""
    with desk.store.writing() as uow:
        dialogues.end(uow, actor.telegram_id)
        uow.commit()


def to_close(desk: Desk, actor: Actor, feature: str = "") -> Standing | None:
    """Give what is closed by a command, or by a button of a feature; None if nothing is."""
    row = open_row(desk, actor)
    if row is None or row.feature not in registry.forms():
        if row is not None and sentences.waits(row):
            leaves = sentences.stand_beside if feature in LOOKS else sentences.settle
            leaves(desk, actor)
        return None
    if not feature or feature == MENU:
        return row
    if feature == ANY_FORM:
        return None
    elsewhere = registry.owners()[row.feature] != feature
    return row if elsewhere and _waits_for_words(desk, actor, row) else None


def close_after(desk: Desk, actor: Actor, before: Standing, reply: Reply) -> Reply:
    """Close what was open before, unless the answer moved or ended it, and say so."""
    if reply == Reply():
        return reply
    note = _note(before)
    if not _ended(desk, actor, before) or note is None:
        return reply
    return said_beside(reply, note, actor.locale)


def _waits_for_words(desk: Desk, actor: Actor, row: Standing) -> bool:
    asking, standing = registry.forms()[row.feature], _standing(row)
    if standing is None:
        return True
    field = asking.asked(desk, actor, standing)
    return (field is None and asking.send is not None) or (field is not None and field.is_words)


def _note(row: Standing) -> Line | None:
    """Say what is left; nothing where nothing was asked yet that anybody would miss."""
    asking, standing = registry.forms()[row.feature], _standing(row)
    if standing is None:
        return None
    begun = any(given(standing.values, field) for field in asking.form.fields)
    asks_words = asking.form.fields[0].is_words
    return asking.left(standing) if begun or asks_words else None


def _standing(row: Standing) -> StandingForm | None:
    try:
        return forms.of_row(registry.forms()[row.feature].form, row)
    except FormTooOldError:
        return None


def _ended(desk: Desk, actor: Actor, before: Standing) -> bool:
    with desk.store.writing() as uow:
        now = dialogues.load(uow, actor.telegram_id)
        if now != before:  # a version alone begins again at 1 after an end
            return now is not None and now.feature == sentences.FEATURE
        dialogues.end(uow, actor.telegram_id)
        uow.commit()
    return True
