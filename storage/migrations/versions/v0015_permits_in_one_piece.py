"""A permit may take days of the calendar in one piece, as that for a marriage does."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it; those that are known take working days, as they were told."""
    op.add_column(
        "permit", sa.Column("consecutive", sa.Boolean, nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_column("permit", "consecutive")
