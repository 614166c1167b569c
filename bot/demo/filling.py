"""A store with everybody of the demo in it, by the import that an administrator uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from handlers.desk.requests.routing import route_of
from rules.facts import ROME
from rules.policy.library import Policy, own_kinds
from storage import staff_file
from storage.core.vault import Vault, new_key
from storage.days import facts
from storage.people import appointments, invitations, links, people
from storage.people.people import Person
from storage.staff_file import Problems, StaffFiles
from storage.staff_file.apply import Route
from storage.store import Store
from storage.unit_of_work import UnitOfWork

STORE_FILE = "demo.sqlite3"
FIRST_TELEGRAM_ID = 8_000_000
"""Invented accounts are numbered from here on, by employee."""


class DemoDataError(Exception):
    """The files of a body cannot be imported; the message names every bad row."""


def bodies_below(folder: Path) -> list[Path]:
    """List the folders of a folder that hold the files of a body."""
    return sorted(path.parent for path in folder.glob("*/ente.csv"))


def fresh_store(folder: Path) -> Store:
    """Make an empty store in a folder, in place of an earlier one; its key is new and not kept."""
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob(f"{STORE_FILE}*"):
        leftover.unlink()
    store = Store(f"sqlite:///{folder / STORE_FILE}", Vault(new_key()))
    store.migrate()
    return store


def fill(
    store: Store, folders: Sequence[Path], policies: Mapping[str, Policy], *, at: datetime
) -> None:
    """
    Import the bodies of some folders and link their people, all or nothing.

    In each body one person without a post stays out, so that the invitation can be tried.
    Raises DemoDataError.
    """
    with store.writing() as uow:
        for folder in folders:
            files = _read(folder, policies)
            summary = staff_file.apply(uow, files, at=at, route=_route(policies, at))
            _link(uow, summary.body_id, at=at)
        _see_policies(uow, policies)
        uow.commit()


def _see_policies(uow: UnitOfWork, policies: Mapping[str, Policy]) -> None:
    """Refuse a body whose policy the desk does not know: its people would never be answered."""
    for body in people.bodies(uow):
        if body.policy_id not in policies:
            raise DemoDataError(
                f"{body.id} follows {body.policy_id!r}, which is not installed. Put its file into "
                f"the folder of SPORTELLO_POLICIES, or name one of {', '.join(policies)}."
            )


def invite_newcomers(store: Store, *, at: datetime) -> dict[int, str]:
    """Make a fresh invitation for everybody without a link; give the codes by employee."""
    codes = {}
    with store.writing() as uow:
        for body in people.bodies(uow):
            for person in people.of_body(uow, body.id, on=at.astimezone(ROME).date()):
                if person.telegram_user_id is None:
                    codes[person.id] = invitations.issue(uow, person.id, at=at)
        uow.commit()
    return codes


def telegram_id_of(employee_id: int) -> int:
    """Give the invented account of an employee."""
    return FIRST_TELEGRAM_ID + employee_id


def _read(folder: Path, policies: Mapping[str, Policy]) -> StaffFiles:
    known = staff_file.Known(own_kinds=own_kinds(policies))
    found = staff_file.read_folder(folder, known=known)
    if isinstance(found, Problems):
        raise DemoDataError(f"The files in {folder} cannot be imported:\n{found}")
    return found


def _route(policies: Mapping[str, Policy], at: datetime) -> Route:
    def route(uow: UnitOfWork, employee_id: int) -> int | None:
        case = facts.load(uow, employee_id, on=at.astimezone(ROME).date())
        policy = policies.get(case.policy_id)
        if policy is None:  # told for the body as a whole
            return None
        return route_of(uow, employee_id, case.person, policy=policy, at=at).acting_id

    return route


def _link(uow: UnitOfWork, body_id: str, *, at: datetime) -> None:
    today = at.astimezone(ROME).date()
    everybody = people.of_body(uow, body_id, on=today)
    newcomer = _newcomer(uow, everybody, at=at)
    for person in everybody:
        if person != newcomer:
            links.link(uow, person.id, telegram_id_of(person.id), at=at)


def _newcomer(uow: UnitOfWork, everybody: Sequence[Person], *, at: datetime) -> Person | None:
    today = at.astimezone(ROME).date()
    plain = [p for p in everybody if not appointments.held_by(uow, p.id, on=today)]
    return max(plain, key=lambda person: person.number, default=None)
