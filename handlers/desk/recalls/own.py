"""The recalls that call oneself to the office, as they were told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.desk.cases.known_days import AHEAD
from handlers.desk.context import Actor, Desk
from handlers.desk.forms.standing import is_over
from handlers.desk.recalls import told
from storage.people import dialogues
from storage.requests import recalls
from storage.requests.recalls import Recall
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """
    A recall of oneself, with what its message says: who, why, the articles.

    `read_at` is when that message arrived; None as long as it has not.
    """

    recall: Recall
    said: Mapping[str, Any]
    read_at: datetime | None


def called(desk: Desk, actor: Actor, day: date | None = None) -> tuple[Called, ...]:
    """List the recalls from today on that bind somebody; of one day if it is given."""
    today = desk.today()
    since, until = (today, today + 2 * AHEAD) if day is None else (max(day, today), day)
    with desk.store.reading() as uow:
        found = recalls.live_of_person(uow, actor.id, since=since, until=until)
        return tuple(_as_told(uow, one) for one in found)


def waiting(desk: Desk, actor: Actor, day: date | None = None) -> tuple[Called, ...]:
    """List those that are not confirmed yet."""
    return tuple(one for one in called(desk, actor, day) if not one.recall.confirmed)


def answered_next(desk: Desk, actor: Actor, one: Called) -> bool:
    """Tell whether nothing was begun since a recall arrived that a bare yes may be about."""
    with desk.store.reading() as uow:
        open_row = dialogues.load(uow, actor.telegram_id)
    if open_row is None or is_over(open_row, at=desk.clock()):
        return True
    return one.read_at is not None and open_row.updated_at < one.read_at


def _as_told(uow: UnitOfWork, recall: Recall) -> Called:
    message = outbox.by_dedupe_key(uow, told.key_of(recall))
    reasons = message.args.get("reasons", []) if message else []
    said = {**told.facts_of(uow, recall), "reasons": reasons}
    return Called(recall=recall, said=said, read_at=message.sent_at if message else None)
