"""The time that permits hold: one minute of a person's day belongs to one permit."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

QUARTER, DAY = 15, 24 * 60
DAYS = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
SLOT = sa.table(
    "permit_slot",
    sa.column("employee_id", sa.Integer),
    sa.column("day", sa.Date),
    sa.column("minute", sa.Integer),
    sa.column("permit_id", sa.Integer),
)
PERMIT = sa.table(
    "permit",
    *(sa.column(name, sa.Integer) for name in ("id", "employee_id", "days", "minutes")),
    sa.column("start_minute", sa.Integer),
    sa.column("on_day", sa.Date),
    sa.column("state", sa.String),
)


def upgrade() -> None:
    """
    Make the table, and let every permit that is pending or granted hold its time.

    Permits that overlap already all stand as they are: what is granted holds the time that they
    share before what is pending, the older before the newer; a new permit meets all of them.
    """
    with op.batch_alter_table("permit") as permit:
        permit.add_column(sa.Column("takes", DAYS))
    op.create_table(
        "permit_slot",
        sa.Column("employee_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column(
            "permit_id",
            sa.Integer,
            sa.ForeignKey("permit.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.PrimaryKeyConstraint("employee_id", "day", "minute"),
    )
    _fill(op.get_bind())


def downgrade() -> None:
    """Take it back."""
    op.drop_table("permit_slot")
    with op.batch_alter_table("permit") as permit:
        permit.drop_column("takes")


def _fill(connection: sa.Connection) -> None:
    held = sa.select(PERMIT).where(PERMIT.c.state.in_(("granted", "pending")))
    taken: set[tuple[int, date, int]] = set()
    rows = []
    # "granted" comes before "pending" in the alphabet too.
    for permit in connection.execute(held.order_by(PERMIT.c.state, PERMIT.c.id)):
        for day, minute in _slots(permit):
            if (permit.employee_id, day, minute) not in taken:
                taken.add((permit.employee_id, day, minute))
                slot = {"employee_id": permit.employee_id, "day": day, "minute": minute}
                rows.append(slot | {"permit_id": permit.id})
    if rows:
        connection.execute(sa.insert(SLOT), rows)


def _slots(permit: Any) -> Iterator[tuple[date, int]]:
    """Whole days by the week of most offices: which are worked is asked again with a new one."""
    if permit.days is not None:
        left, day = permit.days, permit.on_day
        while left:
            if day.weekday() < 5:
                yield from ((day, minute) for minute in range(0, DAY, QUARTER))
                left -= 1
            day += timedelta(days=1)
    elif permit.start_minute is not None and permit.minutes is not None:
        end = min(permit.start_minute + permit.minutes, DAY)
        marks = range(-(-permit.start_minute // QUARTER) * QUARTER, end, QUARTER)
        yield from ((permit.on_day, minute) for minute in {permit.start_minute, *marks})
