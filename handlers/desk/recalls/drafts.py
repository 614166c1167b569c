"""The recall that a manager is putting together: the state of a dialogue."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from handlers.desk.forms import standing
from handlers.desk.forms.fields import Field, Form, Reads, Values, words_for_others
from rules.policy.library import Policy
from storage.unit_of_work import UnitOfWork

PEOPLE, DAY, CAUSE, WORDS = "people", "day", "cause", "words"
MOST_PEOPLE = 20
"""In one recall: their answers still fit into one message."""


class Cause(StrEnum):
    """Why somebody is called to the office, in the words of the rules."""

    SERVICE = "service"
    TECHNICAL = "technical"
    URGENT = "urgent"
    PLANNED = "planned"
    """A need that was known when the day was agreed: most acts want one that came up since."""


def causes_in(policy: Policy, day: date) -> tuple[Cause, ...]:
    """Give the causes to choose from; a need known before only where the act says what of it."""
    asks = policy.on(day).recall.known_needs is not None
    return tuple(cause for cause in Cause if cause is not Cause.PLANNED or asks)


class Step(StrEnum):
    """What the manager is asked for."""

    PEOPLE = "people"
    DAY = "day"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Draft:
    """
    People ticked, the day, the cause, the words.

    `search` and `page` are of the list of people, `month` of the calendar.
    """

    people: tuple[int, ...] = ()
    day: date | None = None
    cause: Cause = Cause.SERVICE
    words: str = ""
    search: str = ""
    page: int = 0
    month: date | None = None
    step: Step = Step.PEOPLE

    @property
    def digest(self) -> str:
        """Name exactly this recall: the button that sends it off sends nothing else."""
        written = repr((self.people, self.day, self.cause.value, self.words))
        return f"{zlib.crc32(written.encode()):08x}"


RECALL = Form(
    name="recalls",
    version=1,
    fields=(
        Field(name=PEOPLE, reads=Reads.PERSON),
        Field(name=DAY, reads=Reads.DAY),
        Field(name=CAUSE, reads=Reads.CHOICE, may_be_empty=True),
        words_for_others(WORDS),
    ),
    upgrades={0: lambda state: state},
)


def draft_in(values: Values) -> Draft:
    """Give what a form holds."""
    day = values.get(DAY)
    return Draft(
        people=tuple(values[PEOPLE]),
        day=day and date.fromisoformat(str(day)),
        cause=Cause(values[CAUSE]),
        words=values[WORDS],
        search=values["search"],
        page=values.get("page", 0),
        month=values.get("month") and date.fromisoformat(values["month"]),
        step=Step(values["step"]),
    )


def load(uow: UnitOfWork, telegram_id: int, *, at: datetime) -> Draft:
    """Give what a manager has put together; an empty draft if they are doing something else."""
    found = standing.load(uow, telegram_id, RECALL, at=at)
    return Draft() if found is None else draft_in(found.values)


def keep(uow: UnitOfWork, telegram_id: int, draft: Draft, *, at: datetime) -> None:
    """Keep it; any other dialogue is left."""
    values = {
        PEOPLE: list(draft.people),
        DAY: draft.day and draft.day.isoformat(),
        CAUSE: draft.cause.value,
        WORDS: draft.words,
        "search": draft.search,
        "page": draft.page,
        "month": draft.month and draft.month.isoformat(),
        "step": draft.step.value,
    }
    standing.begin(uow, telegram_id, RECALL, values, at=at)
