"""Each start of the centre, with how far its streams had come: by it a cursor shows whether the centre was set back since."""

import sqlalchemy as sa
from alembic import op

from sync.server.repositories import columns

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "lives",
        sa.Column("number", columns.Count, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("began_at", columns.Moment(), nullable=False),
        sa.Column("heads", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
        sqlite_strict=True,
    )
