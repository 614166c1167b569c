"""Cards of requests, decisions that can be taken back, requests that nobody decided in time."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STATES = {
    "booking_request": ("pending", "approved", "refused", "cancelled", "recalled"),
    "permit": ("pending", "granted", "refused", "cancelled"),
}
MADE = ("request_card", "decision")


def upgrade() -> None:
    """Make the new tables, and let a request expire."""
    for table, states in STATES.items():
        _check_states(table, *states, "expired")
    op.create_table(
        "request_card",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("request_id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "recipient_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False, index=True
        ),
        sa.Column(
            "outbox_id",
            sa.Integer,
            sa.ForeignKey("outbox.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("posted_at", MOMENT, nullable=False),
        sa.Index(None, "kind", "request_id"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "actor_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False, index=True
        ),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.Column("before", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    """Take it all back; what expired is then what somebody took back."""
    for table in reversed(MADE):
        op.drop_table(table)
    for table, states in STATES.items():
        op.execute(f"UPDATE {table} SET state = 'cancelled' WHERE state = 'expired'")  # noqa: S608 -- names of our own tables
        _check_states(table, *states)


def _check_states(table: str, *states: str) -> None:
    allowed = ", ".join(repr(state) for state in states)
    with op.batch_alter_table(table) as changed:
        changed.drop_constraint(op.f(f"ck_{table}_state"), type_="check")
        changed.create_check_constraint(op.f(f"ck_{table}_state"), f"state IN ({allowed})")
