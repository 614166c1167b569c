"""What somebody wrote for somebody else, shown once before it goes."""

from __future__ import annotations

from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.forms.standing import StandingForm
from handlers.desk.presses import pack
from handlers.texts import Line, label, message

FEATURE = "forms"


def say_back(actor: Actor, standing: StandingForm, head: Line, words: str) -> Reply:
    """Show where the words go and what they are; only the first button sends them."""
    locale, digest, form = actor.locale, standing.digest, standing.form.name
    text = message("form.say_back", locale, head=head, words=words)
    send, change, drop = (
        Button(label(f"form.button.{verb}", locale), pack(FEATURE, verb, digest, form))
        for verb in ("send", "change", "drop")
    )
    return Reply(text=text, rows=rows_of([send, change], [drop]))
