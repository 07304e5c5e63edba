"""What a draw asks of the registers, and the history of every change of theirs."""

import re
from collections import Counter

import sqlalchemy as sa
from alembic import op

from sync.server.repositories import columns

revision = "0005"
down_revision = "0004"
_NO_TOKEN = re.compile("[^A-Za-z0-9._:-]")
"""What no code of a compound may hold."""
_TEXTS = {
    "compounds": ("code", "kind", "marks", "latitude", "longitude"),
    "people": ("department", "valid_from", "valid_until", "qualifications"),
}
_FLAGS = {"compounds": {"active": "1"}, "people": {"checked": "0", "temporary": "0"}}


def upgrade() -> None:
    for table, names in _TEXTS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for table, flags in _FLAGS.items():
        for name, value in flags.items():
            op.add_column(table, sa.Column(name, columns.Flag(), nullable=False, server_default=sa.text(value)))
    _number_compounds()
    op.create_index("compounds_by_code", "compounds", ["code"], unique=True)
    op.create_table(
        "register_acts",
        sa.Column("number", columns.Count, nullable=False),
        sa.Column("at", columns.Moment(), nullable=False),
        sa.Column("by", columns.Id(), nullable=True),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("subject", columns.Id(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_register_acts_by")),
        sa.PrimaryKeyConstraint("number"),
        sqlite_strict=True,
    )
    op.create_index("register_acts_by_subject", "register_acts", ["subject", "number"])


def _number_compounds() -> None:
    """The district's code and a number, in the order in which they were entered."""
    rows = sa.table("compounds", sa.column("id", columns.Id()), sa.column("district", sa.Text()), sa.column("code", sa.Text()))
    connection = op.get_bind()
    numbers: Counter[str] = Counter()
    for row in connection.execute(sa.select(rows.c.id, rows.c.district).order_by(rows.c.district, rows.c.id)).all():
        area = _NO_TOKEN.sub("", row.district)[:40]
        numbers[area] += 1
        code = f"{area}-{numbers[area]:04d}"
        connection.execute(rows.update().where(rows.c.id == row.id).values(code=code))
