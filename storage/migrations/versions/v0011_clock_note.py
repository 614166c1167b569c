"""The desk notes until when it trusted its clock: one that leapt is noticed at a start too."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the first desk that runs fills it."""
    op.create_table(
        "clock_note",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leap", sa.BigInteger),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("clock_note")
