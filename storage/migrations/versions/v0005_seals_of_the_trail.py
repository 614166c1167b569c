"""The audit trail is sealed: each chain's end, and which chains there are."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Stamp the chains as they are found: from now on what is taken out of them is noticed."""
    vault = context.config.attributes["vault"]
    connection = op.get_bind()
    for sealed in ("SELECT word FROM canary", "SELECT details FROM audit LIMIT 1"):
        for row in connection.execute(sa.text(sealed)):
            vault.open(row[0])  # stamps of other keys would never fit
    with op.batch_alter_table("audit_head") as head:
        head.add_column(sa.Column("seal", sa.String(64), nullable=False, server_default=""))
    with op.batch_alter_table("audit_head") as head:
        head.alter_column("seal", server_default=None)
    heads = connection.execute(sa.text("SELECT chain, seq, hash FROM audit_head")).all()
    for chain, seq, last in heads:
        stamp = sa.text("UPDATE audit_head SET seal = :seal WHERE chain = :chain")
        seal = vault.stamp(f"head|{chain}|{seq}|{last}")
        connection.execute(stamp, {"seal": seal, "chain": chain})
    _seal_the_set(sorted(head.chain for head in heads))


def downgrade() -> None:
    """Forget the seals."""
    op.drop_table("audit_seal")
    with op.batch_alter_table("audit_head") as head:
        head.drop_column("seal")


def _seal_the_set(names: list[str]) -> None:
    seal = op.create_table(
        "audit_seal",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chains", _json(), nullable=False),
        sa.Column("before", _json(), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )
    newest = op.get_bind().execute(sa.text("SELECT max(id) FROM booking_request")).scalar()
    chains, before = dict.fromkeys(names, 1), {"booking": newest or 0}
    told = json.dumps([chains, before], sort_keys=True, separators=(",", ":"))
    row = {"id": 1, "chains": chains, "before": before}
    vault = context.config.attributes["vault"]
    op.bulk_insert(seal, [row | {"seal": vault.stamp(f"chains|{told}")}])


def _json() -> sa.types.TypeEngine[Any]:
    return sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql")
