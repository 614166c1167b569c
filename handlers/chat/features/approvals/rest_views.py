"""What somebody reads who decided a day that they named: that, and in a line what else waits."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.features.approvals.views import back, toast_of, undo_button
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor
from handlers.desk.presses import pack
from handlers.desk.requests.deciding import DecisionCame, Outcome
from handlers.desk.requests.kinds.known import kind_of, token
from handlers.desk.requests.request import Request
from handlers.texts import Line, label, message


def decided(actor: Actor, outcome: Outcome, rest: Sequence[Request]) -> Reply:
    """Say what was decided, or why not, and what else of the request waits."""
    return with_rest(actor, _came(actor, outcome), outcome, rest)


def with_rest(actor: Actor, head: Line, outcome: Outcome, rest: Sequence[Request]) -> Reply:
    """Say something of a decision, and below it what else of the request waits."""
    waits = [rest_line(rest)] if rest else []
    text = message("booking.calendar", actor.locale, parts=[head, *waits])
    others = [_others(actor, outcome, rest)] if rest else []
    rows = rows_of(others, undo_button(actor, outcome), [back(actor)])
    return Reply(text=text, rows=rows)


def rest_line(rest: Sequence[Request]) -> Line:
    """Name what else of a request waits."""
    return "approvals.rest", {"count": len(rest), "what": kind_of(rest[0]).what(rest)}


def _came(actor: Actor, outcome: Outcome) -> Line:
    if outcome.came is not DecisionCame.DONE:
        return "approvals.not_done", {"why": toast_of(actor, outcome)}
    request = outcome.look.request
    what = kind_of(request).what([request])
    return f"approvals.decided.{request.state.value}", {
        "name": outcome.look.asker.name,
        "what": what,
    }


def _others(actor: Actor, outcome: Outcome, rest: Sequence[Request]) -> Button:
    words = label(
        "approvals.rest.open", actor.locale, name=outcome.look.asker.given_name, count=len(rest)
    )
    return Button(words, pack("approvals", "card", token(rest[0])))
