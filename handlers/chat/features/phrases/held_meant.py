"""What is meant of the days that somebody holds, where a sentence says only half of it."""

from __future__ import annotations

import re

from handlers.chat.understanding import bare_words, workdays_of_actor
from handlers.desk.cases import held_days
from handlers.desk.cases.just_sent import just_sent, permit_just_sent
from handlers.desk.context import Actor, Desk
from handlers.reading.fragments import read_days
from handlers.reading.meanings import (
    AskBack,
    Cancel,
    Heard,
    Meaning,
    MyDays,
    OwnPermits,
    Question,
    Reading,
    Swap,
    Wish,
)
from storage.requests.permits import PermitRecord

NEW_DAY = re.compile(
    r"^.*?\b(?:sposta\w*|cambia\w*|anticipa\w*|posticipa\w*|rimanda\w*|move(?: it| that)?)\b"
    r"(?: (?:la|il) (?:mia |mio )?(?:giornata|richiesta|giorno))?"
    r" (?:(?:a|ad|al|alla|to) |all['’] ?)(?P<to>.+)$",
    re.IGNORECASE,
)
IT = re.compile(
    r"\b(?:sposta|cambia|anticipa|posticipa|rimanda)(?:l[oa]|mel[oa])\b|\bmove (?:it|that)\b",
    re.IGNORECASE,
)
"""What was sent last, whatever it is."""
OLD_DAY = re.compile(
    r"^(?:(?:quell[oa]|la richiesta|la giornata) )?(?:(?:da|di|del|dell'|dal|dall'|from|the) ?)?"
    r"(?P<day>.+?)(?: (?:a|al|all'|to) .+)?$",
    re.IGNORECASE,
)
MOST_OFFERED = 6
REQUEST = frozenset({"richiesta", "domanda", "request"})
MOVE = frozenset({"spostamento", "move"})


def filled_in(desk: Desk, actor: Actor, reading: Reading, text: str) -> Heard:
    """Give what was heard, with the day that can only be meant; or with those that may be."""
    heard = reading.heard
    if not isinstance(heard, AskBack) or heard.question is not Question.WHICH_DAY:
        return heard
    if actor.person.is_elected:
        return heard
    if MyDays() in heard.options:
        return _moved(desk, actor, heard, text)
    if heard.so_far == Cancel(wishes=()) and not heard.options:
        return _taken_back(desk, actor, heard, text)
    return heard


def day_named(desk: Desk, actor: Actor, asked: AskBack, text: str) -> Swap | None:
    """Give the one move of several whose old day a text names: `quella di giovedì`."""
    moves = [one for one in asked.options if isinstance(one, Swap)]
    found = OLD_DAY.match(text.strip(" .!?"))
    if not moves or found is None:
        return None
    day = _one_day(desk, actor, found["day"])
    fitting = [one for one in moves if day is not None and one.given.day == day.day]
    return fitting[0] if len(fitting) == 1 else None


def _moved(desk: Desk, actor: Actor, heard: AskBack, text: str) -> Heard:
    found = NEW_DAY.match(text.strip(" .!?"))
    wanted = None if found is None else _one_day(desk, actor, found["to"])
    if wanted is None:
        return heard
    permit = permit_just_sent(desk, actor) if IT.search(text) else None
    if permit is not None and not _sent_with(desk, actor, permit):
        return _of_permit(permit)
    held = [day for day in held_days.all_held(desk, actor) if day != wanted.day]
    moves: tuple[Meaning, ...] = tuple(Swap(Wish(day), wanted) for day in held)
    if permit is not None:
        moves = (_of_permit(permit), *moves)
    if len(moves) == 1:
        return moves[0]
    return AskBack(question=heard.question, options=moves[:MOST_OFFERED]) if moves else heard


def _sent_with(desk: Desk, actor: Actor, permit: PermitRecord) -> bool:
    """Tell whether days went out in the same moment: either of them may be meant."""
    return any(one.asked_at == permit.asked_at for one in just_sent(desk, actor))


def _of_permit(record: PermitRecord) -> OwnPermits:
    one = record.permit
    return OwnPermits(days=(one.on,), kind=one.kind, start=one.start, moves=True)


def _taken_back(desk: Desk, actor: Actor, heard: AskBack, text: str) -> Heard:
    """Give the one request, or the one move, that waits."""
    words = frozenset(bare_words(text))
    if not words & (REQUEST | MOVE):
        return heard
    waiting = held_days.waiting(desk, actor, moves_only=bool(words & MOVE))
    return Cancel(wishes=(Wish(waiting[0]),)) if len(waiting) == 1 else heard


def _one_day(desk: Desk, actor: Actor, words: str) -> Wish | None:
    found = read_days(words, today=desk.today(), workdays=workdays_of_actor(desk, actor))
    return found.value[0] if found.whole and found.value and len(found.value) == 1 else None
