"""What is said of a delegation while it is put together: yes, another end, somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.chat.agreeing import agrees
from handlers.chat.asking import Asking, Named
from handlers.chat.open_form import OpenForm
from handlers.chat.replies import Reply
from handlers.chat.understanding import bare_words, workdays_of_actor
from handlers.desk.context import Actor, Desk
from handlers.desk.delegations import actions, drafts
from handlers.desk.delegations.actions import DELEGATE, DELEGATION, FIRST, LAST
from handlers.desk.forms.standing import StandingForm
from handlers.desk.naming import known_names
from handlers.reading.ends_said import (
    ends_with_a_bare_date,
    says_a_beginning,
    says_an_end,
)
from handlers.reading.fragments import read_beginning, read_ending

if TYPE_CHECKING:
    from datetime import date


def hear(
    asking: Asking, desk: Desk, actor: Actor, standing: StandingForm, words: str
) -> Reply | None:
    """Answer a yes by pointing to the button, take another end or another person."""
    form = OpenForm(desk, actor, asking, standing)
    whole = drafts.wanted(standing.values)
    if whole is not None and agrees(words):
        return form.again(("delegations.press", {}))
    if standing.values.get(DELEGATE) is not None and known_names(desk, actor)(
        tuple(bare_words(words))
    ):
        found = tuple(actions.candidates(desk, actor, words))
        named = Named(words, found)
        return form.take(DELEGATION.field(DELEGATE), named) if found else None
    if whole is None:
        return None
    ends = _other_ends(desk, actor, whole.first, whole.last, words)
    if ends is not None:
        return form.put(**{FIRST: ends[0], LAST: ends[1]}).show()
    return form.unread(words) if says_an_end(words) else None


def _other_ends(
    desk: Desk, actor: Actor, first: date, last: date, words: str
) -> tuple[date, date] | None:
    """Give the days with the one end that was named changed; None if it does not fit."""
    week = workdays_of_actor(desk, actor)
    if says_an_end(words):
        of_that_month = ends_with_a_bare_date(words)  # `al 16` is that of the days shown
        seen_from = first if of_that_month else desk.today()
        ending = read_ending(words, today=seen_from, workdays=week)
        end = ending.value if ending.whole else None
        return (first, end) if end is not None and end >= first else None
    if says_a_beginning(words):
        beginning = read_beginning(words, today=desk.today(), workdays=week)
        begin = beginning.value if beginning.whole else None
        return (begin, last) if begin is not None and begin <= last else None
    return None
