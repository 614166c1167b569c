"""Delivery in turns: messages judged apart from being sent, a pace for all replicas."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BEFORE = ("queued", "sent", "failed", "blocked")
SINCE = (*BEFORE, "outdated", "withdrawn")
TURNS = ("state", "cleared", "urgent", "next_at", "recipient_id")
WAS = {"outdated": "out of date", "withdrawn": "withdrawn"}
"""How the program before told what is a state of its own now."""


def upgrade() -> None:
    """Make the turns, and tell what was given up from what was of no use."""
    op.create_table(
        "send_turn",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("free_at", sa.Float, nullable=False),
    )
    op.execute("INSERT INTO send_turn (chat_id, free_at) VALUES (0, 0)")
    with op.batch_alter_table("outbox") as changed:
        changed.drop_constraint(op.f("ck_outbox_state"), type_="check")
        changed.create_check_constraint(op.f("ck_outbox_state"), _among(SINCE))
        changed.add_column(
            sa.Column("cleared", sa.Boolean, nullable=False, server_default=sa.false())
        )
        changed.add_column(sa.Column("reported_at", sa.DateTime(timezone=True)))
        changed.drop_index(op.f("ix_outbox_recipient_id"))
        changed.create_index(op.f("ix_outbox_recipient_id_state"), ["recipient_id", "state"])
        changed.create_index(op.f(f"ix_outbox_{'_'.join(TURNS)}"), list(TURNS))
    with op.batch_alter_table("outbox") as changed:
        changed.alter_column("cleared", server_default=None)
    for state, error in WAS.items():
        _rename("failed", error, state)
    # What was given up before was told to nobody, and is too old to begin with it.
    op.execute("UPDATE outbox SET reported_at = created_at WHERE state = 'failed'")


def downgrade() -> None:
    """Take it all back; what was of no use is then given up, as the program before says it."""
    for state in WAS:
        op.execute(f"UPDATE outbox SET state = 'failed' WHERE state = '{state}'")  # noqa: S608 -- states of our own
    with op.batch_alter_table("outbox") as changed:
        changed.drop_index(op.f(f"ix_outbox_{'_'.join(TURNS)}"))
        changed.drop_index(op.f("ix_outbox_recipient_id_state"))
        changed.create_index(op.f("ix_outbox_recipient_id"), ["recipient_id"])
        changed.drop_column("reported_at")
        changed.drop_column("cleared")
        changed.drop_constraint(op.f("ck_outbox_state"), type_="check")
        changed.create_check_constraint(op.f("ck_outbox_state"), _among(BEFORE))
    op.drop_table("send_turn")


def _among(states: tuple[str, ...]) -> str:
    return f"state IN ({', '.join(repr(state) for state in states)})"


def _rename(state: str, error: str, to: str) -> None:
    op.execute(
        f"UPDATE outbox SET state = '{to}' WHERE state = '{state}' AND last_error = '{error}'"  # noqa: S608 -- words of our own
    )
