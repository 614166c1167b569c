"""A recall in the data of a button: one of several waits there while another is put together."""

from __future__ import annotations

from datetime import date

from handlers.desk.presses import Press, pack
from handlers.reading.meanings import Recall

VERB = "said"
NEXT = ","
"""Between names; a name has none."""


def in_a_button(recall: Recall) -> str | None:
    """
    Write whom, when and why; None for offices and everybody, who are more than names.

    A motive that is too long for a button is left out: the card asks for it anew.
    """
    if not recall.whom or recall.offices or recall.everybody:
        return None
    names = NEXT.join(recall.whom)
    with_motive = recall.why and ":" not in recall.why
    whole = _packed(recall.day, names, recall.why) if with_motive else None
    return whole or _packed(recall.day, names)


def recall_in(press: Press) -> Recall:
    """Read what a button says; raise StalePressError for what none of ours says."""
    whom = tuple(press.text(1).split(NEXT))
    why = press.text(2) if len(press.args) > 2 else ""
    return Recall(whom, press.day(0), why)


def _packed(*words: str | date) -> str | None:
    try:
        return pack("recalls", VERB, *words)
    except ValueError:
        return None
