"""The chain of each device's operations, and receipts for it."""

import json
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from sync.server.repositories import columns

revision = "0003"
down_revision = "0002"
_AT_ONCE = 1000


def upgrade() -> None:
    op.add_column("operations", sa.Column("inspection_id", columns.Id(), nullable=True))
    _fill_inspections()
    op.create_index("operations_by_device", "operations", ["device_id", "seq"])
    op.create_index("operations_by_inspection", "operations", ["inspection_id"])
    op.create_table(
        "receipts",
        sa.Column("device_id", columns.Id(), nullable=False),
        sa.Column("seq", columns.Count, nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("received_at", columns.Moment(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_receipts_device_id")),
        sa.PrimaryKeyConstraint("device_id", "seq", "link"),
        sqlite_strict=True,
    )


def _fill_inspections() -> None:
    """It stands in the line."""
    rows = sa.table(
        "operations",
        sa.column("id", columns.Id()),
        sa.column("line", sa.LargeBinary()),
        sa.column("inspection_id", columns.Id()),
    )
    connection = op.get_bind()
    fill = rows.update().where(rows.c.id == sa.bindparam("key")).values(inspection_id=sa.bindparam("inspection"))
    found = connection.execute(sa.select(rows.c.id, rows.c.line)).all()
    for first in range(0, len(found), _AT_ONCE):
        connection.execute(
            fill,
            [
                {"key": row.id, "inspection": UUID(json.loads(bytes(row.line))["body"]["inspection_id"])}
                for row in found[first : first + _AT_ONCE]
            ],
        )
