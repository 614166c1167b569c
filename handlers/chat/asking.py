"""A form as a table: how it is shown, what becomes of an answer, who may fill it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.chat.asked import Answer
from handlers.chat.replies import Reply
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.fields import READ_BY_GRAMMAR, Field, Form
from handlers.desk.forms.standing import StandingForm
from handlers.texts import Line
from storage.people.people import Person

Taken = Reply | Line
"""What follows an answer; or why it will not do: then the question is asked again."""
Shows = Callable[[Desk, Actor, StandingForm], Reply]
Takes = Callable[[Desk, Actor, StandingForm, Field, Any], Taken]


@dataclass(frozen=True, slots=True)
class Named:
    """The value of a field that is a person: whom the words may mean."""

    words: str
    people: tuple[Person, ...]


def first_missing(_desk: Desk, _actor: Actor, standing: StandingForm) -> Field | None:
    """Ask the first field that has no answer."""
    return standing.missing


def no_choices(
    _desk: Desk, _actor: Actor, _standing: StandingForm, _field: Field
) -> Mapping[str, Any]:
    """Offer nothing that could be typed instead of pressed."""
    return {}


def read_by_grammar(standing: StandingForm) -> Sequence[Field]:
    """Hear any field that the grammar reads, whatever is asked."""
    return [one for one in standing.form.fields if one.reads in READ_BY_GRAMMAR]


def nobody(_desk: Desk, _actor: Actor, _words: str) -> Sequence[Person]:
    """Find nobody: the form asks for no person."""
    return ()


def nothing_else(
    _desk: Desk, _actor: Actor, _standing: StandingForm, _words: str
) -> tuple[Field, Any] | None:
    """Take any text for the words that are asked."""
    return None


def nothing_first(
    _desk: Desk, _actor: Actor, _standing: StandingForm, _words: str
) -> Reply | None:
    """Hear nothing before the fields do."""
    return None


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
    place; None keeps it as it is. `asked` tells which field the next text answers, `also`
    which others it may; `beside` gives the other field, with its value, that a text plainly
    names while words are asked. `first` answers what is said of the whole before any field hears
    it: `anche il venerdì` adds. `people` finds who a name may mean, `choices` gives what may
    be typed instead of pressed, by its words. `send` carries out what [Invia] under the say-
    back stands for; it ends the form with what it writes. `back` goes a question back where
    that is more than taking an answer away (None: there is none before). `left` is said when
    the form is left with something in it, `closes` are words that leave this form as
    `annulla` leaves any, `may` tells who may go on with it. `stands` shows how things stand where
    [Invia] comes again, though it was carried out (see `coming_again`). `verbs` make a sentence of
    all that may be said at once, beginning with whom: `Diego mercoledì perché c'è la giunta`.
    """

    form: Form
    show: Shows
    take: Takes | None = None
    send: Shows | None = None
    asked: Callable[[Desk, Actor, StandingForm], Field | None] = first_missing
    people: Callable[[Desk, Actor, str], Sequence[Person]] = nobody
    also: Callable[[StandingForm], Sequence[Field]] = read_by_grammar
    beside: Callable[[Desk, Actor, StandingForm, str], tuple[Field, Any] | None] = nothing_else
    first: Callable[[Desk, Actor, StandingForm, str], Reply | None] = nothing_first
    choices: Callable[[Desk, Actor, StandingForm, Field], Mapping[str, Any]] = no_choices
    back: Callable[[Desk, Actor, StandingForm], Reply | None] | None = None
    left: Callable[[StandingForm], Line] = left_by_name
    closes: frozenset[str] = frozenset()
    may: Callable[[Actor], bool] = anybody
    stands: Answer | None = None
    verbs: tuple[str, ...] = ()
