"""The public halves of the keys that this centre signs and has signed with."""

import sqlalchemy as sa
from alembic import op

from sync.server.repositories import columns

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "centre_keys",
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("since", columns.Moment(), nullable=False),
        sa.Column("until", columns.Moment(), nullable=True),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("public_key"),
        sqlite_strict=True,
    )
