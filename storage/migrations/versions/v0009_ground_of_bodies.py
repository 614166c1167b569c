"""A body that follows another act or saint is a ground too; looking again may have failed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OTHER = (
    "OLD.policy_id <> NEW.policy_id "
    "OR COALESCE(OLD.patron_month, 0) <> COALESCE(NEW.patron_month, 0) "
    "OR COALESCE(OLD.patron_day, 0) <> COALESCE(NEW.patron_day, 0)"
)
NOTE = (
    "INSERT INTO ground_change (employee_id) "
    "SELECT id FROM employee WHERE body_id = NEW.id AND id IN ("
    "SELECT employee_id FROM booking_request WHERE state IN ('pending', 'approved') "
    "UNION SELECT employee_id FROM permit WHERE state IN ('pending', 'granted'))"
)


def upgrade() -> None:
    """Note everybody of the body who holds something, and make room for what went wrong."""
    op.add_column("ground_change", sa.Column("failed_at", sa.DateTime(timezone=True)))
    op.add_column("ground_change", sa.Column("error", sa.String(60)))
    if _is_sqlite():
        op.execute(
            f"CREATE TRIGGER ground_body_changed AFTER UPDATE ON body FOR EACH ROW "
            f"WHEN ({OTHER}) BEGIN {NOTE}; END"
        )
        return
    op.execute(
        f"CREATE OR REPLACE FUNCTION ground_body_changed() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {NOTE}; RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER ground_body_changed AFTER UPDATE ON body FOR EACH ROW "
        f"WHEN ({OTHER}) EXECUTE FUNCTION ground_body_changed()"
    )


def downgrade() -> None:
    """Take it all back."""
    if _is_sqlite():
        op.execute("DROP TRIGGER IF EXISTS ground_body_changed")
    else:
        op.execute("DROP TRIGGER IF EXISTS ground_body_changed ON body")
        op.execute("DROP FUNCTION IF EXISTS ground_body_changed()")
    op.drop_column("ground_change", "error")
    op.drop_column("ground_change", "failed_at")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
