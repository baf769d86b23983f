"""The log of acts: only added to; what is purged is named first by an act of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("clerk", sa.String(length=64), nullable=False),
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("ticket", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("link", sa.LargeBinary(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
        sqlite_autoincrement=True,
        comment="who did what, without personal data; only added to; link is the hash chain's",
    )
    for column in ("at", "clerk", "visit_id", "number"):
        op.create_index(op.f(f"ix_act_{column}"), "act", [column], unique=False)
    op.create_index(
        "ix_act_purged", "act", ["kind"], unique=False, sqlite_where=sa.text("kind = 'acts_purged'")
    )
    op.execute(
        """
        CREATE TRIGGER act_is_never_replaced BEFORE INSERT ON act
        WHEN EXISTS (SELECT 1 FROM act WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'an act is never altered'); END
        """
    )
    op.execute(
        """
        CREATE TRIGGER act_is_never_altered BEFORE UPDATE ON act
        BEGIN SELECT RAISE(ABORT, 'an act is never altered'); END
        """
    )
    op.execute(
        """
        CREATE TRIGGER act_is_purged_by_an_act BEFORE DELETE ON act
        WHEN NOT EXISTS (
            SELECT 1 FROM act
            WHERE kind = 'acts_purged' AND id > OLD.id AND reason > OLD.at
        )
        BEGIN SELECT RAISE(ABORT, 'acts are purged by an act that says until when'); END
        """
    )
