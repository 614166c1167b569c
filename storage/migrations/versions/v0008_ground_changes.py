"""The database notes whose grounds have changed, whoever writes: triggers on all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NOTE = "INSERT INTO ground_change (employee_id) "
HELD = (
    "SELECT employee_id FROM booking_request WHERE day = {row}.day "
    "AND state IN ('pending', 'approved') "
    "UNION SELECT employee_id FROM permit WHERE on_day = {row}.day "
    "AND state IN ('pending', 'granted')"
)
OF_BODY = NOTE + (  # noqa: S608 -- names of our own tables
    "SELECT id FROM employee WHERE body_id = {row}.body_id AND id IN (" + HELD + ")"
)
OF_ROW = NOTE + "SELECT {row}.employee_id"
OF_PERSON = NOTE + "SELECT {row}.id"
TRIGGERS = {
    "agreement_added": ("INSERT ON agreement", "NEW", "", OF_ROW),
    "agreement_changed": ("UPDATE ON agreement", "NEW", "", OF_ROW),
    "agreement_gone": ("DELETE ON agreement", "OLD", "", OF_ROW),
    "derogation_changed": ("UPDATE ON derogation", "NEW", "", OF_ROW),
    "derogation_gone": ("DELETE ON derogation", "OLD", "", OF_ROW),
    "employee_changed": ("UPDATE ON employee", "NEW", "", OF_PERSON),
    "closure_added": ("INSERT ON closure", "NEW", "", OF_BODY),
    # Days that come with the files of a body were never put to the rules.
    "booking_brought": (
        "INSERT ON booking_request",
        "NEW",
        "WHEN (NEW.verdict IS NULL AND NEW.asked_by IS NULL)",
        OF_ROW,
    ),
}
"""By name: what happens, which row tells whose it is, under which condition, and what is noted."""


def upgrade() -> None:
    """Make the table and the triggers; what was granted before is taken as it is."""
    op.create_table(
        "ground_change",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("employee_id", sa.Integer, nullable=False),
    )
    for name, (event, row, condition, note) in TRIGGERS.items():
        _make(name, event, row, condition, note.format(row=row))


def downgrade() -> None:
    """Take it all back."""
    for name, (event, *_) in TRIGGERS.items():
        table = event.split()[-1]
        if _is_sqlite():
            op.execute(f"DROP TRIGGER IF EXISTS ground_{name}")
        else:
            op.execute(f"DROP TRIGGER IF EXISTS ground_{name} ON {table}")
            op.execute(f"DROP FUNCTION IF EXISTS ground_{name}()")
    op.drop_table("ground_change")


def _make(name: str, event: str, row: str, condition: str, note: str) -> None:
    if _is_sqlite():
        op.execute(
            f"CREATE TRIGGER ground_{name} AFTER {event} FOR EACH ROW {condition} "
            f"BEGIN {note}; END"
        )
        return
    op.execute(
        f"CREATE OR REPLACE FUNCTION ground_{name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {note}; RETURN {row}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER ground_{name} AFTER {event} FOR EACH ROW {condition} "
        f"EXECUTE FUNCTION ground_{name}()"
    )


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
