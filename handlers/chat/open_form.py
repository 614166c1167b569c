"""A form that somebody has open: what is asked of them, shown to them, written down for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from handlers.chat import typed
from handlers.chat.asking import Asking, Named
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor, Desk
from handlers.desk.forms import standing as forms
from handlers.desk.forms.fields import READ_BY_GRAMMAR, Field, Form, Reads, given
from handlers.desk.forms.standing import StandingForm
from handlers.desk.presses import StalePressError, pack
from handlers.texts import Html, Line, label, message
from storage.errors import Stale

MOST_CHOICES = 4
"""What a text may have meant, as many as are offered."""


@dataclass(frozen=True, slots=True)
class OpenForm:
    """Who has it open, its table, and as far as it is filled in."""

    desk: Desk
    actor: Actor
    asking: Asking
    standing: StandingForm

    @property
    def asked(self) -> Field | None:
        """The field that is asked; None if all is said."""
        return self.asking.asked(self.desk, self.actor, self.standing)

    @property
    def answered(self) -> Field | None:
        """The field that the next text answers: under words that are said back, the words anew."""
        asked = self.asked
        if asked is not None or self.asking.send is None:
            return asked
        return self.words_given

    @property
    def words_given(self) -> Field | None:
        """The field of the free words that were said last; None if there are none."""
        words = [field for field in self.asking.form.fields if field.is_words]
        return next((one for one in reversed(words) if given(self.standing.values, one)), None)

    @property
    def can_be_sent(self) -> bool:
        """Whether all is said and shown, and only a press is to come."""
        return self.standing.missing is None

    @property
    def left(self) -> Line:
        """What is said when it is left."""
        return self.asking.left(self.standing)

    def show(self) -> Reply:
        """Ask for what is missing, or show the whole."""
        return self.asking.show(self.desk, self.actor, self.standing)

    def again(self, why: Line) -> Reply:
        """Tell why something is no answer, and ask once more."""
        return said_beside(self.show(), why, self.actor.locale, first=True)

    def put(self, **values: Any) -> OpenForm:
        """Write answers down; raise StalePressError if the form moved on on another phone."""
        try:
            with self.desk.store.writing() as uow:
                after = forms.put(uow, self.standing, at=self.desk.clock(), **values)
                uow.commit()
        except Stale as error:
            raise StalePressError("the form moved on in the meantime") from error
        return replace(self, standing=after)

    def take(self, field: Field, value: Any) -> Reply:
        """Take a value as the answer to a field, and go on."""
        if self.asking.take is None:
            return self.put(**{field.name: value}).show()
        taken = self.asking.take(self.desk, self.actor, self.standing, field, value)
        return taken if isinstance(taken, Reply) else self.again(taken)

    def back(self) -> Reply:
        """Ask the question before once more; what goes without saying is passed over."""
        if self.asking.back is not None:
            reply = self.asking.back(self.desk, self.actor, self.standing)
            return self.again(("form.back.first", {})) if reply is None else reply
        now, form = self.asked, self.asking.form
        names = [field.name for field in form.fields]
        before = names if now is None else names[: names.index(now.name)]
        so_far = self
        for name in reversed(before):
            if given(so_far.standing.values, form.field(name)):
                so_far = so_far.put(**{name: None})
                if so_far.asked != now:
                    return so_far.show()
        return so_far.again(("form.back.first", {}))

    def read(self, field: Field, text: str) -> tuple[Any, bool]:
        """Give the value that a text has for a field (None: none), and whether it is all read."""
        choices = self.asking.choices(self.desk, self.actor, self.standing, field)
        chosen = typed.as_choice(text, choices)
        if chosen is not None:
            return chosen, True
        if field.reads is Reads.PERSON:
            found = tuple(self.asking.people(self.desk, self.actor, text))
            return (Named(text, found) if found else None), True
        if field.reads is Reads.CHOICE:
            return None, False
        fragment = typed.read_as(self.desk, self.actor, field.reads, text)
        return fragment.value, fragment.whole

    def doubts(self, text: str, other: Field | None = None) -> bool:
        """Tell whether a text answers what is asked, or an `other` field, but cannot be taken."""
        field = other or self.answered
        if field is None or field.reads not in READ_BY_GRAMMAR:
            return False
        fragment = typed.read_as(self.desk, self.actor, field.reads, text)
        return fragment.whole and fragment.value is None

    def unread(self, text: str, other: Field | None = None) -> Reply:
        """Tell why a text is no answer, with what it may have meant as buttons."""
        field = other or self.answered
        if field is None:
            return self.again(("form.unread.change", {"words": typed.cut(text)}))
        if field.reads not in READ_BY_GRAMMAR:
            return self.again((f"form.unread.{field.reads.value}", {"words": typed.cut(text)}))
        fragment = typed.read_as(self.desk, self.actor, field.reads, text)
        reply = self.again(typed.why_unread(field.reads, text, fragment))
        meant = [
            [
                Button(
                    typed.said(one, self.actor.locale), pack("forms", "pick", field.name, written)
                )
            ]
            for one in fragment.choices[:MOST_CHOICES]
            if (written := typed.written(one)) is not None
        ]
        return replace(reply, rows=(*rows_of(*meant), *reply.rows))


def opened(desk: Desk, actor: Actor, asking: Asking) -> OpenForm:
    """Give a form as somebody has it open; raise StalePressError if they have not."""
    return OpenForm(desk, actor, asking, standing_of(desk, actor, asking.form))


def standing_of(desk: Desk, actor: Actor, form: Form) -> StandingForm:
    """Give what somebody filled in so far; raise StalePressError if it is not open."""
    with desk.store.reading() as uow:
        found = forms.load(uow, actor.telegram_id, form, at=desk.clock())
    if found is None:
        raise StalePressError(f"the form {form.name!r} is not open any more")
    return found


def said_beside(reply: Reply, note: Line, locale: str, *, first: bool = False) -> Reply:
    """Say one line more with an answer: under it, or first."""
    key, named = note
    if reply.text is None:
        words = f"{reply.toast} {label('leaving.toast', locale)}".strip()
        return replace(reply, toast=words, alert=True)
    said = message(key, locale, **named)
    parts = (said, reply.text) if first else (reply.text, said)
    return replace(reply, text=Html("\n\n".join(parts)))
