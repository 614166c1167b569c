"""The act's own words, folded under the answer that rests on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.chat.replies import Reply
from handlers.desk.context import Actor
from handlers.texts import LONGEST, Html, explaining
from rules.decision import Reason


def with_words_of_the_act(actor: Actor, reply: Reply, reasons: Iterable[Reason]) -> Reply:
    """Fold what the act says under an answer; leave the answer as it is where it has no room."""
    quotes = explaining.folded(reasons, actor.locale)
    if quotes is None or reply.text is None:
        return reply
    whole = Html(f"{reply.text}\n\n{quotes}")
    return replace(reply, text=whole) if len(whole) <= LONGEST else reply
