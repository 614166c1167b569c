"""Names are found as they are written on a keyboard without their letters: Łukasz as Lukasz."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LIKE = {"ł": "l", "ø": "o", "đ": "d", "ı": "i"}


def upgrade() -> None:
    """Write the names that are sorted and searched by with plain letters."""
    for letter, plain in LIKE.items():
        op.execute(
            f"UPDATE employee SET sort_name = replace(sort_name, '{letter}', '{plain}')"  # noqa: S608 -- letters of our own
        )


def downgrade() -> None:
    """Leave them: the next import of the staff writes them as that program wants them."""
