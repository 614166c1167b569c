"""The pattern that somebody is putting together: the state of a dialogue."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from handlers.desk.cases import drafts as booking_drafts
from handlers.desk.forms import standing
from handlers.desk.forms.fields import Field, Form, Reads
from rules.facts import Half
from storage.requests.patterns import WeekDay
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """
    Weekdays in order, from which day to which; `last` None is not chosen yet.

    `beyond` asks also for days over a limit set "di norma", `changes` is the pattern that this
    one takes the place of.
    """

    days: tuple[WeekDay, ...] = ()
    first: date
    last: date | None = None
    beyond: bool = False
    changes: int | None = None

    @property
    def digest(self) -> str:
        """Name exactly this pattern: the button that sends it off sends nothing else."""
        return f"{zlib.crc32(repr(_state(self)).encode()):08x}"

    def with_day(self, weekday: int, half: Half | None) -> Draft:
        """Give the draft with a weekday, in order."""
        return replace(self, days=tuple(sorted({**dict(self.days), weekday: half}.items())))

    def without(self, weekday: int) -> Draft:
        """Give the draft without a weekday."""
        return replace(self, days=tuple(one for one in self.days if one[0] != weekday))


PATTERN = Form(
    name="pattern",
    version=1,
    fields=(
        Field(name="days", reads=Reads.WEEKDAYS),
        Field(name="last", reads=Reads.DAY),
    ),
)
"""Beside the fields `first`, `beyond` and `changes` of the draft."""


def load(uow: UnitOfWork, telegram_id: int, *, at: datetime) -> Draft | None:
    """Give what somebody is putting together; None if they are doing something else."""
    found = standing.load(uow, telegram_id, PATTERN, at=at)
    return None if found is None else draft_in(found.values)


def keep(uow: UnitOfWork, telegram_id: int, draft: Draft, *, at: datetime) -> None:
    """Keep what is put together; any other dialogue is left."""
    standing.begin(uow, telegram_id, PATTERN, _state(draft), at=at)


def ticked(uow: UnitOfWork, telegram_id: int) -> tuple[WeekDay, ...]:
    """Give the weekdays of what is ticked in the calendar, to be repeated every week."""
    draft = booking_drafts.load(uow, telegram_id)
    return tuple(sorted({day.weekday(): half for day, half in draft.days.items()}.items()))


def _state(draft: Draft) -> dict[str, Any]:
    return {
        "days": [[weekday, half] for weekday, half in draft.days],
        "first": draft.first.isoformat(),
        "last": draft.last and draft.last.isoformat(),
        "beyond": draft.beyond,
        "changes": draft.changes,
    }


def draft_in(state: Mapping[str, Any]) -> Draft:
    """Give what a form holds."""
    return Draft(
        days=tuple((weekday, half and Half(half)) for weekday, half in state["days"] or ()),
        first=date.fromisoformat(state["first"]),
        last=state["last"] and date.fromisoformat(state["last"]),
        beyond=state["beyond"],
        changes=state["changes"],
    )
