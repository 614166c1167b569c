"""Where a request goes when it is asked: to whom the act names, or to HR if nobody can decide."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.desk.context import Desk
from handlers.desk.requests import inbox
from handlers.desk.requests.kinds.known import load
from handlers.desk.requests.request import Key
from handlers.desk.requests.routing import Route
from handlers.desk.requests.telling import tell_hr
from storage.people.people import Person
from storage.unit_of_work import UnitOfWork


def send(uow: UnitOfWork, desk: Desk, asker: Person, keys: Sequence[Key], *, route: Route) -> None:
    """Send what one person asked for at once, requests of one kind, to who decides today."""
    if not keys:
        return
    asked = load(uow, keys)
    if route.acting_id is None:
        tell_hr(uow, desk, asker, asked, key="approvals.nobody_decides")
    else:
        inbox.send(uow, desk, asked, route.acting_id)
