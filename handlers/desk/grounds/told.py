"""What person and manager are told of days whose ground has gone, each once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers.desk.cases.judging import Hearing
from handlers.desk.context import Desk
from handlers.desk.grounds.judging import Groundless
from handlers.desk.grounds.naming import days_named, permits_named, reasons_named
from handlers.desk.posting import post_line
from handlers.desk.presses import pack
from handlers.desk.requests.routing import route_of
from handlers.desk.requests.wording import day_of
from handlers.texts import Line, explaining
from storage.days import facts
from storage.people import appointments, people
from storage.people.people import Person
from storage.requests.bookings import Booking
from storage.requests.permits_found import PermitRecord
from storage.tables import Role
from storage.trail import outbox
from storage.unit_of_work import UnitOfWork

DOUBTS = "grounds:doubts:"
"""Begins the dedupe keys of what tells of doubtful days; the person's id follows."""
MOST_BUTTONS = 90
"""Telegram takes a hundred."""


def of_fallen(
    uow: UnitOfWork,
    desk: Desk,
    hearing: Hearing,
    *,
    person: Person,
    fallen: Sequence[Groundless],
    gone: Sequence[PermitRecord],
) -> None:
    """Tell person and manager which days and permits are no more, and by which article."""
    if not fallen and not gone:
        return
    reasons = _why(hearing, fallen, gone)
    days = days_named(fallen)
    name = _name_of(fallen, gone)
    if hearing.left_on is None or hearing.left_on >= desk.today():
        own = [*days, *permits_named(gone, own=True)]
        line: Line = ("grounds.fallen.person", {"days": own, "reasons": reasons})
        post_line(uow, desk, person.id, line, f"{name}:person")
    manager_id = recipient_of(uow, desk, person)
    if manager_id is not None:
        theirs = [*days, *permits_named(gone, own=False)]
        named = {"name": person.name, "days": theirs, "reasons": reasons}
        post_line(uow, desk, manager_id, ("grounds.fallen.manager", named), f"{name}:manager")


def of_cut(
    uow: UnitOfWork,
    desk: Desk,
    hearing: Hearing,
    *,
    person: Person,
    cut: Sequence[PermitRecord],
) -> None:
    """Tell person and manager which permits end with the last day of service."""
    if not cut or hearing.left_on is None:
        return
    name = f"grounds:cut:{cut[0].id}:{cut[0].version}"
    said = {"day": hearing.left_on, "permits": permits_named(cut, own=True)}
    if hearing.left_on >= desk.today():
        post_line(uow, desk, person.id, ("grounds.cut.person", said), f"{name}:person")
    manager_id = recipient_of(uow, desk, person)
    if manager_id is not None:
        theirs = {**said, "name": person.name, "permits": permits_named(cut, own=False)}
        post_line(uow, desk, manager_id, ("grounds.cut.manager", theirs), f"{name}:manager")


def of_doubtful(
    uow: UnitOfWork, desk: Desk, person: Person, doubtful: Sequence[Groundless]
) -> None:
    """
    Tell person and manager of days that stand as the act is silent, and ask the manager.

    All that is new comes in one message. Each is told once as long as it stays doubtful: the last
    message keeps which are.
    """
    now = {_doubt(one): one for one in doubtful}
    last = outbox.last_about(uow, person.id, f"{DOUBTS}{person.id}:")
    told = set() if last is None else {str(each) for each in last.args["doubts"]}
    if last is not None and not told <= now.keys():
        outbox.keep_argument(uow, last.id, "doubts", sorted(told & now.keys()))
    fresh = [one for name, one in now.items() if name not in told]
    if not fresh:
        return
    name = f"{DOUBTS}{person.id}:{0 if last is None else last.id}"
    named = {**_said_of(fresh), "name": person.name, "doubts": sorted(now)}
    kind = "doubtful" if len(fresh) == 1 else "doubts"
    manager_id = recipient_of(uow, desk, person)
    if manager_id is not None:
        uow.post(
            outbox.Message(
                recipient_id=manager_id,
                key=f"grounds.{kind}.manager",
                args=named,
                buttons=[
                    [take_back_button(one.booking, several=len(fresh) > 1)]
                    for one in fresh[:MOST_BUTTONS]
                ],
                dedupe_key=f"{name}:manager",
                at=desk.clock(),
            )
        )
    manager = people.person(uow, manager_id).name if manager_id is not None else ""
    key = f"grounds.{kind}.person" if manager else f"grounds.{kind}.person.nobody"
    post_line(uow, desk, person.id, (key, {**named, "manager": manager}), f"{name}:person")


def _doubt(one: Groundless) -> str:
    why = "+".join(sorted(str(reason.code) for reason in one.reasons))
    return f"{one.booking.id}:{why}"


def _said_of(fresh: Sequence[Groundless]) -> dict[str, Any]:
    if len(fresh) == 1:
        return {"day": day_of(fresh[0].booking), "reasons": explaining.lines(fresh[0].reasons)}
    return {"days": days_named(fresh), "reasons": reasons_named(fresh)}


def of_taken_back(uow: UnitOfWork, desk: Desk, booking: Booking, manager: Person) -> None:
    """Tell the person that the manager took the day back."""
    line: Line = ("grounds.taken.person", {"day": day_of(booking), "manager": manager.name})
    post_line(uow, desk, booking.employee_id, line, f"grounds:taken:{booking.id}")


def take_back_button(booking: Booking, *, several: bool) -> list[Any]:
    """Make the button that takes a day back; beside `several` others, which stay when pressed."""
    beside = ["beside"] if several else []
    data = pack("grounds", "fall", booking.id, booking.version, *beside)
    return ["grounds.button.fall", {"day": booking.day}, data]


def recipient_of(uow: UnitOfWork, desk: Desk, person: Person) -> int | None:
    """Give who decides about somebody's days today, or else somebody of HR; None without any."""
    policy, today = desk.policies[person.policy_id], desk.today()
    asked = facts.load(uow, person.id, on=today).person
    route = route_of(uow, person.id, asked, policy=policy, at=desk.clock())
    if route.acting_id is not None:
        return route.acting_id
    hr = appointments.holders(uow, person.body_id, Role.HR, on=today)
    return min((who for who in hr if who != person.id), default=None)


def _why(
    hearing: Hearing, fallen: Sequence[Groundless], gone: Sequence[PermitRecord]
) -> list[Line]:
    lines = reasons_named(fallen)
    if hearing.left_on is not None and hearing.left_on < _last(fallen, gone):
        lines.append(("grounds.left", {"day": hearing.left_on}))
    elif gone:
        lines.append(("grounds.not_worked", {}))
    return lines


def _last(fallen: Sequence[Groundless], gone: Sequence[PermitRecord]) -> Any:
    return max([*(one.booking.day for one in fallen), *(one.permit.on for one in gone)])


def _name_of(fallen: Sequence[Groundless], gone: Sequence[PermitRecord]) -> str:
    """Name the occasion: a day falls once."""
    first = min((one.booking.id for one in fallen), default=0)
    return f"grounds:fallen:{first}:{min((one.id for one in gone), default=0)}"
