"""How a visit ended without a case, until when what was entered is kept, and its notice."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("visit", sa.Column("ended", sa.String(length=16), nullable=True))
    op.add_column("visit", sa.Column("kept_until", sa.String(length=27), nullable=True))
    op.add_column("visit", sa.Column("notice_no", sa.String(length=40), nullable=True))
    op.create_index("uq_visit_notice_no", "visit", ["notice_no"], unique=True)
