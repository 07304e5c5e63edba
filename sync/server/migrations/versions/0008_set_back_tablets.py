"""When a tablet was last turned away because its data were an older copy of themselves."""

import sqlalchemy as sa
from alembic import op

from sync.server.repositories import columns

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("devices", sa.Column("set_back_at", columns.Moment(), nullable=True))
