"""Where requests stand, why a day cannot be had: each with a way to go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.chat.act_words import with_words_of_the_act
from handlers.chat.day_lines import day_line
from handlers.chat.menu_views import back_to_menu, button
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.cases.permit_wording import kind_line, when_line
from handlers.desk.cases.reaching import Reaching, Way
from handlers.desk.context import Actor
from handlers.desk.inquiries.obstacles import WhyNot
from handlers.desk.inquiries.stands import Asked
from handlers.desk.presses import pack
from handlers.desk.requests.wording import day_of
from handlers.texts import Line, explaining, label, message
from rules.decision import Verdict
from storage.requests.bookings import Booking
from storage.requests.permits_found import PermitRecord
from storage.tables import RequestState

BY_THEMSELVES = frozenset({RequestState.CANCELLED.value, RequestState.RECALLED.value})
"""States that no decision about the request brought about."""


def status(actor: Actor, found: Sequence[Asked], days: Sequence[date]) -> Reply:
    """Tell where each request stands."""
    if not found:
        key = "inquiries.status.none.days" if days else "inquiries.status.none"
        ways = [button(actor, "booking", "open"), *_to_decide(actor)]
        return _reply(actor, [(key, {"days": list(days)})], ways)
    lines = [_stands(one) for one in found]
    own = [button(actor, "booking", "days")] if any(one.booking for one in found) else []
    taken = [button(actor, "permits", "open")] if any(one.permit for one in found) else []
    ways = [*own, *taken, *_to_decide(actor)]
    return _reply(actor, [(_title(found, days), {"requests": lines, "days": list(days)})], ways)


def _to_decide(actor: Actor) -> list[Button]:
    """Lead who decides to what waits for them: `quante richieste ho?` may mean these."""
    return [button(actor, "approvals", "list")] if actor.approves else []


def _title(found: Sequence[Asked], days: Sequence[date]) -> str:
    """Name what is listed: of some days nothing is said about all the others."""
    if days:
        return "inquiries.status.days"
    waits = any(one.waits for one in found)
    return "inquiries.status" if waits else "inquiries.status.decided"


def _stands(one: Asked) -> Line:
    what, state = _what(one)
    named = {"what": what}
    if one.waits:
        return _waits(one, named)
    record = one.booking or one.permit
    motive = record.decision_reason if record else None
    by = " · ".join(one.by)
    key = f"inquiries.stands.{state}"
    if not by or state in BY_THEMSELVES:
        return f"{key}.bare", named
    given = {**named, "by": by, "when": record.decided_at if record else None}
    return (f"{key}.motive" if motive else key), {**given, "motive": motive or ""}


def _what(one: Asked) -> tuple[Line, str]:
    if one.booking is not None:
        return day_of(one.booking), one.booking.state.value
    if one.permit is None:
        raise ValueError("a request is a day or a permit")
    permit = one.permit.permit
    said = {"kind": kind_line(permit.kind), "when": when_line(permit)}
    return ("inquiries.permit", said), one.permit.state.value


def _waits(one: Asked, named: dict[str, Line]) -> Line:
    asked_at = _asked_at(one.booking or one.permit)
    if one.lies_with is None:
        return "inquiries.waits.nobody", {**named, "asked_at": asked_at}
    told = {
        **named,
        "asked_at": asked_at,
        "name": one.lies_with.person.name,
        "read": _read(one.lies_with, one),
    }
    return "inquiries.waits", told


def _read(lies_with: Reaching, one: Asked) -> Line:
    """Say when the card was delivered or will be; nothing where nobody can know."""
    if one.read_at is not None:
        return "inquiries.read", {"when": one.read_at}
    if lies_with.way is Way.NOW:
        return "inquiries.read.soon", {}
    return f"inquiries.read.{lies_with.way.value}", {"when": lies_with.when}


def _asked_at(record: Booking | PermitRecord | None) -> object:
    return record.asked_at if record else None


def why_not(actor: Actor, found: WhyNot) -> Reply:
    """Tell who refused a day and why, what the law says, and which day could be had."""
    judged, parts = found.judged, []
    if found.held is not None:
        key = f"booking.held.{found.held.state.value}.{found.held.mode.value}"
        return _reply(actor, [(key, {"day": day_of(found.held)})], [_calendar(actor, judged.day)])
    if found.refused is not None:
        parts.append(_stands(found.refused))
    if judged.refused:
        reasons = explaining.lines(judged.decision.obstacles)
        parts.append(("inquiries.why_not", {"day": day_line(judged), "reasons": reasons}))
    else:
        verdict = judged.decision.verdict or Verdict.ALLOWED
        reasons = explaining.lines(judged.decision.obstacles)
        key = f"inquiries.may_be.{verdict.value}"
        parts.append((key, {"day": day_line(judged), "reasons": reasons}))
    if found.instead is not None:
        parts.append(("inquiries.instead", {"day": found.instead}))
    shown = _reply(actor, parts, [_calendar(actor, found.instead or judged.day)])
    return with_words_of_the_act(actor, shown, judged.decision.obstacles)


def nothing_refused(actor: Actor) -> Reply:
    """Tell that no request was refused."""
    own = [button(actor, "booking", "days")]
    return _reply(actor, [("inquiries.nothing_refused", {})], own)


def _calendar(actor: Actor, day: date) -> Button:
    return Button(label("phrases.calendar", actor.locale), pack("booking", "month", day))


def _reply(actor: Actor, parts: Sequence[Line], buttons: list[Button]) -> Reply:
    text = message("booking.calendar", actor.locale, parts=parts)
    return Reply(text=text, rows=rows_of(buttons, [back_to_menu(actor.locale)]))
