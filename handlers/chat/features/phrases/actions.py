"""Read what a person wrote, and what it stood for once a button under it is pressed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.chat import registry
from handlers.chat.features.phrases.held_meant import filled_in
from handlers.chat.sentences import Waits, keep, kept, mark_of
from handlers.chat.understanding import understand, workdays_of_actor
from handlers.desk.context import Actor, Desk
from handlers.reading.completing import ASKING
from handlers.reading.cues import Tag
from handlers.reading.meanings import (
    AskBack,
    AtOffice,
    Book,
    Cancel,
    Delegate,
    Heard,
    Meaning,
    OwnPermits,
    Permit,
    Question,
    Reading,
    Several,
    Swap,
)
from handlers.reading.ordered import sentence_of
from handlers.reading.words import read_words

SHOWN_FOR_A_PRESS = (AtOffice, Book, Cancel, Swap)
"""What is shown whole, with a button that does it."""


def listen(desk: Desk, actor: Actor, text: str) -> Reading:
    """Read a text; keep it if words or buttons may go on with it."""
    reading = read(desk, actor, text)
    waits = Waits.PIECE if asks_which_permit(reading.heard, text) else _waits(reading.heard)
    if waits is not Waits.NOTHING or offered(reading.heard) or _named_permits(reading.heard):
        keep(desk, actor, text, waits)
    return reading


def _named_permits(heard: Heard) -> bool:
    """Tell whether permits of a day are shown: `no, quello di venerdì` goes on with them."""
    return isinstance(heard, OwnPermits) and bool(heard.days)


def asks_which_permit(heard: Heard, text: str) -> bool:
    """Tell whether permits are shown because one shall be taken back or moved: `il secondo`."""
    order = sentence_of(read_words(text)).tags & {Tag.CANCEL, Tag.SWAP}
    return isinstance(heard, OwnPermits) and bool(heard.moves or order)


def meant(desk: Desk, actor: Actor, mark: str) -> Meaning | None:
    """Give what a button stands for: the meaning of the text kept, or one of its choices."""
    found = kept(desk, actor)
    if found is None:
        return None
    heard = read(desk, actor, found.text).heard
    whole = () if isinstance(heard, AskBack) else (heard,)
    return next((one for one in (*offered(heard), *whole) if mark_of(one) == mark), None)


def offered(heard: Heard) -> tuple[Meaning, ...]:
    """Give what buttons stand for."""
    if isinstance(heard, AskBack):
        return heard.options
    return heard.parts if isinstance(heard, Several) else ()


def read(desk: Desk, actor: Actor, text: str) -> Reading:
    """Read a text, and make what is asked back fit the person."""
    reading = _with_what_they_may(actor, understand(desk, actor, text))
    heard = reading.heard
    if _comes_some_day(heard) and not isinstance(heard, AskBack):
        return replace(reading, heard=_of_which_day(desk, actor, heard))
    if not isinstance(heard, AskBack) or heard.question not in registry.fits():
        return reading
    fitting = replace(reading, heard=registry.fits()[heard.question](desk, actor, heard))
    return replace(fitting, heard=filled_in(desk, actor, fitting, text))


def _with_what_they_may(actor: Actor, reading: Reading) -> Reading:
    """Offer to be stood in for only to who has a post: `sono in ferie` is leave to all others."""
    heard = reading.heard
    if actor.held or not isinstance(heard, AskBack) or heard.question is not Question.WHAT_TO_DO:
        return reading
    kept = tuple(one for one in heard.options if not isinstance(one, Delegate))
    if len(kept) == len(heard.options):
        return reading
    alone = kept[0] if len(kept) == 1 else replace(heard, options=kept)
    return replace(reading, heard=alone)


def _comes_some_day(heard: Heard) -> bool:
    """Tell whether somebody comes at ten, or leaves at one, and it is not said when."""
    if isinstance(heard, Several):
        return any(_comes_some_day(part) for part in heard.parts)
    if not isinstance(heard, Permit) or heard.day is not None or heard.edge is None:
        return False
    return heard.until is not None or heard.start is not None


def _of_which_day(desk: Desk, actor: Actor, heard: Meaning) -> AskBack:
    """Ask on which day it is: only that day tells when they should begin, or would end."""
    workdays = workdays_of_actor(desk, actor)
    following = (desk.today() + timedelta(days=ahead) for ahead in range(A_WEEK))
    days = [day for day in following if day.weekday() in workdays][:OFFERED]
    options = tuple(_on(day, heard) for day in days)
    return AskBack(question=Question.WHICH_DAY, options=options, so_far=heard)


def _on(day: date, heard: Meaning) -> Meaning:
    if isinstance(heard, Several):
        return Several(tuple(_on(day, part) for part in heard.parts))
    undated = isinstance(heard, Permit) and heard.day is None
    return replace(heard, day=day) if isinstance(heard, Permit) and undated else heard


A_WEEK, OFFERED = 8, 3
"""Days to look through, and days to offer: mostly today is meant, or tomorrow."""


def _waits(heard: Heard) -> Waits:
    if isinstance(heard, (*SHOWN_FOR_A_PRESS, Several)) or _shows_days(heard):
        return Waits.PRESS
    asks = isinstance(heard, AskBack) and (heard.question in ASKING or bool(heard.options))
    return Waits.PIECE if asks else Waits.NOTHING


def _shows_days(heard: Heard) -> bool:
    """Tell whether days alone are shown as what booking them comes to."""
    if not isinstance(heard, AskBack) or heard.question is not Question.WHAT_TO_DO:
        return False
    return isinstance(next(iter(heard.options), None), Book)
