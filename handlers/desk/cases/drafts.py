"""The days that a person has ticked but not yet asked for: the state of a dialogue."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from handlers.desk.context import Actor, Desk
from handlers.desk.forms.standing import is_over
from rules.facts import Half
from storage.people import dialogues
from storage.unit_of_work import UnitOfWork

FEATURE = "booking"
MOST_DAYS = 31
"""In one request: more than any quota gives."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Ticked days in order; None is the whole day."""

    days: Mapping[date, Half | None] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Name exactly these days: a button that sends them off sends nothing else."""
        written = ",".join(f"{day:%Y%m%d}{half or ''}" for day, half in self.days.items())
        return f"{zlib.crc32(written.encode()):08x}"

    def ticked(self, day: date, half: Half | None) -> Draft:
        """Give the draft with a day, in order."""
        return replace(self, days=dict(sorted({**self.days, day: half}.items())))

    def without(self, day: date) -> Draft:
        """Give the draft without a day."""
        return replace(self, days={d: half for d, half in self.days.items() if d != day})


def load(uow: UnitOfWork, telegram_id: int) -> Draft:
    """Give what a person has ticked; an empty draft if they are doing something else."""
    standing = dialogues.load(uow, telegram_id)
    if standing is None or standing.feature != FEATURE:
        return Draft()
    return Draft({day: Half(half) if half else None for day, half in standing.state["days"]})


def open_draft(desk: Desk, actor: Actor) -> Draft | None:
    """Give the days that somebody has ticked of late; None if there are none."""
    with desk.store.reading() as uow:
        row = dialogues.load(uow, actor.telegram_id)
        draft = load(uow, actor.telegram_id)
    return None if is_over(row, at=desk.clock()) or not draft.days else draft


def keep(uow: UnitOfWork, telegram_id: int, draft: Draft, *, at: datetime) -> None:
    """Keep what is ticked; any other dialogue is left."""
    state = {"days": [[day, half] for day, half in draft.days.items()]}
    dialogues.begin(uow, telegram_id, FEATURE, state, at=at)
