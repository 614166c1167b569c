"""The recall that a manager is putting together: the state of a dialogue."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.people import dialogues
from storage.unit_of_work import UnitOfWork

FEATURE = "recalls"
MOST_PEOPLE = 20
"""In one recall: their answers still fit into one message."""


class Cause(StrEnum):
    """Why somebody is called to the office, in the words of the rules."""

    SERVICE = "service"
    TECHNICAL = "technical"
    URGENT = "urgent"


class Step(StrEnum):
    """What the manager is asked for."""

    PEOPLE = "people"
    DAY = "day"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Draft:
    """People ticked, the day, the cause, the words; `search` narrows the list of people."""

    people: tuple[int, ...] = ()
    day: date | None = None
    cause: Cause = Cause.SERVICE
    words: str = ""
    search: str = ""
    step: Step = Step.PEOPLE

    @property
    def digest(self) -> str:
        """Name exactly this recall: the button that sends it off sends nothing else."""
        written = repr((self.people, self.day, self.cause.value, self.words))
        return f"{zlib.crc32(written.encode()):08x}"


def load(uow: UnitOfWork, telegram_id: int) -> Draft:
    """Give what a manager has put together; an empty draft if they are doing something else."""
    standing = dialogues.load(uow, telegram_id)
    if standing is None or standing.feature != FEATURE:
        return Draft()
    state = standing.state
    return Draft(
        people=tuple(state["people"]),
        day=state["day"] and date.fromisoformat(str(state["day"])),
        cause=Cause(state["cause"]),
        words=state["words"],
        search=state["search"],
        step=Step(state["step"]),
    )


def keep(uow: UnitOfWork, telegram_id: int, draft: Draft, *, at: datetime) -> None:
    """Keep it; any other dialogue is left."""
    state = {
        "people": list(draft.people),
        "day": draft.day and draft.day.isoformat(),
        "cause": draft.cause.value,
        "words": draft.words,
        "search": draft.search,
        "step": draft.step.value,
    }
    dialogues.begin(uow, telegram_id, FEATURE, state, at=at)
