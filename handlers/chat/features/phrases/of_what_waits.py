"""What a manager says of requests that wait (`tutti`, `la seconda`), as a sentence of its own."""

from __future__ import annotations

from handlers.desk.context import Actor, Desk
from handlers.desk.naming import known_names, people_known, people_named
from handlers.desk.requests import waiting
from handlers.reading.of_what_waits import InTheList, said_of_what_waits, verdict_on


def whole_order(desk: Desk, actor: Actor, text: str) -> str | None:
    """
    Give the sentence that shows what is meant; None where nothing waits, or for other words.

    Nothing is decided by it: it shows a list or a card, with its buttons.
    """
    if not actor.approves:
        return None
    said = said_of_what_waits(text, known_names(desk, actor)) or _verdict(desk, actor, text)
    if said is None or not waiting.askers(desk, actor):
        return None
    return _in_the_list(desk, actor, said) if isinstance(said, InTheList) else said


def _verdict(desk: Desk, actor: Actor, text: str) -> str | None:
    """Take `Bruno no` for a decision only of somebody who waits for one."""

    def waits(name: tuple[str, ...]) -> bool:
        named = people_named(desk, actor, " ".join(name))
        return any(one.person in named for one in waiting.askers(desk, actor))

    return verdict_on(text, waits)


def _in_the_list(desk: Desk, actor: Actor, said: InTheList) -> str | None:
    """Name the request in a place of the list, as it is listed first: by day."""
    looks = waiting.page(desk, actor, 0).looks
    if said.place >= len(looks):
        return None
    request = looks[said.place].request
    (person,) = people_known(desk, [request.employee_id])
    verb = "approva" if said.approve else "rifiuta"
    what = "il permesso di " if request.kind == "permits" else ""
    return f"{verb} {what}{person.name} il {request.day:%-d/%-m/%Y}"
