"""`No, quello di venerdì`, where it was asked whether that of Thursday shall be taken back."""

from __future__ import annotations

import re

from handlers.chat.features.phrases.actions import read
from handlers.chat.proposals import last_shown
from handlers.chat.second_thoughts import turns_down, without_second_thought
from handlers.chat.sentences import Waits, kept
from handlers.chat.understanding import workdays_of_actor
from handlers.desk.context import Actor, Desk
from handlers.reading.fragments import read_days
from handlers.reading.meanings import Cancel, OwnPermits, Swap

TAKES_BACK = {
    ("permits", "drop"): "annulla il permesso di {day}",
    ("booking", "drop"): "annulla {day}",
    ("recalls", "drop"): "annulla il richiamo di {day}",
}
"""What the button does, and the sentence that asks the same of another day."""
OTHER = re.compile(
    r"^(?:(?:intendevo|volevo dire|dicevo|i mean|i meant|ma) )?"
    r"(?P<one>quell[oaie]|il permesso|la giornata|il richiamo|the one|that|my one)?"
    r" ?(?:(?:di|del|dell|dello|della|da|per|on|of|for|from|the)\b['’]? ?)*"
    r"(?P<day>.+?)(?:['’]s)?(?: one)?[.! ]*$",
    re.IGNORECASE,
)


def of_the_other(desk: Desk, actor: Actor, text: str) -> str | None:
    """Give the sentence that asks of another day what was asked of one; None if none is meant."""
    found = OTHER.match(without_second_thought(text.strip()))
    if found is None or not (found["one"] or turns_down(text)):
        return None
    sentence = _asked_of_one(desk, actor, named=bool(found["one"]))
    if sentence is None:
        return None
    said = read_days(found["day"], today=desk.today(), workdays=workdays_of_actor(desk, actor))
    if not said.whole or not said.value or len(said.value) != 1:
        return None
    return sentence.format(day=f"{said.value[0].day:%d/%m/%Y}")


def _asked_of_one(desk: Desk, actor: Actor, *, named: bool) -> str | None:
    """
    Give the sentence of what was asked last, without its day.

    A button settles a sentence that waits; so one that still waits is newer than any button.
    """
    before = kept(desk, actor)
    heard = None if before is None else read(desk, actor, before.text).heard
    if isinstance(heard, OwnPermits) and heard.days:
        return TAKES_BACK["permits", "drop"]
    if before is not None and before.waits is not Waits.NOTHING:
        if isinstance(heard, Swap) and named:
            return f"sposta {{day}} a {heard.wanted.day:%d/%m/%Y}"
        if not isinstance(heard, Cancel):
            return None
    verbs = {(press.feature, press.verb) for press in last_shown(desk, actor)}
    return TAKES_BACK.get(verbs.pop()) if len(verbs) == 1 else None
