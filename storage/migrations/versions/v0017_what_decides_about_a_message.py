"""What decides about a message, told beside its sealed content: most need not be opened for it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Note it; older messages are opened as before, since nobody knows it of them."""
    op.add_column(
        "outbox", sa.Column("apart", sa.Boolean, nullable=False, server_default=sa.true())
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_column("outbox", "apart")
