"""One's own decisions: what each was about, and what can still be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from handlers.chat.features.approvals.views import back
from handlers.chat.menu_views import back_to_menu
from handlers.chat.namesakes import MOST_PEOPLE
from handlers.chat.open_form import said_beside
from handlers.chat.replies import Button, Reply, rows_of
from handlers.desk.context import Actor, Desk
from handlers.desk.presses import pack
from handlers.desk.requests.kinds.known import kind_of
from handlers.desk.requests.own_decisions import BACK, OwnDecision
from handlers.desk.requests.request import Request, State
from handlers.texts import Line, label, message
from storage.people.people import Person

ON_A_PAGE = 6
NAMED = 5
"""Requests of one decision that are named; with these a page stays within one message."""


def page(desk: Desk, actor: Actor, found: Sequence[OwnDecision], number: int) -> Reply:
    """Show some of all decisions of the last days."""
    if not found:
        return none(actor, (), others=False)
    pages = [found[at : at + ON_A_PAGE] for at in range(0, len(found), ON_A_PAGE)]
    number = min(number, len(pages) - 1)
    title: Line = ("approvals.mine", {"count": len(found), "days": BACK.days})
    turning = [
        Button(label(f"approvals.list.{words}", actor.locale), pack("approvals", "mine", to))
        for words, to in (("before", number - 1), ("after", number + 1))
        if 0 <= to < len(pages)
    ]
    return _listed(desk, actor, title, pages[number], turning)


def some(desk: Desk, actor: Actor, found: Sequence[OwnDecision]) -> Reply:
    """Show the newest of the decisions that were asked about, and count the others."""
    title: Line = ("approvals.mine.some", {"count": len(found)})
    return _listed(desk, actor, title, found[:ON_A_PAGE], [_all(actor)])


def which(desk: Desk, actor: Actor, found: Sequence[OwnDecision]) -> Reply:
    """Ask which of several decisions is taken back."""
    title: Line = ("approvals.mine.which", {"count": len(found)})
    return _listed(desk, actor, title, found[:ON_A_PAGE], [_all(actor)])


def one(desk: Desk, actor: Actor, found: OwnDecision) -> Reply:
    """Show the one decision that is meant."""
    return _listed(desk, actor, ("approvals.mine.one", {}), [found], [_all(actor)])


def with_others(actor: Actor, shown: Reply, others: Sequence[tuple[Request, Person]]) -> Reply:
    """Name what a decision takes back beside what was named: it is taken back as a whole."""
    if not others:
        return shown
    lines = [_line(request, asker) for request, asker in others[:NAMED]]
    if len(others) > NAMED:
        lines.append(("approvals.mine.more", {"count": len(others) - NAMED}))
    return said_beside(shown, ("approvals.mine.too", {"requests": lines}), actor.locale)


def none(actor: Actor, named: Sequence[Person], *, others: bool) -> Reply:
    """Say that no decision is meant, and whether something waits for one."""
    names = [person.name for person in named[:MOST_PEOPLE]]
    key = "approvals.mine.none.of" if names else "approvals.mine.none"
    parts: list[Line] = [(key, {"names": names, "days": BACK.days})]
    if others:
        parts.append(("approvals.mine.waits", {}))
    ways = [back(actor)] if others else []
    text = message("booking.calendar", actor.locale, parts=parts)
    return Reply(text=text, rows=rows_of(ways, [back_to_menu(actor.locale)]))


def _listed(
    desk: Desk, actor: Actor, title: Line, found: Sequence[OwnDecision], ways: list[Button]
) -> Reply:
    parts = [title, *map(_entry, found), *_next_steps(desk, found)]
    text = message("booking.calendar", actor.locale, parts=parts)
    done = [_button(desk, actor, decision) for decision in found]
    rows = rows_of(*([button] for button in done if button), ways, [back_to_menu(actor.locale)])
    return Reply(text=text, rows=rows)


def _entry(found: OwnDecision) -> Line:
    lines = [_line(request, asker) for request, asker in found.requests[:NAMED]]
    if len(found.requests) > NAMED:
        lines.append(("approvals.mine.more", {"count": len(found.requests) - NAMED}))
    named = {"when": found.decided_at, "requests": lines, "until": found.until}
    return f"approvals.mine.entry{'.open' if found.until else ''}", named


def _line(request: Request, asker: Person) -> Line:
    what = kind_of(request).what([request])
    return f"approvals.mine.{request.state.value}", {"name": asker.name, "what": what}


def _next_steps(desk: Desk, found: Sequence[OwnDecision]) -> Iterable[Line]:
    """Say what is left to be done about what cannot be taken back any more."""
    over = [request for one in found if not one.until for request, _ in one.requests]
    to_come = [request for request in over if request.last_day >= desk.today()]
    states = {(request.state, request.kind == "permits") for request in to_come}
    minutes = int(desk.patience.undo.total_seconds() // 60)
    for key, case in LATER.items():
        if case in states:
            yield f"approvals.mine.later.{key}", {"minutes": minutes}


LATER = {
    "approved": (State.APPROVED, False),
    "permit": (State.APPROVED, True),
    "refused": (State.REFUSED, False),
    "refused_permit": (State.REFUSED, True),
}


def _button(desk: Desk, actor: Actor, found: OwnDecision) -> Button | None:
    """Make the button that takes a decision back, or the recall that is left afterwards."""
    request, asker = found.requests[0]
    if found.until:
        named = {"count": len(found.requests), "name": asker.given_name, "day": request.day}
        words = label("approvals.mine.undo", actor.locale, **named)
        return Button(words, pack("approvals", "undo", found.id))
    called = found.to_recall(desk.today()) if actor.approves else None
    return None if called is None else recall_of(actor, *called)


def recall_of(actor: Actor, person: Person, day: date) -> Button:
    """Make the button that begins a recall of somebody on a day."""
    words = label("approvals.mine.recall", actor.locale, name=person.given_name, day=day)
    return Button(words, pack("recalls", "for", person.id, day))


def _all(actor: Actor) -> Button:
    return Button(label("approvals.mine.all", actor.locale), pack("approvals", "mine", 0))
