"""May this message reach its recipient now? The law is asked at the moment of sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.desk.contacts.drafts import How
from handlers.desk.contacts.judging import ask, hearing_of
from handlers.desk.context import Desk
from rules import questions as law
from rules.decision import Decision
from rules.facts import ROME
from rules.recall import passes_at_once
from storage.core import values
from storage.days import facts
from storage.trail.outbox import Outgoing
from storage.unit_of_work import UnitOfWork

NOT_LINKED = "not_linked"
"""Why a message waits that the law would let through: nobody has opened the desk yet."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The message waits until then; `reason` is what HR can read of it."""

    until: datetime
    reason: Mapping[str, Any]


def hold_for(uow: UnitOfWork, desk: Desk, message: Outgoing) -> Hold | None:
    """
    Ask the law about the recipient's disconnection at this very moment; None lets it through.

    Agreement, absences and policy are those of now, not those of when the message was written.
    """
    now = desk.clock()
    today = now.astimezone(ROME).date()
    case = facts.load(uow, message.recipient_id, on=today, settled=True)
    cause = message.recall_cause
    policy = desk.policies[case.policy_id]
    if message.contact is not None:
        return _hold_contact(uow, desk, message, How(message.contact))
    if cause is not None and passes_at_once(policy, at=now, reason=cause):
        return None
    decision = law.deliver(policy, case.person, case.history, at=now, urgent=message.urgent)
    when: datetime = decision.values["when"]
    return None if when <= now else Hold(when, reason_of(decision))


def _hold_contact(uow: UnitOfWork, desk: Desk, message: Outgoing, how: How) -> Hold | None:
    """Ask about bands and permits too: this message is one colleague's to another."""
    decision = ask(hearing_of(uow, desk, message.recipient_id), how)
    when: datetime = decision.values["when"]
    return None if when <= desk.clock() else Hold(when, reason_of(decision))


def reason_of(decision: Decision) -> dict[str, Any]:
    """Keep what holds a message as data: the articles, and the reasons to be put into words."""
    return {
        "code": decision.question,
        "articles": list(decision.because),
        "reasons": values.pack_reasons(decision.reasons),
    }
