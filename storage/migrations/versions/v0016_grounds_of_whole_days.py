"""Which days a permit of whole days takes hangs on closures and absences beside it too."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NOTE = "INSERT INTO ground_change (employee_id) "
OLDER = (
    "SELECT id FROM employee WHERE body_id = {row}.body_id AND id IN ("
    "SELECT employee_id FROM booking_request WHERE day = {row}.day "
    "AND state IN ('pending', 'approved') "
    "UNION SELECT employee_id FROM permit WHERE on_day = {row}.day "
    "AND state IN ('pending', 'granted'))"
)
OF_BODY = OLDER.removesuffix(")") + (  # noqa: S608 -- names of our own tables
    " UNION SELECT employee_id FROM permit WHERE days IS NOT NULL AND on_day < {row}.day "
    "AND on_day >= {before} AND state IN ('pending', 'granted'))"
)
OF_PERSON = (
    "SELECT {row}.employee_id WHERE EXISTS (SELECT 1 FROM permit "
    "WHERE employee_id = {row}.employee_id AND days IS NOT NULL AND on_day <= {row}.last_day "
    "AND on_day >= {before} AND state IN ('pending', 'granted'))"
)
LONGEST = 186
"""How many days of the calendar a permit of whole days lasts at most."""
NEW = {
    "closure_gone": ("DELETE", "closure", "OLD", OF_BODY, "day"),
    "absence_added": ("INSERT", "absence", "NEW", OF_PERSON, "first_day"),
    "absence_changed": ("UPDATE", "absence", "NEW", OF_PERSON, "first_day"),
    "absence_gone": ("DELETE", "absence", "OLD", OF_PERSON, "first_day"),
}
"""By name: what happens to which table, which row tells whose it is, what is noted, since when."""


def upgrade() -> None:
    """Note those whose permits of whole days go on over a day, and what befalls absences."""
    _drop("closure_added", "closure")
    _make("closure_added", "INSERT", "closure", "NEW", _said(OF_BODY, "NEW", "day"))
    for name, (event, table, row, what, since) in NEW.items():
        _make(name, event, table, row, _said(what, row, since))


def downgrade() -> None:
    """Note of closures what was noted before, and of absences nothing."""
    for name, (_, table, *_) in NEW.items():
        _drop(name, table)
    _drop("closure_added", "closure")
    _make("closure_added", "INSERT", "closure", "NEW", OLDER.format(row="NEW"))


def _said(what: str, row: str, since: str) -> str:
    day = f"{row}.{since}"
    before = f"date({day}, '-{LONGEST} days')" if _is_sqlite() else f"{day} - {LONGEST}"
    return what.format(row=row, before=before)


def _make(name: str, event: str, table: str, row: str, who: str) -> None:
    if _is_sqlite():
        op.execute(
            f"CREATE TRIGGER ground_{name} AFTER {event} ON {table} FOR EACH ROW "
            f"BEGIN {NOTE}{who}; END"
        )
        return
    op.execute(
        f"CREATE OR REPLACE FUNCTION ground_{name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {NOTE}{who}; RETURN {row}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER ground_{name} AFTER {event} ON {table} FOR EACH ROW "
        f"EXECUTE FUNCTION ground_{name}()"
    )


def _drop(name: str, table: str) -> None:
    if _is_sqlite():
        op.execute(f"DROP TRIGGER IF EXISTS ground_{name}")
        return
    op.execute(f"DROP TRIGGER IF EXISTS ground_{name} ON {table}")
    op.execute(f"DROP FUNCTION IF EXISTS ground_{name}()")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
