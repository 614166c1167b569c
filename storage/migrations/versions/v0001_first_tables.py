"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
frozen = sa.MetaData(naming_convention=NAMING)
"""The schema as this revision makes it: not that of the program, which goes on changing."""

MOMENT = sa.DateTime(timezone=True)
SEALED = sa.Text()
LIVE = sa.text("ended_at IS NULL")
PLAIN = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Make every table."""
    frozen.create_all(op.get_bind(), checkfirst=False)


def downgrade() -> None:
    """Remove every table, and all that is in them."""
    frozen.drop_all(op.get_bind(), checkfirst=False)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=30)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


sa.Table(
    "audit",
    frozen,
    _id(),
    sa.Column("chain", sa.String(40), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("at", MOMENT, nullable=False),
    sa.Column("actor_id", sa.Integer),
    sa.Column("on_behalf_of", sa.Integer),
    sa.Column("action", sa.String(60), nullable=False),
    sa.Column("subject", sa.String(60), nullable=False, index=True),
    sa.Column("details", SEALED, nullable=False),
    sa.Column("prev_hash", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.UniqueConstraint("chain", "seq"),
)
sa.Table(
    "audit_head",
    frozen,
    sa.Column("chain", sa.String(40), primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
sa.Table(
    "body",
    frozen,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("policy_id", sa.String(40), nullable=False),
    sa.Column("patron_month", sa.Integer),
    sa.Column("patron_day", sa.Integer),
    sa.Column("patron_name", sa.String, nullable=False),
)
sa.Table(
    "canary",
    frozen,
    _id(),
    sa.Column("word", SEALED, nullable=False),
)
sa.Table(
    "dialogue",
    frozen,
    sa.Column("telegram_user_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("feature", sa.String(40), nullable=False),
    sa.Column("state", SEALED, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("updated_at", MOMENT, nullable=False),
)
sa.Table(
    "handled_update",
    frozen,
    sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", MOMENT, nullable=False, index=True),
)
sa.Table(
    "closure",
    frozen,
    _id(),
    sa.Column("body_id", sa.String, sa.ForeignKey("body.id"), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.UniqueConstraint("body_id", "day"),
)
sa.Table(
    "office",
    frozen,
    _id(),
    sa.Column("body_id", sa.String, sa.ForeignKey("body.id"), nullable=False),
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.UniqueConstraint("body_id", "code"),
)
sa.Table(
    "employee",
    frozen,
    _id(),
    sa.Column("body_id", sa.String, sa.ForeignKey("body.id"), nullable=False),
    sa.Column("office_id", sa.Integer, sa.ForeignKey("office.id"), nullable=False, index=True),
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("family_name", sa.String, nullable=False),
    sa.Column("given_name", sa.String, nullable=False),
    sa.Column("sort_name", sa.String, nullable=False, index=True),
    sa.Column(
        "rank",
        _one_of("rank", "staff", "eq", "dirigente", "segretario", "elected"),
        nullable=False,
    ),
    sa.Column("contract", sa.String, nullable=False),
    sa.Column("part_time", sa.Float, nullable=False),
    sa.Column("week", sa.Integer),
    sa.Column("workdays", PLAIN),
    sa.Column("afternoons", PLAIN, nullable=False),
    sa.Column("weekly_hours", sa.Float),
    sa.Column("hired", sa.Date),
    sa.Column("born", sa.Date),
    sa.Column("km", sa.Float, nullable=False),
    sa.Column("lives_outside", sa.Boolean, nullable=False),
    sa.Column("work", PLAIN, nullable=False),
    sa.Column("sensitive", SEALED, nullable=False),
    sa.Column("left_on", sa.Date),
    sa.UniqueConstraint("body_id", "number"),
)
sa.Table(
    "absence",
    frozen,
    _id(),
    sa.Column("employee_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("kind", SEALED, nullable=False),
    sa.Index(None, "employee_id", "first_day"),
)
sa.Table(
    "agreement",
    frozen,
    _id(),
    sa.Column("employee_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False, index=True),
    sa.Column("mode", _one_of("mode", "agile", "remote", "presence", "off"), nullable=False),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date),
    sa.Column("scheme", PLAIN),
    sa.Column("bands", PLAIN, nullable=False),
    sa.Column("afternoon_bands", PLAIN, nullable=False),
    sa.Column("disconnection", sa.String(11)),
    sa.Column("created_at", MOMENT, nullable=False),
)
sa.Table(
    "booking_request",
    frozen,
    _id(),
    sa.Column("employee_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False),
    sa.Column("day", sa.Date, nullable=False, index=True),
    sa.Column("half", _one_of("half", "am", "pm")),
    sa.Column("mode", _one_of("mode", "agile", "remote", "presence", "off"), nullable=False),
    sa.Column(
        "state", _one_of("state", "pending", "approved", "refused", "cancelled"), nullable=False
    ),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("asked_at", MOMENT, nullable=False),
    sa.Column("asked_by", sa.Integer, sa.ForeignKey("employee.id")),
    sa.Column("approver_id", sa.Integer, sa.ForeignKey("employee.id"), index=True),
    sa.Column("decided_at", MOMENT),
    sa.Column("decided_by", sa.Integer, sa.ForeignKey("employee.id")),
    sa.Column("decided_for", sa.Integer, sa.ForeignKey("employee.id")),
    sa.Column("decision_reason", SEALED),
    sa.Column("verdict", sa.String(30)),
    sa.Column("reasons", SEALED, nullable=False),
    sa.Index(None, "employee_id", "day"),
)
sa.Table(
    "delegation",
    frozen,
    _id(),
    sa.Column("manager_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False, index=True),
    sa.Column("delegate_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False, index=True),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
)
sa.Table(
    "derogation",
    frozen,
    _id(),
    sa.Column("employee_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False, index=True),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("per_week", sa.Integer, nullable=False),
    sa.Column("motive", SEALED, nullable=False),
)
sa.Table(
    "invitation",
    frozen,
    _id(),
    sa.Column("employee_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False, index=True),
    sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("created_by", sa.Integer, sa.ForeignKey("employee.id")),
    sa.Column("expires_at", MOMENT, nullable=False),
    sa.Column("used_at", MOMENT),
    sa.Column("used_by", sa.BigInteger),
    sa.Column("revoked_at", MOMENT),
)
sa.Table(
    "on_call_week",
    frozen,
    _id(),
    sa.Column("employee_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False),
    sa.Column("monday", sa.Date, nullable=False),
    sa.UniqueConstraint("employee_id", "monday"),
)
sa.Table(
    "outbox",
    frozen,
    _id(),
    sa.Column(
        "recipient_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False, index=True
    ),
    sa.Column("key", sa.String(80), nullable=False),
    sa.Column("content", SEALED, nullable=False),
    sa.Column("dedupe_key", sa.String(120), nullable=False, unique=True),
    sa.Column("urgent", sa.Boolean, nullable=False),
    sa.Column("state", _one_of("state", "queued", "sent", "failed", "blocked"), nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("due_at", MOMENT, nullable=False),
    sa.Column("next_at", MOMENT, nullable=False),
    sa.Column("hold_until", MOMENT),
    sa.Column("hold_reason", SEALED),
    sa.Column("claimed_until", MOMENT),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("unsettled", sa.Integer, nullable=False),
    sa.Column("last_error", sa.String),
    sa.Column("sent_at", MOMENT),
    sa.Column("message_id", sa.BigInteger),
    sa.Index(None, "state", "next_at"),
)
sa.Table(
    "permit",
    frozen,
    _id(),
    sa.Column("employee_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False),
    sa.Column("on_day", sa.Date, nullable=False),
    sa.Column("minutes", sa.Integer),
    sa.Column("days", sa.Integer),
    sa.Column("start_minute", sa.Integer),
    sa.Column("event_day", sa.Date),
    sa.Column("kind", SEALED, nullable=False),
    sa.Index(None, "employee_id", "on_day"),
)
sa.Table(
    "post",
    frozen,
    _id(),
    sa.Column("body_id", sa.String, sa.ForeignKey("body.id"), nullable=False),
    sa.Column("office_id", sa.Integer, sa.ForeignKey("office.id")),
    sa.Column(
        "role",
        _one_of(
            "role",
            "responsabile",
            "vice_responsabile",
            "dirigente",
            "segretario",
            "vice_segretario",
            "sindaco",
            "vice_sindaco",
            "segretario_generale",
            "hr",
        ),
        nullable=False,
    ),
    sa.Column("employee_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False, index=True),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date),
    sa.Index(None, "body_id", "role", "office_id"),
)
sa.Table(
    "presence_day",
    frozen,
    _id(),
    sa.Column("employee_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.UniqueConstraint("employee_id", "day"),
)
sa.Table(
    "telegram_link",
    frozen,
    _id(),
    sa.Column("employee_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False),
    sa.Column("telegram_user_id", sa.BigInteger, nullable=False),
    sa.Column("linked_at", MOMENT, nullable=False),
    sa.Column("ended_at", MOMENT),
    sa.Column("blocked_at", MOMENT),
    sa.Column("locale", sa.String(10)),
    sa.Index(
        "uq_telegram_link_live_employee",
        "employee_id",
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    ),
    sa.Index(
        "uq_telegram_link_live_user",
        "telegram_user_id",
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    ),
)
sa.Table(
    "booking_slot",
    frozen,
    _id(),
    sa.Column(
        "request_id",
        sa.Integer,
        sa.ForeignKey("booking_request.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("employee_id", sa.Integer, sa.ForeignKey("employee.id"), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("half", _one_of("half", "am", "pm"), nullable=False),
    sa.UniqueConstraint("employee_id", "day", "half"),
)
