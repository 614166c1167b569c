"""
A press that Telegram brings again after a crash: what came of it, as the store tells it now.

The first press was done, but its answer may never have reached the person. It is answered anew in
a part of the unit that is thrown away, and shown only if that wrote nothing: then it told what is
so, and did nothing. What would do it once more (the effect was taken back meanwhile, a tick turns
round) is not shown, since it would tell what is not so. Then the feature's own view of how things
stand is (`Feature.stands`), or the form that is open; at the least that the press is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from handlers.chat import registry
from handlers.chat.asked import Answer, Asked, StrangerAnswer
from handlers.chat.closing import open_row
from handlers.chat.feature import Feature
from handlers.chat.open_form import opened
from handlers.chat.replies import Reply
from handlers.desk.actors import find_actor
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.standing import FormTooOldError
from handlers.desk.presses import StalePressError
from handlers.texts import label
from storage.core.watching import watched
from storage.errors import NotFound


def tells_what_came(feature: Feature) -> StrangerAnswer:
    """Make what answers a press on a button of a feature that was handled before."""

    def answer(desk: Desk, asked: Asked) -> Reply:
        actor = find_actor(desk, asked.telegram_id)
        if actor is None:
            return known_already(asked.locale)
        for shows in _from_best(feature, asked.press.verb):
            shown = _without_writing(shows, desk, actor, asked)
            if shown is not None:
                return _said_quietly(shown, actor)
        return known_already(actor.locale)

    return answer


def known_already(locale: str) -> Reply:
    """Tell that a press was received before, and nothing else."""
    return Reply(toast=label("door.again.toast", locale))


def _from_best(feature: Feature, verb: str) -> Iterable[Answer]:
    """Give what may tell how it stands, the best first."""
    own = feature.stands.get(verb) or feature.verbs.get(verb)
    return (own, _open_form) if own else (_open_form,)


def _said_quietly(shown: Reply, actor: Actor) -> Reply:
    """Say it without a window beside a text; that a button is over tells nothing of the press."""
    says_something = shown.toast not in ("", label("door.stale", actor.locale))
    words = shown.toast if says_something else label("door.again.toast", actor.locale)
    return replace(shown, toast=words, alert=shown.alert and shown.text is None)


def _open_form(desk: Desk, actor: Actor, _asked: Asked) -> Reply:
    """Show the form that the press may have opened, or led on, as far as it is filled in."""
    row = open_row(desk, actor)
    asking = registry.forms().get(row.feature) if row else None
    if asking is None:
        raise StalePressError("no form is open")
    return replace(opened(desk, actor, asking).show(), fresh=True)


def _without_writing(shows: Answer, desk: Desk, actor: Actor, asked: Asked) -> Reply | None:
    """Answer in a part that is thrown away; None if it wrote, or the button means nothing."""
    with (
        desk.store.one_unit() as (part, store),
        watched(part.connection) as writes,
        suppress(StalePressError, NotFound, FormTooOldError),
    ):
        shown = shows(replace(desk, store=store), actor, asked)
        return None if writes.any else shown
    return None
