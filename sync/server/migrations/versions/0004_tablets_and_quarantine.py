"""Reports of tablets, revocations with a cut-off, and what administrators decide about what was set apart."""

import sqlalchemy as sa
from alembic import op

from sync.server.repositories import columns

revision = "0004"
down_revision = "0003"
_KINDS = "kind IN ('people', 'checklist', 'assignment', 'inspection', 'result', 'photo', 'outcome')"


def upgrade() -> None:
    for column in (
        sa.Column("contact_at", columns.Moment(), nullable=True),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("skew_seconds", columns.Count, nullable=True),
        sa.Column("cut_off_at", columns.Moment(), nullable=True),
        sa.Column("revoked_by", columns.Id(), nullable=True),
        sa.Column("revoked_why", sa.Text(), nullable=True),
    ):
        op.add_column("devices", column)
    op.add_column("quarantine", sa.Column("closed_at", columns.Moment(), nullable=True))
    op.create_index("quarantine_by_end", "quarantine", ["closed_at", "received_at"])
    op.create_table(
        "quarantine_acts",
        sa.Column("device_id", columns.Id(), nullable=False),
        sa.Column("line_sha256", sa.Text(), nullable=False),
        sa.Column("number", columns.Count, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("by", columns.Id(), nullable=False),
        sa.Column("at", columns.Moment(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.CheckConstraint("step IN ('released', 'rejected')", name=op.f("ck_quarantine_acts_step")),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_quarantine_acts_by")),
        sa.ForeignKeyConstraint(
            ["device_id", "line_sha256"],
            ["quarantine.device_id", "quarantine.line_sha256"],
            name=op.f("fk_quarantine_acts_device_id"),
        ),
        sa.PrimaryKeyConstraint("device_id", "line_sha256", "number"),
        sqlite_strict=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_changes()
    else:
        op.drop_constraint(op.f("ck_changes_kind"), "changes", type_="check")
        op.create_check_constraint(op.f("ck_changes_kind"), "changes", _KINDS)


def _rebuild_changes() -> None:
    """SQLite changes no constraint of a table that is there."""
    op.create_table(
        "changes_new",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", columns.Count, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", columns.Id(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("assignment_id", columns.Id(), nullable=True),
        sa.Column("origin_device", columns.Id(), nullable=True),
        sa.CheckConstraint(_KINDS, name=op.f("ck_changes_kind")),
        sa.ForeignKeyConstraint(["stream"], ["streams.stream"], name=op.f("fk_changes_stream")),
        sa.PrimaryKeyConstraint("stream", "seq"),
        sqlite_strict=True,
    )
    op.execute("INSERT INTO changes_new SELECT stream, seq, kind, subject, detail, assignment_id, origin_device FROM changes")
    op.drop_table("changes")
    op.rename_table("changes_new", "changes")
