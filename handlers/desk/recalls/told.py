"""What the people of a recall are told, each through the outbox and so at a permitted moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.desk.presses import pack
from handlers.desk.recalls.drafts import Cause
from handlers.texts import Line, explaining
from rules.decision import Decision
from rules.facts import moment
from rules.reasons import ReasonCode
from storage.people import people
from storage.requests.recalls import Recall
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

FATES = frozenset({ReasonCode.DAY_LOST, ReasonCode.DAY_GIVEN_BACK})


def key_of(recall: Recall) -> str:
    """Name the message that calls somebody to the office."""
    return f"recall:{recall.id}:told"


def post_recall(uow: UnitOfWork, recall: Recall, decision: Decision, *, at: datetime) -> None:
    """Call somebody to the office; urgent only where the manager said so, with their words."""
    urgent = recall.cause == Cause.URGENT
    uow.post(
        outbox.Message(
            recipient_id=recall.employee_id,
            key="recalls.told",
            args={**facts_of(uow, recall), "reasons": explaining.lines(decision.reasons)},
            buttons=[[confirm_button(recall)]],
            dedupe_key=key_of(recall),
            at=at,
            urgent_reason=recall.words if urgent else None,
            recall_cause=recall.cause,
        )
    )


def facts_of(uow: UnitOfWork, recall: Recall) -> dict[str, Any]:
    """Give what every message about a recall may say."""
    named = people.persons(uow, [recall.employee_id])
    return {
        "name": named[recall.employee_id].name,
        "by": by_line(uow, recall),
        "day": recall.day,
        "cause": recall.cause,
        "words": recall.words,
        "asked_at": recall.asked_at,
    }


def confirm_button(recall: Recall) -> list[Any]:
    """Make the button with which somebody confirms."""
    return ["recalls.button.confirm", {"day": recall.day}, pack("recalls", "ok", recall.id)]


def by_line(uow: UnitOfWork, recall: Recall) -> Line:
    """Say who wrote it, and in whose name."""
    ids = [one for one in (recall.asked_by, recall.asked_for) if one is not None]
    named = people.persons(uow, ids)
    names = [named[one].name for one in ids]
    if len(names) > 1:
        return "approvals.by.delegate", {"name": names[0], "principal": names[1]}
    return "approvals.by", {"name": names[0]}


def post_to_person(
    uow: UnitOfWork, recall: Recall, what: str, *, at: datetime, **more: Any
) -> bool:
    """Tell the person something about a recall; `what` names text and occasion."""
    button = [[confirm_button(recall)]] if what in REMINDERS else []
    return _post(uow, recall, recall.employee_id, what, at=at, more=more, buttons=button)


def post_to_manager(
    uow: UnitOfWork, recall: Recall, what: str, *, at: datetime, **more: Any
) -> bool:
    """Tell who wrote a recall something about it."""
    return _post(uow, recall, recall.asked_by, what, at=at, more=more, buttons=[])


REMINDERS = frozenset({"remind.eve", "remind.morning"})


def _post(
    uow: UnitOfWork,
    recall: Recall,
    recipient_id: int,
    what: str,
    *,
    at: datetime,
    more: Mapping[str, Any],
    buttons: list[list[Any]],
) -> bool:
    return uow.post(
        outbox.Message(
            recipient_id=recipient_id,
            key=f"recalls.{what}",
            args={**facts_of(uow, recall), **more},
            buttons=buttons,
            dedupe_key=f"recall:{recall.id}:{what}",
            at=at,
            good_until=_good_until(recall, what),
        )
    )


def _good_until(recall: Recall, what: str) -> datetime | None:
    """Give when a word about a day is of no use: at midnight, the morning's after the day."""
    if what not in REMINDERS and not what.startswith(("unconfirmed", "absent")):
        return None
    days = 0 if what.endswith("eve") else 1
    return moment(recall.day + timedelta(days=days), 0)
