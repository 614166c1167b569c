"""What a person is told and when, as text and switches."""

from __future__ import annotations

from handlers.chat.menu_views import back_to_menu
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.digest.actions import Barred, Chosen
from handlers.desk.presses import pack
from handlers.texts import Line, explaining, label, message
from rules.facts import clock_text

HOURS = (
    (420, 450, 480, 510),
    (540, 570, 600, 720),
    (840, 1020, 1110, 1200),
)
"""Minutes of the day that are offered; any other may be typed."""


def chosen(actor: Actor, found: Chosen) -> Reply:
    """Show what is on, with a switch each."""
    wishes = found.wishes
    parts: list[Line] = [
        ("digest.on" if wishes.digest else "digest.off", {"minute": found.minute}),
        ("digest.bands.on" if wishes.band_start else "digest.bands.off", {}),
    ]
    text = message("digest.settings", actor.locale, parts=parts)
    digest = _switch(actor, "digest", on=wishes.digest)
    bands = _switch(actor, "bands", on=wishes.band_start)
    hour = Button(label("digest.button.hour", actor.locale), pack("digest", "hours"))
    return Reply(text=text, rows=rows_of([hour], [digest], [bands], [back_to_menu(actor.locale)]))


def _switch(actor: Actor, verb: str, *, on: bool) -> Button:
    words = label(f"digest.button.{verb}.{'off' if on else 'on'}", actor.locale)
    return Button(words, pack("digest", verb, int(not on)))


def hours(actor: Actor) -> Reply:
    """Offer hours."""
    rows = [[_at(minute) for minute in row] for row in HOURS]
    back = Button(label("digest.back", actor.locale), pack("digest", "show"))
    return Reply(text=message("digest.hours", actor.locale), rows=rows_of(*rows, [back]))


def _at(minute: int) -> Button:
    return Button(clock_text(minute), pack("digest", "at", minute))


def proposed(actor: Actor, minute: int) -> Reply:
    """Show the hour that was said, to be pressed."""
    yes = Button(
        label("digest.button.at", actor.locale, minute=minute), pack("digest", "at", minute)
    )
    back = Button(label("digest.back", actor.locale), pack("digest", "show"))
    text = message("digest.proposed", actor.locale, minute=minute)
    return Reply(text=text, rows=rows_of([yes], [back]))


def barred(actor: Actor, found: Barred) -> Reply:
    """Tell why nothing comes at that minute, and offer the nearest one."""
    reasons = explaining.lines(found.reasons)
    named = {"minute": found.minute, "reasons": reasons, "nearest": found.nearest}
    key = "digest.barred" if found.nearest is not None else "digest.barred.always"
    nearest = [] if found.nearest is None else [_at(found.nearest)]
    other = Button(label("digest.button.hour", actor.locale), pack("digest", "hours"))
    back = Button(label("digest.back", actor.locale), pack("digest", "show"))
    return Reply(text=message(key, actor.locale, **named), rows=rows_of(nearest, [other], [back]))
