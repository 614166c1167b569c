"""Approving several requests at once: what was shown and the rules allow outright, no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.desk.cases.hearings import Hearings
from handlers.desk.cases.presence import Presence
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import StalePressError
from handlers.desk.requests import inbox
from handlers.desk.requests.authority import Authority
from handlers.desk.requests.deciding import write_all
from handlers.desk.requests.inbox import Pressed
from handlers.desk.requests.kinds.known import key_of, kind_of, load, one
from handlers.desk.requests.lists import going_on, looks_and_presence, staying_line
from handlers.desk.requests.looking import card_with
from handlers.desk.requests.marks import digest_of
from handlers.desk.requests.parts import MARK, part_of
from handlers.desk.requests.request import Look, Request, State
from handlers.desk.requests.waiting import (
    authorities,
    pages_of,
    waiting_for,
    without_given_up,
)
from handlers.texts import Line
from rules.decision import Verdict
from storage.requests import cards
from storage.unit_of_work import UnitOfWork

DAYS_SAID = 20
"""Days of a confirmation, each with how many would remain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What would be approved by one press more, and what becomes of each day."""

    source: str
    digest: str
    looks: tuple[Look, ...]
    days: tuple[Line, ...]
    left: int

    @property
    def people(self) -> int:
        """How many people asked for it."""
        return len({look.asker.id for look in self.looks})


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was approved, how much waits still, and by which number it is undone."""

    looks: tuple[Look, ...]
    left: int
    decision_id: int | None

    @property
    def people(self) -> int:
        """How many people asked for it."""
        return len({look.asker.id for look in self.looks})


def confirm(desk: Desk, actor: Actor, source: str, digest: str) -> Confirmation | None:
    """
    Say what a press would approve; None if what was shown is not what waits by now.

    Raises NotFound and StalePressError for what no button of ours names.
    """
    with desk.store.reading() as uow:
        shown = _shown(uow, desk, actor, source, digest)
        if not shown:
            return None
        outright, presence = _outright(uow, desk, actor, shown)
    looks = tuple(look for look, _ in outright)
    days = _days(looks, presence) if presence is not None else []
    return Confirmation(
        source=source,
        digest=digest_of(look.request for look in looks),
        looks=looks,
        days=tuple(days),
        left=len(shown) - len(looks),
    )


def approve(
    desk: Desk, actor: Actor, source: str, digest: str, *, pressed_message: int | None = None
) -> Done | None:
    """Approve what a confirmation showed; None, and nothing is done, if it is not so any more."""
    with desk.store.writing() as uow:
        shown = _shown(uow, desk, actor, source, None) or []
        for employee_id in sorted({request.employee_id for request in shown}):
            uow.lock_employee(employee_id)
        shown = _shown(uow, desk, actor, source, None) or []
        outright, _ = _outright(uow, desk, actor, shown)
        if not outright or digest_of(look.request for look, _ in outright) != digest:
            return None
        number = write_all(
            uow,
            desk,
            actor,
            outright,
            to=State.APPROVED,
            motive=None,
            pressed=Pressed(actor.id, pressed_message),
        )
        left = len(waiting_for(uow, desk, actor))
        uow.commit()
    return Done(looks=tuple(look for look, _ in outright), left=left, decision_id=number)


def _shown(
    uow: UnitOfWork, desk: Desk, actor: Actor, source: str, digest: str | None
) -> list[Request] | None:
    """
    Give what a message showed and still waits: a page, a card, or what came in.

    None if a page or a card is not what its button showed (`digest`).
    """
    found = _of_source(uow, desk, actor, source)
    if digest is not None and source[0] != "n" and digest_of(found) != digest:
        return None
    return without_given_up(found)


def _of_source(uow: UnitOfWork, desk: Desk, actor: Actor, source: str) -> list[Request]:
    sort, name = source[:1], source[1:]
    if sort == "c":
        together, _ = card_with(uow, one(uow, key_of(name)))
        return [request for request in together if request.waits]
    if sort == "n":
        return _of_message(uow, actor, name)
    if sort == MARK:
        part, number = part_of(source)
        return _page(part.of(waiting_for(uow, desk, actor)), number)
    if sort != "p" or not (name.isascii() and name.isdigit() and len(name) < 6):
        raise StalePressError(f"{source!r} is nothing that could be approved at once")
    return _page(waiting_for(uow, desk, actor), int(name))


def _page(requests: Sequence[Request], number: int) -> list[Request]:
    pages = pages_of(requests)
    return pages[number] if number < len(pages) else []


def _of_message(uow: UnitOfWork, actor: Actor, batch: str) -> list[Request]:
    """Give what a message of the outbox showed this person, if it is still as shown."""
    card = cards.by_dedupe_key(uow, inbox.KEY + batch)
    if card is None or card.recipient_id != actor.id:
        raise StalePressError("no message to this person carries that button")
    versions = {shown.key: shown.version for shown in card.shown}
    found = load(uow, versions)
    return [r for r in found if r.waits and r.version == versions[r.key]]


def _outright(
    uow: UnitOfWork, desk: Desk, actor: Actor, shown: Sequence[Request]
) -> tuple[list[tuple[Look, Authority]], Presence | None]:
    """Give what somebody may approve without a word more, and where the offices are then."""
    if not shown:
        return [], None
    allowed = authorities(uow, desk, actor, shown)
    hearings = Hearings(uow, desk)
    mine = [r for r in shown if r.key in allowed and not kind_of(r).too_late(hearings, r)]
    if not mine:
        return [], None
    looks, presence = looks_and_presence(uow, desk, mine)
    found = [(one, allowed[one.request.key]) for one in looks if one.verdict is Verdict.ALLOWED]
    return found, presence


def _days(looks: Sequence[Look], presence: Presence) -> list[Line]:
    """Say of each day that would be taken how many would remain in the office."""
    offices: defaultdict[date, dict[int, str]] = defaultdict(dict)
    for look in looks:
        for day, _ in look.request.takes:
            offices[day][look.asker.office_id] = look.asker.office_name
    lines: list[Line] = [
        (
            "approvals.confirm.day",
            {
                "day": day,
                "office": name,
                "staying": staying_line(presence, office, day, going_on(day, looks)),
            },
        )
        for day, named in sorted(offices.items())
        for office, name in sorted(named.items())
    ]
    if len(lines) > DAYS_SAID:
        more: Line = ("approvals.confirm.more", {"count": len(lines) - DAYS_SAID})
        return [*lines[:DAYS_SAID], more]
    return lines
