"""Signatures on inspections."""

import sqlalchemy as sa
from alembic import op

from sync.server.repositories import columns

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "signatures",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("inspection_id", columns.Id(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("author", columns.Id(), nullable=False),
        sa.Column("at", columns.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_signatures_author")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspections.id"], name=op.f("fk_signatures_inspection_id")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("signatures_by_inspection", "signatures", ["inspection_id", "at"])
