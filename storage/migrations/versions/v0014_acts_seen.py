"""The desk notes what each body's act said when it saw it last: a new version is a ground too."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it; the act that the desk sees next is taken for the one it always saw."""
    op.add_column("body", sa.Column("act", sa.String(64)))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("body", "act")
