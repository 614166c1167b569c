"""What goes to whom the act names when somebody sends a permit off."""

from __future__ import annotations

from handlers.desk.cases.permit_wording import kind_for_managers, when_line
from handlers.desk.cases.presence import Away, Presence
from handlers.desk.context import Desk
from handlers.desk.posting import post_line
from handlers.desk.requests import asking
from handlers.desk.requests.routing import Route
from handlers.desk.requests.wording import out_line
from handlers.texts import Line
from storage.people import appointments
from storage.people.people import Person
from storage.requests.permits_found import PermitRecord
from storage.tables import PermitState, Role
from storage.unit_of_work import UnitOfWork


def post_card(
    uow: UnitOfWork, desk: Desk, asker: Person, record: PermitRecord, route: Route
) -> None:
    """Send a permit to whom the act names, to be decided or merely known of."""
    if record.state is PermitState.PENDING:
        asking.send(uow, desk, asker, [("permits", record.id)], route=route)
    else:
        _tell_communicated(uow, desk, asker, record, route)


def _tell_communicated(
    uow: UnitOfWork, desk: Desk, asker: Person, record: PermitRecord, route: Route
) -> None:
    """Tell whom the act names of a permit that nobody need approve; HR if nobody is there."""
    when = when_line(record.permit)
    if route.acting_id is None:
        for employee_id in appointments.holders(uow, asker.body_id, Role.HR, on=desk.today()):
            if employee_id != asker.id:
                line: Line = ("permits.nobody_told", {"name": asker.name, "when": when})
                post_line(
                    uow, desk, employee_id, line, f"permits:nobody:{record.id}:{employee_id}"
                )
        return
    named = {
        "name": asker.name,
        "office": asker.office_name,
        "kind": kind_for_managers(record.permit),
        "when": when,
        "out": out_line(_others_out(uow, desk, asker, record)),
    }
    told: Line = ("permits.communicated", named)
    name = f"permits:communicated:{record.id}:{route.acting_id}"
    post_line(uow, desk, route.acting_id, told, name)


def _others_out(
    uow: UnitOfWork, desk: Desk, asker: Person, record: PermitRecord
) -> tuple[Away, ...]:
    day = record.permit.on
    policy, office = desk.policies[asker.policy_id], asker.office_id
    presence = Presence.load(uow, [office], first=day, last=day, policy=policy, today=desk.today())
    return presence.out(office, day, besides=asker.id)
