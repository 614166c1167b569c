"""Roles that the acts of provinces, universities and the like name: director general, rector."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BEFORE = (
    *("responsabile", "vice_responsabile", "dirigente", "segretario", "vice_segretario"),
    *("sindaco", "vice_sindaco", "segretario_generale", "hr"),
)
NEW = ("direttore", "direttore_generale", "rettore", "presidente", "vice_presidente")


def upgrade() -> None:
    """Let posts have them."""
    _allow(*BEFORE, *NEW)


def downgrade() -> None:
    """Take them away with the posts that have them: the program before knows no such post."""
    post = sa.table("post", sa.column("role"))
    op.execute(post.delete().where(post.c.role.in_(NEW)))
    _allow(*BEFORE)


def _allow(*roles: str) -> None:
    allowed = ", ".join(repr(role) for role in roles)
    with op.batch_alter_table("post") as changed:
        changed.drop_constraint(op.f("ck_post_role"), type_="check")
        changed.create_check_constraint(op.f("ck_post_role"), f"role IN ({allowed})")
