"""`No, quello di venerdì`, where it was asked whether that of Thursday shall be taken back."""

from __future__ import annotations

import re

from handlers.chat.proposals import last_shown
from handlers.chat.second_thoughts import turns_down, without_second_thought
from handlers.chat.understanding import workdays_of_actor
from handlers.desk.context import Actor, Desk
from handlers.reading.fragments import read_days

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
    """Give the sentence that takes back what is had on another day; None if none is meant."""
    found = OTHER.match(without_second_thought(text.strip()))
    if found is None or not (found["one"] or turns_down(text)):
        return None
    asked = last_shown(desk, actor)
    verbs = {(press.feature, press.verb) for press in asked}
    if len(verbs) != 1 or (verb := verbs.pop()) not in TAKES_BACK:
        return None
    said = read_days(found["day"], today=desk.today(), workdays=workdays_of_actor(desk, actor))
    if not said.whole or not said.value or len(said.value) != 1:
        return None
    return TAKES_BACK[verb].format(day=f"{said.value[0].day:%d/%m/%Y}")
