"""What is told of requests: to who asked, to who decides, to HR."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.desk.context import Desk
from handlers.desk.posting import post_line
from handlers.desk.requests.kinds.known import kind_of, token
from handlers.desk.requests.request import Request
from handlers.desk.requests.wording import by_line
from handlers.texts import Line
from storage.people import appointments, people
from storage.people.people import Person
from storage.tables import Role
from storage.unit_of_work import UnitOfWork


def tell_decided(
    uow: UnitOfWork, desk: Desk, decided: Sequence[Request], *, motive: str | None
) -> list[str]:
    """
    Post a decision about requests of one kind to who asked; give the messages' dedupe keys.

    It reaches them outside their disconnection.
    """
    first = decided[0]
    ids = [found for found in (first.decided_by, first.decided_for) if found is not None]
    by = by_line(first, people.persons(uow, ids))
    keys = []
    for number, line in enumerate(kind_of(first).told(decided, by=by, motive=motive)):
        keys.append(f"requests:told:{token(first)}:{first.version}:{number}")
        post_line(uow, desk, first.employee_id, line, keys[-1])
    return keys


def tell_undone(uow: UnitOfWork, desk: Desk, back: Sequence[Request], *, by: str) -> None:
    """Tell who asked, and has read the decision, that it was taken back."""
    first = back[0]
    line: Line = ("approvals.undone.told", {"by": by, "what": kind_of(first).said(back)})
    post_line(
        uow, desk, first.employee_id, line, f"requests:undone:{token(first)}:{first.version}"
    )


def tell_expired(uow: UnitOfWork, desk: Desk, request: Request, what: Line) -> None:
    """Tell who asked that nobody decided in time; once."""
    line: Line = ("approvals.expired.told", {"what": what})
    name = f"requests:expired:{token(request)}:{request.version}"
    post_line(uow, desk, request.employee_id, line, name)


def tell_taken_back(
    uow: UnitOfWork, desk: Desk, asker: Person, request: Request, recipient_id: int
) -> None:
    """Tell who approved that a request was taken back."""
    line = kind_of(request).taken_back(asker.name, request)
    post_line(uow, desk, recipient_id, line, f"requests:taken_back:{token(request)}")


def tell_hr(
    uow: UnitOfWork, desk: Desk, asker: Person, requests: Sequence[Request], *, key: str
) -> None:
    """Tell HR of requests of one kind that nobody whom the act names can decide today."""
    first = requests[0]
    named = {
        "name": asker.name,
        "what": kind_of(first).what(requests),
        "since": first.asked_at,
    }
    for employee_id in appointments.holders(uow, asker.body_id, Role.HR, on=desk.today()):
        if employee_id != asker.id:
            name = hr_key(key, first, employee_id)
            post_line(uow, desk, employee_id, (key, named), name)


def hr_key(key: str, request: Request, employee_id: int) -> str:
    """Name the fact that somebody of HR was told of a request."""
    return f"{key}:{token(request)}:{employee_id}"
