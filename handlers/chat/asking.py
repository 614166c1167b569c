"""A form as a table: how it is shown, what becomes of an answer, who may fill it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import Field, Form
from handlers.desk.forms.standing import StandingForm
from handlers.texts import Line
from storage.people.people import Person

Taken = Reply | Line
"""What follows an answer; or why it will not do: then the question is asked again."""
Shows = Callable[[Desk, Actor, StandingForm], Reply]
Takes = Callable[[Desk, Actor, StandingForm, Field, Any], Taken]


def first_missing(_desk: Desk, _actor: Actor, standing: StandingForm) -> Field | None:
    """Ask the first field that has no answer."""
    return standing.missing


def no_choices(
    _desk: Desk, _actor: Actor, _standing: StandingForm, _field: Field
) -> Mapping[str, Any]:
    """Offer nothing that could be typed instead of pressed."""
    return {}


def nobody(_desk: Desk, _actor: Actor, _words: str) -> Sequence[Person]:
    """Find nobody: the form asks for no person."""
    return ()


def left_by_name(standing: StandingForm) -> Line:
    """Say which form was left, and that nothing went out."""
    return "form.left", {"form": (f"form.name.{standing.form.name}", {})}


def anybody(_actor: Actor) -> bool:
    """Let in whoever the desk knows."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """
    How a form is asked and heard in chat.

    `show` asks for what is missing, or shows the whole to be sent. `take` puts a value in its
    place; None keeps it as it is. `asked` tells which field the next text answers. `people` finds
    who a name may mean, `choices` gives what may be typed instead of pressed, by its words.
    `send` carries out what [Invia] under the say-back stands for; it ends the form with what it
    writes. `left` is said when the form is left with something in it.
    """

    form: Form
    show: Shows
    take: Takes | None = None
    send: Shows | None = None
    asked: Callable[[Desk, Actor, StandingForm], Field | None] = first_missing
    people: Callable[[Desk, Actor, str], Sequence[Person]] = nobody
    choices: Callable[[Desk, Actor, StandingForm, Field], Mapping[str, Any]] = no_choices
    left: Callable[[StandingForm], Line] = left_by_name
    may: Callable[[Actor], bool] = anybody
