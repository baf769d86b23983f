"""Services by their English names, for those at a kiosk who do not read Chinese."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("name_en", "hint_en"):
        op.add_column("service", sa.Column(name, sa.String(100), nullable=False, server_default=""))
