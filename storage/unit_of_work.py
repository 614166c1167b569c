"""One transaction: rows, audit entries and outgoing messages stand or fall together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Select, bindparam, select
from sqlmodel import Session

from storage.core.changes import changes_of
from storage.errors import NotFound, ReadOnly
from storage.tables import EMPLOYEE
from storage.trail import audit, outbox, standing

_BODY = select(EMPLOYEE.c.body_id).where(EMPLOYEE.c.id == bindparam("who"))
_BODY_LOCKED = _BODY.with_for_update()
MOST_REMEMBERED = 32
"""What is read of more people than these is asked of the database again."""
Found = TypeVar("Found")


class UnitOfWork:
    """
    A transaction that rolls back unless `commit()` is called.

    `connection` runs Core statements (the hot paths); `session` is the ORM on the same
    transaction. Audit entries are appended at the commit, so that writers of one body queue for
    its chain as shortly as possible and always last.

    `within` makes it a part of another unit: what it commits lasts once the whole does, and what
    it does not commit is taken back without the rest.
    """

    def __init__(
        self, connection: Connection, *, writable: bool, within: UnitOfWork | None = None
    ) -> None:
        self.connection = connection
        self.writable = writable
        self._within = within
        self._part = connection.begin_nested() if within is not None and writable else None
        self._session: Session | None = None
        self._entries: list[audit.Entry] = []
        self._bodies: dict[int, str] = {} if within is None else dict(within._bodies)  # noqa: SLF001  its own kind
        self._locked: set[int] = set() if within is None else set(within._locked)  # noqa: SLF001  its own kind
        self._remembered: _Remembered = {} if within is None else within._remembered  # noqa: SLF001  its own kind

    @property
    def session(self) -> Session:
        """The ORM session of this transaction, made when first asked for."""
        if self._session is None:
            self._session = Session(
                self.connection,
                expire_on_commit=False,
                join_transaction_mode="rollback_only",
            )
        return self._session

    def commit(self) -> None:
        """Append the audit entries and make everything last; raise ReadOnly if only reading."""
        if not self.writable:
            raise ReadOnly("This unit of work was opened for reading: open it with writing().")
        if self._session is not None:
            self._session.flush()
        if self._within is not None:
            self._hand_up(self._within)
            return
        audit.append(self.connection, standing.told(self.connection, self._entries))
        self._entries.clear()
        self.connection.commit()
        self._remembered.clear()  # from here on others may write it
        self._locked.clear()

    def close(self) -> None:
        """Forget what was not committed."""
        if self._session is not None:
            self._session.close()
        if self._within is None:
            self.connection.rollback()
        elif self._part is not None and self._part.is_active:
            self._part.rollback()

    def _hand_up(self, whole: UnitOfWork) -> None:
        """Leave what this part did to the unit that it belongs to."""
        if self._part is not None and self._part.is_active:
            self._part.commit()
        whole._entries += self._entries
        whole._locked |= self._locked
        whole._bodies |= self._bodies
        self._entries.clear()

    def lock_employee(self, employee_id: int) -> str:
        """
        Let one writer at a time count and change an employee's days; give the employee's body.

        On SQLite all writers queue already. Raises NotFound.
        """
        if employee_id not in self._locked:
            self._bodies[employee_id] = self._body(_BODY_LOCKED, employee_id)
            self._locked.add(employee_id)
        return self._bodies[employee_id]

    def body_of(self, employee_id: int) -> str:
        """Give the id of an employee's body; raise NotFound."""
        if employee_id not in self._bodies:
            self._bodies[employee_id] = self._body(_BODY, employee_id)
        return self._bodies[employee_id]

    def audit(
        self,
        action: str,
        *,
        chain: str,
        subject: str,
        at: datetime,
        actor_id: int | None = None,
        on_behalf_of: int | None = None,
        details: Mapping[str, Any] = audit.NO_DETAILS,
    ) -> None:
        """
        Note a change of state, to be written at the commit.

        `chain` is the body's id (or `audit.SYSTEM`), `action` a past participle such as
        `booking.approved`, `subject` names the row (`booking:12`).
        """
        self._entries.append(
            audit.Entry(
                chain=chain,
                at=at,
                actor_id=actor_id,
                on_behalf_of=on_behalf_of,
                action=action,
                subject=subject,
                details=details,
            )
        )

    def remembered(self, what: Hashable, read: Callable[[], Found]) -> Found:
        """
        Read something once for all parts of the unit, as long as nothing is written or locked.

        A press asks for the same facts half a dozen times. Nobody may change what is given.
        """
        changes = changes_of(self.connection)
        if changes is None:
            return read()
        known = self._remembered.get(what)
        if known is not None and known[0] == changes:
            return cast("Found", known[1])
        found = read()
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[what] = (changes, found)
        return found

    def post(self, message: outbox.Message) -> bool:
        """Put a message into the outbox; False if its dedupe key was posted before."""
        return outbox.post(self.connection, message)

    def _body(self, wanted: Select[Any], employee_id: int) -> str:
        body_id = self.connection.execute(wanted, {"who": employee_id}).scalar()
        if body_id is None:
            raise NotFound("employee", employee_id)
        return str(body_id)


_Remembered = dict[Hashable, tuple[int, Any]]
"""By what was read: how much had changed until then, and what was found."""
