"""The request that somebody is putting together: the state of a dialogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.people import dialogues
from storage.unit_of_work import UnitOfWork

FEATURE = "contacts"


class How(StrEnum):
    """As what a person is to be reached."""

    PLAIN = "plain"
    URGENT = "urgent"
    OBJECTIVES = "objectives"
    """It serves the objectives that were agreed on: some acts allow that outside the bands."""


class Step(StrEnum):
    """What the asker's next text is."""

    NAME = "name"
    WHY = "why"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Draft:
    """Whom to reach and how, why it is urgent; `search` narrows the list of people."""

    person: int | None = None
    how: How = How.PLAIN
    why: str = ""
    search: str = ""
    step: Step = Step.NAME


def load(uow: UnitOfWork, telegram_id: int) -> Draft:
    """Give what somebody has put together; an empty draft if they are doing something else."""
    standing = dialogues.load(uow, telegram_id)
    if standing is None or standing.feature != FEATURE:
        return Draft()
    state = standing.state
    return Draft(
        person=state["person"],
        how=How(state["how"]),
        why=state["why"],
        search=state["search"],
        step=Step(state["step"]),
    )


def keep(uow: UnitOfWork, telegram_id: int, draft: Draft, *, at: datetime) -> None:
    """Keep it; any other dialogue is left."""
    state = {
        "person": draft.person,
        "how": draft.how.value,
        "why": draft.why,
        "search": draft.search,
        "step": draft.step.value,
    }
    dialogues.begin(uow, telegram_id, FEATURE, state, at=at)
