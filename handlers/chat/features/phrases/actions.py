"""Read what a person wrote, keep it while it is open, and put what was understood in place."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.chat.features.phrases.leave import with_kinds
from handlers.chat.understanding import understand
from handlers.desk.cases import drafts
from handlers.desk.cases.drafts import MOST_DAYS, Draft
from handlers.desk.cases.judging import Bench, Judged
from handlers.desk.context import Actor, Desk
from handlers.reading.meanings import AskBack, Heard, Meaning, Wish
from handlers.reading.writing import meaning_written
from rules import questions as law
from rules.decision import Decision, Reason
from rules.facts import Half, Mode
from rules.reasons import ReasonCode
from storage.days import facts
from storage.people import dialogues
from storage.requests import bookings
from storage.requests.bookings import Booking
from storage.tables import HOLDING

FEATURE = "phrases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """
    Days to ask for as judged; `digest` names those of them that the draft now holds.

    `asked` counts those in the draft. `other_mode` is the way of the agreement where another was
    said, `no_agreement` why nothing can be booked at all.
    """

    judged: tuple[Judged, ...]
    digest: str
    asked: int
    other_mode: Mode | None = None
    no_agreement: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a person holds of the days that they named, and the days of which they hold nothing."""

    bookings: tuple[Booking, ...]
    missing: tuple[date, ...]


def listen(desk: Desk, actor: Actor, text: str) -> Heard:
    """Read a text; if it is asked back with choices, keep it until one is pressed."""
    heard = _read(desk, actor, text)
    if isinstance(heard, AskBack) and heard.options:
        keep(desk, actor, text)
    return heard


def keep(desk: Desk, actor: Actor, text: str) -> None:
    """Keep a text whose buttons are open, with the day on which it was said."""
    with desk.store.writing() as uow:
        state = {"text": text, "on": desk.today()}
        dialogues.begin(uow, actor.telegram_id, FEATURE, state, at=desk.clock())
        uow.commit()


def heard_again(desk: Desk, actor: Actor) -> Heard | None:
    """Read the text whose choices are open; None if there is none, or it is of another day."""
    with desk.store.reading() as uow:
        standing = dialogues.load(uow, actor.telegram_id)
    if standing is None or standing.feature != FEATURE or standing.state["on"] != desk.today():
        return None
    return _read(desk, actor, standing.state["text"])


def meant(heard: Heard | None, mark: str) -> Meaning | None:
    """Give what a button stands for: the meaning of the text, or one of the choices it left."""
    if heard is None:
        return None
    offered = heard.options if isinstance(heard, AskBack) else (heard,)
    return next((one for one in offered if mark_of(one) == mark), None)


def mark_of(meaning: Meaning) -> str:
    """Name exactly this meaning: a button that stands for it stands for nothing else."""
    return f"{zlib.crc32(meaning_written(meaning).encode()):08x}"


def propose(desk: Desk, actor: Actor, wishes: Sequence[Wish], mode: Mode | None) -> Proposed:
    """Judge days together and put those that can be asked for into the draft of a request."""
    with desk.store.writing() as uow:
        first = min(wish.day for wish in wishes)
        bench = Bench.load(uow, actor.id, policy=actor.policy, at=desk.clock(), on=first)
        judged = tuple(bench.judge_together(_whole_days(wishes).items()))
        asked = {one.day: one.half for one in judged if not one.refused}
        draft = Draft(dict(list(asked.items())[:MOST_DAYS]))
        if draft.days:
            drafts.keep(uow, actor.telegram_id, draft, at=desk.clock())
            uow.commit()
    own = judged[0].mode
    return Proposed(
        judged=judged,
        digest=draft.digest,
        asked=len(draft.days),
        other_mode=own if mode not in (None, own) else None,
        no_agreement=() if bench.terms else _no_agreement(judged[0]),
    )


def _whole_days(wishes: Iterable[Wish]) -> dict[date, Half | None]:
    """Take both halves of a day as the whole of it."""
    found: dict[date, Half | None] = {}
    for wish in sorted(wishes, key=lambda one: (one.day, one.half or "")):
        found[wish.day] = None if wish.day in found else wish.half
    return found


def _no_agreement(judged: Judged) -> tuple[Reason, ...]:
    obstacles = judged.decision.obstacles
    return tuple(reason for reason in obstacles if reason.code == ReasonCode.NO_AGREEMENT)


def held_on(desk: Desk, actor: Actor, wishes: Sequence[Wish]) -> Held:
    """Find what a person has booked or asked for on days, or on the halves that they named."""
    days = sorted({wish.day for wish in wishes})
    with desk.store.reading() as uow:
        held = bookings.of_person(uow, actor.id, since=days[0], until=days[-1], states=HOLDING)
    found = tuple(one for one in held if any(_touches(wish, one) for wish in wishes))
    taken = {one.day for one in found}
    return Held(bookings=found, missing=tuple(day for day in days if day not in taken))


def _touches(wish: Wish, booking: Booking) -> bool:
    return wish.day == booking.day and (
        None in (wish.half, booking.half) or wish.half == booking.half
    )


def day_of_work(desk: Desk, actor: Actor, day: date) -> Decision:
    """Tell how a day to come is worked, as things stand."""
    with desk.store.reading() as uow:
        case = facts.load(uow, actor.id, on=day)
    return law.day(actor.policy, case.person, case.history, on=day)


def _read(desk: Desk, actor: Actor, text: str) -> Heard:
    return with_kinds(desk, actor, understand(desk, actor, text).heard)
