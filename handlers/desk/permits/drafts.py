"""The permit that a person is putting together: the state of a dialogue."""

from __future__ import annotations

import zlib
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from handlers.desk.forms import standing
from handlers.desk.forms.fields import Field, Form, Reads, Values, words_for_others
from rules.facts import Half, Permit
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """
    What is known so far.

    `whole` tells whether it is for whole days (then `days`) or for hours (then `start` and
    `minutes`); `half` is the half of the day in which it begins; `until_end` that it lasts until
    the working day ends, of which nobody told the desk when; `words` are why it is urgent;
    `corrects` is the permit that it replaces.
    """

    kind: str | None = None
    event: date | None = None
    whole: bool | None = None
    on: date | None = None
    half: Half | None = None
    start: int | None = None
    minutes: int | None = None
    days: int | None = None
    until_end: bool | None = None
    urgent: bool | None = None
    words: str | None = None
    corrects: int | None = None

    @property
    def digest(self) -> str:
        """Name exactly this permit: a button that sends it off sends nothing else."""
        return f"{zlib.crc32(repr(self).encode()):08x}"

    @property
    def permit(self) -> Permit | None:
        """What the rules are asked about; None as long as something is missing."""
        if self.kind is None or self.on is None:
            return None
        if self.whole and self.days is not None:
            return Permit(kind=self.kind, on=self.on, days=self.days, event=self.event)
        if self.whole or self.start is None or self.minutes is None:
            return None
        return Permit(
            kind=self.kind,
            on=self.on,
            start=self.start,
            minutes=self.minutes,
            event=self.event,
        )

    def changed(self, **fields: Any) -> Draft:
        """Give it with other fields; whether it is urgent is asked again."""
        return replace(self, **{"urgent": None, "words": None, **fields})


def of_permit(permit: Permit, *, corrects: int) -> Draft:
    """Give a draft that corrects a permit, to begin with all as it is."""
    return Draft(
        kind=permit.kind,
        event=permit.event,
        whole=permit.days is not None,
        on=permit.on,
        start=permit.start,
        minutes=permit.minutes,
        days=permit.days,
        corrects=corrects,
    )


PERMIT = Form(
    name="permits",
    version=3,
    fields=(
        Field(name="kind", reads=Reads.KIND),
        Field(name="event", reads=Reads.ANY_DAY, may_be_empty=True),
        Field(name="whole", reads=Reads.CHOICE, may_be_empty=True),
        Field(name="on", reads=Reads.DAY),
        Field(name="half", reads=Reads.CHOICE, may_be_empty=True),
        Field(name="days", reads=Reads.COUNT, may_be_empty=True),
        Field(name="start", reads=Reads.TIMES, may_be_empty=True),
        Field(name="minutes", reads=Reads.TIMES, may_be_empty=True),
        Field(name="until_end", reads=Reads.CHOICE, may_be_empty=True),
        Field(name="urgent", reads=Reads.CHOICE, may_be_empty=True, or_words="words"),
        words_for_others("words"),
    ),
    upgrades=dict.fromkeys(range(3), lambda state: state),
)
"""What is asked when depends on the act (`handlers.desk.permits.form`)."""


def draft_in(values: Values) -> Draft:
    """Give what a form holds."""
    half = values.get("half")
    return Draft(**{**values, "half": None if half is None else Half(half)})


def load(uow: UnitOfWork, telegram_id: int, *, at: datetime) -> Draft:
    """Give what a person has said so far; an empty draft if they are doing something else."""
    found = standing.load(uow, telegram_id, PERMIT, at=at)
    return Draft() if found is None else draft_in(found.values)


def keep(uow: UnitOfWork, telegram_id: int, draft: Draft, *, at: datetime) -> None:
    """Keep what is known; any other dialogue is left."""
    standing.begin(uow, telegram_id, PERMIT, asdict(draft), at=at)
