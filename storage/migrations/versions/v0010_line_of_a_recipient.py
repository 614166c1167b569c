"""The line of one recipient is looked through by when each message falls due."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BEFORE = ("recipient_id", "state")
SINCE = (*BEFORE, "next_at")


def upgrade() -> None:
    """Put the moment into the index, which so gives the line in order."""
    _change(drop=BEFORE, create=SINCE)


def downgrade() -> None:
    """Take it out again."""
    _change(drop=SINCE, create=BEFORE)


def _change(*, drop: tuple[str, ...], create: tuple[str, ...]) -> None:
    with op.batch_alter_table("outbox") as changed:
        changed.drop_index(op.f(f"ix_outbox_{'_'.join(drop)}"))
        changed.create_index(op.f(f"ix_outbox_{'_'.join(create)}"), list(create))
