"""A delegation that somebody is putting together: the state of a dialogue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from handlers.desk.context import Actor, Desk
from handlers.desk.delegations.actions import FEATURE, Wanted
from storage.people import dialogues


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known so far; None is what is still to be asked."""

    delegate_id: int | None = None
    first: date | None = None
    last: date | None = None

    def with_days(self, first: date | None, last: date | None) -> Draft:
        """Give the draft with other days."""
        return replace(self, first=first, last=last)

    @property
    def wanted(self) -> Wanted | None:
        """The whole of it, once nothing is missing."""
        if self.delegate_id is None or self.first is None or self.last is None:
            return None
        return Wanted(delegate_id=self.delegate_id, first=self.first, last=self.last)


def load(desk: Desk, actor: Actor) -> Draft:
    """Give what somebody has said so far; nothing if they are doing something else."""
    with desk.store.reading() as uow:
        standing = dialogues.load(uow, actor.telegram_id)
    if standing is None or standing.feature != FEATURE:
        return Draft()
    state = standing.state
    return Draft(delegate_id=state["delegate"], first=state["first"], last=state["last"])


def keep(desk: Desk, actor: Actor, draft: Draft) -> Draft:
    """Keep what is said so far; any other dialogue is left."""
    state = {"delegate": draft.delegate_id, "first": draft.first, "last": draft.last}
    with desk.store.writing() as uow:
        dialogues.begin(uow, actor.telegram_id, FEATURE, state, at=desk.clock())
        uow.commit()
    return draft
