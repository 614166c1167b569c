"""May this message reach its recipient now? The law is asked at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from handlers.desk.contacts.drafts import How
from handlers.desk.contacts.judging import ask, hearing_of
from handlers.desk.context import Desk
from rules import questions as law
from rules.decision import Decision
from rules.facts import ROME
from rules.recall import passes_at_once
from storage.core import values
from storage.days import quiet
from storage.days.quiet import QuietCase
from storage.trail.outbox import Waiting
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

NOT_LINKED = "not_linked"
"""Why a message waits that the law would let through: nobody has opened the desk yet."""
CANNOT_JUDGE = "cannot_judge"
"""Why a message waits of which the law cannot be asked; the log says what stands in the way."""
LOOK_AGAIN = timedelta(hours=1)
"""How soon it is looked again whether what is missing has come."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The message waits until then; `reason` is what HR can read of it."""

    until: datetime
    reason: Mapping[str, Any]


def holds_for(uow: UnitOfWork, desk: Desk, messages: Sequence[Waiting]) -> dict[int, Hold | None]:
    """
    Ask the law about the recipients' disconnection at this very moment, for many messages at once.

    Gives, by message, what holds it; None lets it through. Agreement, absences and policy are
    those of now, not those of when the message was written.
    """
    now = desk.clock()
    recipients = sorted({message.recipient_id for message in messages})
    cases = quiet.load(uow, recipients, on=now.astimezone(ROME).date())
    known: dict[tuple[int, bool], Hold | None] = {}
    found: dict[int, Hold | None] = {}
    for message in messages:
        case = cases[message.recipient_id]
        if _is_apart(message):
            found[message.id] = _or_unknown(case, now, _hold_apart, uow, desk, case, message)
            continue
        alike = case.employee_id, message.urgent
        if alike not in known:
            known[alike] = _or_unknown(case, now, _hold_case, desk, case, now, message.urgent)
        found[message.id] = known[alike]
    return found


def hold_for(uow: UnitOfWork, desk: Desk, message: Waiting, *, after: timedelta) -> Hold | None:
    """Ask the same about one message that is to go out in a moment."""
    later = desk.clock() + after
    return holds_for(uow, replace(desk, clock=lambda: later), [message])[message.id]


def _is_apart(message: Waiting) -> bool:
    """Tell whether more than its recipient's disconnection decides about a message."""
    return message.contact is not None or message.recall_cause is not None


def _hold_apart(uow: UnitOfWork, desk: Desk, case: QuietCase, message: Waiting) -> Hold | None:
    """Ask about a colleague's message, for which bands and permits count too, or a recall."""
    if message.contact is not None:
        decision = ask(hearing_of(uow, desk, message.recipient_id), How(message.contact))
        return _hold_of(decision, desk.clock())
    policy, cause = desk.policies[case.policy_id], message.recall_cause
    if cause is not None and passes_at_once(policy, at=desk.clock(), reason=cause):
        return None
    return _hold_case(desk, case, desk.clock(), message.urgent)


def _hold_case(desk: Desk, case: QuietCase, now: datetime, urgent: bool) -> Hold | None:  # noqa: FBT001  handed on as it is
    policy = desk.policies[case.policy_id]
    return _hold_of(law.deliver(policy, case.person, case.history, at=now, urgent=urgent), now)


def _or_unknown(
    case: QuietCase, now: datetime, look: Callable[..., Hold | None], *about: Any
) -> Hold | None:
    """
    Look whether the law holds a message; where it cannot be asked, the message waits.

    That is so if the regulation of the body is not installed, or facts cannot be right: nobody
    is disturbed against the law for that, and nobody else waits.
    """
    try:
        return look(*about)
    except SQLAlchemyError:
        raise
    except Exception:
        log.exception("gate.cannot_judge", employee_id=case.employee_id)
        return Hold(now + LOOK_AGAIN, {"code": CANNOT_JUDGE})


def _hold_of(decision: Decision, now: datetime) -> Hold | None:
    when: datetime = decision.values["when"]
    return None if when <= now else Hold(when, reason_of(decision))


def reason_of(decision: Decision) -> dict[str, Any]:
    """Keep what holds a message as data: the articles, and the reasons to be put into words."""
    return {
        "code": decision.question,
        "articles": list(decision.because),
        "reasons": values.pack_reasons(decision.reasons),
    }
