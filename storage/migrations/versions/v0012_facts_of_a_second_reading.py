"""What the acts ask beyond the first facts: appointment, timetable, suspension, needs stated."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

PLAIN_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Make room; nobody told any of it yet."""
    op.add_column("employee", sa.Column("appointment", sa.String(20)))
    op.add_column("employee", sa.Column("reach_minutes", sa.Integer))
    op.add_column("employee", sa.Column("timetable", PLAIN_JSON))
    op.add_column("agreement", sa.Column("presence_per_week", sa.Integer))
    op.add_column("agreement", sa.Column("motive", sa.Text))
    op.add_column("agreement", sa.Column("suspended_from", sa.Date))
    op.add_column("agreement", sa.Column("suspended_until", sa.Date))
    article = sa.Column("article", sa.String(40), nullable=False, server_default="")
    op.add_column("derogation", article)


def downgrade() -> None:
    """Take it away."""
    op.drop_column("derogation", "article")
    for column in ("suspended_until", "suspended_from", "motive", "presence_per_week"):
        op.drop_column("agreement", column)
    for column in ("timetable", "reach_minutes", "appointment"):
        op.drop_column("employee", column)
