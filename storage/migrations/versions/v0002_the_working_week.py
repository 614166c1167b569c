"""Recalls, contacts, patterns, office minimums, wishes, reports; permits that are asked for."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
SEALED = sa.Text()
PLAIN = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
WAITS = sa.text("state = 'pending'")
LIVE_RECALL = sa.text("state IN ('announced', 'confirmed')")
REQUEST_STATES = ("pending", "approved", "refused", "cancelled")
PERMIT_STATES = ("pending", "granted", "refused", "cancelled")


def upgrade() -> None:
    """Make the new tables, and widen bookings and permits."""
    _make_tables()
    _check_request_states(*REQUEST_STATES, "recalled")
    with op.batch_alter_table("booking_request") as booking:
        _add(booking, "booking_request", _booking_columns(), BOOKING_KEYS)
        booking.create_index(op.f("ix_booking_request_pattern_id"), ["pattern_id"])
    op.create_index(
        "ix_booking_request_pending",
        "booking_request",
        ["asked_at"],
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )
    op.add_column("outbox", sa.Column("good_until", MOMENT))
    op.add_column("agreement", sa.Column("weekday_bands", PLAIN))
    with op.batch_alter_table("permit") as permit:
        _add(permit, "permit", _permit_columns(), PERMIT_KEYS)
        permit.create_check_constraint(op.f("ck_permit_state"), _in(*PERMIT_STATES))
        permit.create_index(op.f("ix_permit_state"), ["state"])
        permit.create_index(op.f("ix_permit_approver_id"), ["approver_id"])


def downgrade() -> None:
    """Take it all back; a recalled day is then one that was cancelled."""
    with op.batch_alter_table("permit") as permit:
        permit.drop_index(op.f("ix_permit_approver_id"))
        permit.drop_index(op.f("ix_permit_state"))
        permit.drop_constraint(op.f("ck_permit_state"), type_="check")
        _drop(permit, "permit", _permit_columns(), PERMIT_KEYS)
    op.drop_column("agreement", "weekday_bands")
    op.drop_column("outbox", "good_until")
    op.drop_index("ix_booking_request_pending", table_name="booking_request")
    op.execute("UPDATE booking_request SET state = 'cancelled' WHERE state = 'recalled'")
    with op.batch_alter_table("booking_request") as booking:
        booking.drop_index(op.f("ix_booking_request_pattern_id"))
        _drop(booking, "booking_request", _booking_columns(), BOOKING_KEYS)
    _check_request_states(*REQUEST_STATES)
    for table in reversed(MADE):
        op.drop_table(table)


BOOKING_KEYS = {"replaces_id": "booking_request", "pattern_id": "pattern"}
PERMIT_KEYS = {
    "approver_id": "employee",
    "decided_by": "employee",
    "decided_for": "employee",
    "replaces_id": "permit",
}
MADE = (
    "pattern",
    "pattern_exception",
    "recall",
    "contact",
    "presence_minimum",
    "preference",
    "report",
)


def _permit_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("urgent", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("words", SEALED),
        sa.Column("state", sa.String(30), nullable=False, server_default="granted"),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("asked_at", MOMENT),
        sa.Column("approver_id", sa.Integer),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.Integer),
        sa.Column("decided_for", sa.Integer),
        sa.Column("decision_reason", SEALED),
        sa.Column("verdict", sa.String(30)),
        sa.Column("reasons", SEALED),
        sa.Column("replaces_id", sa.Integer),
    ]


def _booking_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("replaces_id", sa.Integer),
        sa.Column("replaces_day", sa.Date),
        sa.Column("replaces_half", sa.String(30)),
        sa.Column("pattern_id", sa.Integer),
    ]


def _add(
    table: BatchOperations, name: str, columns: list[sa.Column[Any]], keys: dict[str, str]
) -> None:
    for column in columns:
        table.add_column(column)
    for key, referred in keys.items():
        table.create_foreign_key(op.f(f"fk_{name}_{key}"), referred, [key], ["id"])


def _drop(
    table: BatchOperations, name: str, columns: list[sa.Column[Any]], keys: dict[str, str]
) -> None:
    for key in keys:
        table.drop_constraint(op.f(f"fk_{name}_{key}"), type_="foreignkey")
    for column in columns:
        table.drop_column(column.name)


def _in(*states: str) -> str:
    return f"state IN ({', '.join(repr(state) for state in states)})"


def _check_request_states(*states: str) -> None:
    with op.batch_alter_table("booking_request") as booking:
        booking.drop_constraint(op.f("ck_booking_request_state"), type_="check")
        booking.create_check_constraint(op.f("ck_booking_request_state"), _in(*states))


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=30)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _employee(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[int]:
    return sa.Column(
        name, sa.Integer, sa.ForeignKey("employee.id"), nullable=nullable, index=index
    )


def _make_tables() -> None:
    op.create_table(
        "pattern",
        _id(),
        _employee("employee_id", index=True),
        sa.Column("mode", _one_of("mode", "agile", "remote", "presence", "off"), nullable=False),
        sa.Column("days", PLAIN, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("asked_until", sa.Date, nullable=False),
        sa.Column("beyond", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
    )
    op.create_table(
        "pattern_exception",
        _id(),
        sa.Column(
            "pattern_id",
            sa.Integer,
            sa.ForeignKey("pattern.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("day", sa.Date, nullable=False),
        sa.UniqueConstraint("pattern_id", "day"),
    )
    op.create_table(
        "recall",
        _id(),
        _employee("employee_id"),
        sa.Column("day", sa.Date, nullable=False, index=True),
        sa.Column("cause", sa.String(20), nullable=False),
        sa.Column("words", SEALED, nullable=False),
        sa.Column(
            "state",
            _one_of("state", "announced", "confirmed", "cancelled", "lapsed"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        _employee("asked_by", index=True),
        _employee("asked_for", nullable=True),
        sa.Column("deliver_at", MOMENT, nullable=False),
        sa.Column("given_back", sa.Boolean, nullable=False),
        sa.Column("ended_at", MOMENT),
    )
    op.create_index(
        "uq_recall_live_day",
        "recall",
        ["employee_id", "day"],
        unique=True,
        sqlite_where=LIVE_RECALL,
        postgresql_where=LIVE_RECALL,
    )
    op.create_table(
        "contact",
        _id(),
        _employee("employee_id", index=True),
        _employee("asked_by", index=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("words", SEALED, nullable=False),
        sa.Column("why_urgent", SEALED),
        sa.Column("as_manager", sa.Boolean, nullable=False),
        sa.Column("deliver_at", MOMENT, nullable=False),
        sa.Column(
            "state",
            _one_of("state", "waiting", "answered", "unanswered", "cancelled"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("answer", sa.String(40)),
        sa.Column("ended_at", MOMENT),
        sa.Index(None, "state", "deliver_at"),
    )
    op.create_table(
        "presence_minimum",
        _id(),
        sa.Column("office_id", sa.Integer, sa.ForeignKey("office.id"), nullable=False),
        sa.Column("weekday", sa.Integer),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date),
        _employee("set_by"),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Index(None, "office_id", "first_day"),
    )
    op.create_table(
        "preference",
        sa.Column(
            "employee_id",
            sa.Integer,
            sa.ForeignKey("employee.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("digest_minute", sa.Integer),
        sa.Column("digest", sa.Boolean, nullable=False),
        sa.Column("band_start", sa.Boolean, nullable=False),
        sa.Column("look_at", MOMENT, nullable=False, index=True),
    )
    op.create_table(
        "report",
        _id(),
        _employee("employee_id"),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("handed_in_at", MOMENT, nullable=False),
        sa.UniqueConstraint("employee_id", "first_day"),
    )
