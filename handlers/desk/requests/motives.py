"""The motive of a decision: a form of free words, with ready ones beside."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handlers.desk.context import Actor, Desk
from handlers.desk.forms import standing
from handlers.desk.forms.fields import Form, Values, words_for_others
from handlers.desk.requests.deciding import DecisionCame, Outcome, Wish, decide, judge
from handlers.desk.requests.kinds.known import kind_of
from handlers.desk.requests.request import Look, State
from handlers.texts import Line, explaining
from rules.reasons import ReasonCode
from storage.people import dialogues

MOTIVE = "motive"
FORM = Form(name="approvals", version=1, fields=(words_for_others(MOTIVE),))
"""The words, and beside them which decision they are for, with the lines that say it."""
READY: Mapping[tuple[State, str], tuple[str, ...]] = MappingProxyType(
    {
        (State.REFUSED, "days"): ("presence", "minimum", "not_remote", "another_day"),
        (State.REFUSED, "patterns"): ("presence", "minimum", "not_remote", "other_days"),
        (State.REFUSED, "permits"): ("hours", "uncovered", "another_day"),
        (State.APPROVED, "days"): ("covered", "agreed", "this_once"),
        (State.APPROVED, "patterns"): ("covered", "agreed", "this_once"),
        (State.APPROVED, "permits"): ("covered", "agreed", "this_once"),
    }
)
"""Motives offered as buttons, by decision and kind; their texts are `approvals.ready.<name>`."""


def ask(desk: Desk, actor: Actor, wish: Wish, *, said: str = "") -> Outcome:
    """
    Open the form for the motive of a decision, if the decision could be taken at all.

    Words that were `said` with it are the motive, if they are as long as one has to be.
    """
    outcome = judge(desk, actor, wish)
    if outcome.came is DecisionCame.NEEDS_MOTIVE:
        with desk.store.writing() as uow:
            values = _values(wish, outcome.look) | _motive(said)
            standing.begin(uow, actor.telegram_id, FORM, values, at=desk.clock())
            uow.commit()
    return outcome


def send(desk: Desk, actor: Actor, values: Values) -> Outcome:
    """Take the decision that a form is for, with its words; the form is over."""
    wish = Wish(
        key=(values["kind"], values["id"]),
        version=values["version"],
        to=State(values["to"]),
        motive=values[MOTIVE],
    )
    outcome = decide(desk, actor, wish)
    with desk.store.writing() as uow:
        dialogues.end(uow, actor.telegram_id)
        uow.commit()
    return outcome


def ready_for(look: Look, to: State) -> list[str]:
    """Name the motives to offer: the office's minimum only where it would not be kept."""
    short = any(reason.code == ReasonCode.OFFICE_MINIMUM for reason in look.reasons)
    return [name for name in READY[to, look.request.kind] if name != "minimum" or short]


def _motive(said: str) -> dict[str, str]:
    field = FORM.field(MOTIVE)
    return {MOTIVE: said} if field.least <= len(said) <= field.most else {}


def _values(wish: Wish, look: Look) -> dict[str, Any]:
    kind = kind_of(look.request)
    against = [reason for reason in kind.reasons([look]) if reason.against]
    reasons: list[Line] = explaining.lines(against)
    return {
        "kind": wish.key[0],
        "id": wish.key[1],
        "version": wish.version,
        "to": wish.to.value,
        "name": look.asker.name,
        "what": kind.what([look.request]),
        "reasons": reasons,
        "ready": ready_for(look, wish.to),
    }
