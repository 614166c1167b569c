"""What goes to the person who decides about a permit, or is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.desk.context import Desk
from handlers.desk.permits.wording import NAMED_TO_MANAGERS, kind_for_managers, when_line
from handlers.desk.presses import pack
from handlers.desk.requests.cards import ButtonRow, out_line
from handlers.desk.requests.routing import Route
from handlers.texts import Line, explaining
from rules.decision import Decision, Verdict
from storage.days import office_day
from storage.days.office_day import Away
from storage.people import posts
from storage.people.people import Person
from storage.requests.permits import PermitRecord
from storage.tables import PermitState, Role
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitCard:
    """A permit before who decides: the rules as of when it was asked, and who else is out."""

    asker: Person
    record: PermitRecord
    decision: Decision
    out: tuple[Away, ...] = ()
    decided_by: Line = ("approvals.by", {"name": ""})

    @property
    def is_named(self) -> bool:
        """Whether who decides may read of which kind it is."""
        return self.record.permit.kind in NAMED_TO_MANAGERS


def card_line(card: PermitCard) -> Line:
    """Lay the card out as text in no language yet."""
    record = card.record
    named = {
        "name": card.asker.name,
        "office": card.asker.office_name,
        "kind": kind_for_managers(record.permit),
        "when": when_line(record.permit),
    }
    if record.state is not PermitState.PENDING:
        decided = {"by": card.decided_by, "at": record.decided_at}
        return f"permits.card.{record.state.value}", {**named, **decided}
    verdict = card.decision.verdict or Verdict.ALLOWED
    return "permits.card.pending", {
        **named,
        "verdict": (f"approvals.verdict.{verdict.value}", {}),
        "lines": _lines(card, verdict),
        "out": out_line(card.out),
    }


def _lines(card: PermitCard, verdict: Verdict) -> list[Line]:
    record = card.record
    found: list[Line] = []
    if record.replaces_id is not None:
        found.append(("permits.card.corrects", {}))
    if record.urgent:
        found.append(_urgency(card))
    if card.is_named:
        return [*found, *explaining.lines(card.decision.reasons)]
    # Sentences and articles would tell the kind: who decides learns what there is to weigh.
    return [*found, (f"permits.card.discreet.{verdict.value}", {})]


def _urgency(card: PermitCard) -> Line:
    if card.is_named and card.record.words:
        return "permits.card.urgent.words", {"words": card.record.words}
    return "permits.card.urgent", {}


def card_buttons(card: PermitCard) -> list[ButtonRow]:
    """Lay out the buttons: approve, refuse, and the act's words where they tell no secret."""
    record = card.record
    if record.state is not PermitState.PENDING:
        return []
    shown = (record.id, record.version)
    rows: list[ButtonRow] = [
        [
            ["permits.button.yes", {}, pack("permits", "yes", *shown)],
            ["permits.button.no", {}, pack("permits", "no", *shown)],
        ]
    ]
    if card.is_named:
        rows.append([["explaining.why", {}, pack("permits", "act", record.id)]])
    return rows


def card_key(record: PermitRecord, recipient_id: int) -> str:
    """Name the fact that somebody was sent the card of a permit."""
    return f"permits:card:{record.id}:{recipient_id}"


def reminder_key(record: PermitRecord, recipient_id: int) -> str:
    """Name the fact that somebody was reminded of a permit."""
    return f"permits:reminder:{record.id}:{recipient_id}"


def post_card(
    uow: UnitOfWork, desk: Desk, asker: Person, record: PermitRecord, route: Route
) -> None:
    """Send a permit to whom the act names; to HR if nobody whom it names can decide today."""
    if route.acting_id is not None:
        send_card(uow, desk, asker, record, route.acting_id)
    elif record.state is PermitState.PENDING:
        tell_hr(uow, desk, asker, record, key="permits.nobody_decides")
    else:
        tell_hr(uow, desk, asker, record, key="permits.nobody_told")


def send_card(
    uow: UnitOfWork, desk: Desk, asker: Person, record: PermitRecord, recipient_id: int
) -> None:
    """Send the card of a permit, to be decided or merely known of; once to each person."""
    out = tuple(others_out(uow, asker, record))
    answered = Decision("permit", Verdict(record.verdict or ""), record.reasons)
    card = PermitCard(asker=asker, record=record, decision=answered, out=out)
    pending = record.state is PermitState.PENDING
    key, arguments = card_line(card) if pending else _communicated(card)
    _post(
        uow,
        desk,
        recipient_id,
        key=key,
        args=arguments,
        buttons=card_buttons(card),
        dedupe_key=card_key(record, recipient_id),
    )


def remind(
    uow: UnitOfWork, desk: Desk, asker: Person, record: PermitRecord, recipient_id: int
) -> None:
    """Remind who decides of a permit that still waits."""
    named = {"kind": kind_for_managers(record.permit), "when": when_line(record.permit)}
    button = ["permits.waiting.button", {"name": asker.name}]
    _post(
        uow,
        desk,
        recipient_id,
        key="permits.reminder",
        args={"name": asker.name, "since": record.asked_at, **named},
        buttons=[[[*button, pack("permits", "card", record.id)]]],
        dedupe_key=reminder_key(record, recipient_id),
    )


def _communicated(card: PermitCard) -> Line:
    return "permits.communicated", {
        "name": card.asker.name,
        "office": card.asker.office_name,
        "kind": kind_for_managers(card.record.permit),
        "when": when_line(card.record.permit),
        "out": out_line(card.out),
    }


def others_out(uow: UnitOfWork, asker: Person, record: PermitRecord) -> list[Away]:
    """Find who else of the asker's office is out on the day asked for."""
    return office_day.who_is_out(uow, asker.office_id, record.permit.on, besides=asker.id)


def tell_taken_back(
    uow: UnitOfWork, desk: Desk, asker: Person, record: PermitRecord, recipient_id: int
) -> None:
    """Tell who decided, or would have, that a permit was taken back."""
    key = "permits.taken_back.told"
    named = {"kind": kind_for_managers(record.permit), "when": when_line(record.permit)}
    _post(
        uow,
        desk,
        recipient_id,
        key=key,
        args={"name": asker.name, **named},
        dedupe_key=f"permits:taken_back:{record.id}",
    )


def tell_decided(
    uow: UnitOfWork, desk: Desk, record: PermitRecord, *, by: Line, motive: str | None
) -> None:
    """Tell the person who asked; it reaches them outside their disconnection."""
    key = f"permits.told.{record.state.value}"
    _post(
        uow,
        desk,
        record.employee_id,
        key=f"{key}.motive" if motive else key,
        args={
            "by": by,
            "kind": (f"permits.kind.{record.permit.kind}", {}),
            "when": when_line(record.permit),
            "motive": motive or "",
        },
        dedupe_key=f"permits:told:{record.id}:{record.version}",
    )


def tell_hr(uow: UnitOfWork, desk: Desk, asker: Person, record: PermitRecord, *, key: str) -> None:
    """Tell HR of a permit that nobody can decide about, or be told of."""
    for employee_id in posts.holders(uow, asker.body_id, Role.HR, on=desk.today()):
        if employee_id == asker.id:
            continue
        when = when_line(record.permit)
        _post(
            uow,
            desk,
            employee_id,
            key=key,
            args={"name": asker.name, "when": when, "since": record.asked_at},
            dedupe_key=f"{key}:{record.id}:{employee_id}",
        )


def _post(
    uow: UnitOfWork,
    desk: Desk,
    recipient_id: int,
    *,
    key: str,
    args: Mapping[str, Any],
    dedupe_key: str,
    buttons: list[ButtonRow] | None = None,
) -> None:
    uow.post(
        outbox.Message(
            recipient_id=recipient_id,
            key=key,
            args=args,
            buttons=buttons or [],
            dedupe_key=dedupe_key,
            at=desk.clock(),
        )
    )
