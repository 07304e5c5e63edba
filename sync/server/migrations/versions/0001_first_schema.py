"""First schema: registers, inspections with their history, operations, change feed."""

import sqlalchemy as sa
from alembic import op

from sync.server.repositories import columns

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("checklist_id", sa.Text(), nullable=False),
        sa.Column("checklist_version", sa.Text(), nullable=False),
        sa.Column("originals", sa.Text(), nullable=False),
        sa.CheckConstraint("originals IN ('always', 'unmetered', 'on_demand')", name=op.f("ck_campaigns_originals")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "checklists",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "version"),
        sqlite_strict=True,
    )
    op.create_table(
        "devices",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("enrolled_at", columns.Moment(), nullable=False),
        sa.Column("revoked_at", columns.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
        sqlite_strict=True,
    )
    op.create_table(
        "districts",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("position", columns.Count, nullable=False),
        sa.PrimaryKeyConstraint("code"),
        sqlite_strict=True,
    )
    op.create_table(
        "enrolment_codes",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("expires_at", columns.Moment(), nullable=False),
        sa.Column("used_at", columns.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("code_hash"),
        sqlite_strict=True,
    )
    op.create_table(
        "enterprises",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("credit_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "evidence",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", columns.Count, nullable=False),
        sa.Column("stored_at", columns.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
        sqlite_strict=True,
    )
    op.create_table(
        "streams",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("n", columns.Count, nullable=False),
        sa.PrimaryKeyConstraint("stream"),
        sqlite_strict=True,
    )
    op.create_table(
        "changes",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", columns.Count, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", columns.Id(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("assignment_id", columns.Id(), nullable=True),
        sa.Column("origin_device", columns.Id(), nullable=True),
        sa.ForeignKeyConstraint(["stream"], ["streams.stream"], name=op.f("fk_changes_stream")),
        sa.CheckConstraint(
            "kind IN ('people', 'checklist', 'assignment', 'inspection', 'result', 'photo')", name=op.f("ck_changes_kind")
        ),
        sa.PrimaryKeyConstraint("stream", "seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "compounds",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("enterprise_id", columns.Id(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["district"], ["districts.code"], name=op.f("fk_compounds_district")),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprises.id"], name=op.f("fk_compounds_enterprise_id")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "operations",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("device_id", columns.Id(), nullable=False),
        sa.Column("seq", columns.Count, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("line_sha256", sa.Text(), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("received_at", columns.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_operations_device_id")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "people",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=True),
        sa.Column("home_district", sa.Text(), nullable=True),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("pin_verifier", sa.Text(), nullable=True),
        sa.Column("active", columns.Flag(), nullable=False),
        sa.ForeignKeyConstraint(["home_district"], ["districts.code"], name=op.f("fk_people_home_district")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "quarantine",
        sa.Column("device_id", columns.Id(), nullable=False),
        sa.Column("line_sha256", sa.Text(), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("received_at", columns.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_quarantine_device_id")),
        sa.PrimaryKeyConstraint("device_id", "line_sha256"),
        sqlite_strict=True,
    )
    op.create_table(
        "accounts",
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("person_id", columns.Id(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("wrong_tries", columns.Count, nullable=False),
        sa.Column("wrong_at", columns.Moment(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_accounts_person_id")),
        sa.CheckConstraint("role IN ('inspector', 'supervisor', 'administrator')", name=op.f("ck_accounts_role")),
        sa.PrimaryKeyConstraint("login"),
        sqlite_strict=True,
    )
    op.create_table(
        "assignments",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("inspection_id", columns.Id(), nullable=False),
        sa.Column("campaign_id", columns.Id(), nullable=False),
        sa.Column("compound_id", columns.Id(), nullable=False),
        sa.Column("due_on", columns.Day(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_assignments_campaign_id")),
        sa.ForeignKeyConstraint(["compound_id"], ["compounds.id"], name=op.f("fk_assignments_compound_id")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("inspection_id"),
        sqlite_strict=True,
    )
    op.create_index("assignments_by_compound", "assignments", ["compound_id"], unique=False)
    op.create_table(
        "device_people",
        sa.Column("device_id", columns.Id(), nullable=False),
        sa.Column("person_id", columns.Id(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_device_people_device_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_device_people_person_id")),
        sa.PrimaryKeyConstraint("device_id", "person_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "enrolment_people",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("person_id", columns.Id(), nullable=False),
        sa.ForeignKeyConstraint(["code_hash"], ["enrolment_codes.code_hash"], name=op.f("fk_enrolment_people_code_hash")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_enrolment_people_person_id")),
        sa.PrimaryKeyConstraint("code_hash", "person_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "account_districts",
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["district"], ["districts.code"], name=op.f("fk_account_districts_district")),
        sa.ForeignKeyConstraint(["login"], ["accounts.login"], name=op.f("fk_account_districts_login")),
        sa.PrimaryKeyConstraint("login", "district"),
        sqlite_strict=True,
    )
    op.create_table(
        "assignment_members",
        sa.Column("assignment_id", columns.Id(), nullable=False),
        sa.Column("person_id", columns.Id(), nullable=False),
        sa.Column("position", columns.Count, nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name=op.f("fk_assignment_members_assignment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_assignment_members_person_id")),
        sa.PrimaryKeyConstraint("assignment_id", "person_id"),
        sqlite_strict=True,
    )
    op.create_index("assignment_members_by_person", "assignment_members", ["person_id", "assignment_id"], unique=False)
    op.create_table(
        "inspections",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("assignment_id", columns.Id(), nullable=False),
        sa.Column("checklist_id", sa.Text(), nullable=False),
        sa.Column("checklist_version", sa.Text(), nullable=False),
        sa.Column("item_count", columns.Count, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_rev", columns.Count, nullable=False),
        sa.Column("started_at", columns.Moment(), nullable=False),
        sa.Column("started_by", columns.Id(), nullable=False),
        sa.Column("submitted_at", columns.Moment(), nullable=True),
        sa.Column("score", columns.Real, nullable=True),
        sa.Column("active_at", columns.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name=op.f("fk_inspections_assignment_id")),
        sa.ForeignKeyConstraint(["started_by"], ["people.id"], name=op.f("fk_inspections_started_by")),
        sa.CheckConstraint("state IN ('in_progress', 'submitted', 'returned', 'accepted')", name=op.f("ck_inspections_state")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("assignment_id"),
        sqlite_strict=True,
    )
    op.create_index("inspections_by_state", "inspections", ["state", "active_at"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("expires_at", columns.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["login"], ["accounts.login"], name=op.f("fk_sessions_login")),
        sa.PrimaryKeyConstraint("token_hash"),
        sqlite_strict=True,
    )
    op.create_table(
        "findings",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("inspection_id", columns.Id(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("due_on", columns.Day(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspections.id"], name=op.f("fk_findings_inspection_id")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("findings_by_item", "findings", ["inspection_id", "item_code"], unique=True)
    op.create_table(
        "photos",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("inspection_id", columns.Id(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("copy_sha256", sa.Text(), nullable=False),
        sa.Column("original_sha256", sa.Text(), nullable=False),
        sa.Column("author", columns.Id(), nullable=False),
        sa.Column("removed_at", columns.Moment(), nullable=True),
        sa.Column("original_wanted", columns.Flag(), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_photos_author")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspections.id"], name=op.f("fk_photos_inspection_id")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("photos_by_copy", "photos", ["copy_sha256"], unique=False)
    op.create_index("photos_by_inspection", "photos", ["inspection_id"], unique=False)
    op.create_index("photos_by_original", "photos", ["original_sha256"], unique=False)
    op.create_table(
        "result_revisions",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("inspection_id", columns.Id(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("base", columns.Id(), nullable=True),
        sa.Column("author", columns.Id(), nullable=False),
        sa.Column("at", columns.Moment(), nullable=False),
        sa.Column("received_at", columns.Moment(), nullable=False),
        sa.Column("conflict", columns.Flag(), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_result_revisions_author")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspections.id"], name=op.f("fk_result_revisions_inspection_id")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("result_revisions_by_item", "result_revisions", ["inspection_id", "item_code"], unique=False)
    op.create_table(
        "results",
        sa.Column("inspection_id", columns.Id(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("revision", columns.Id(), nullable=False),
        sa.Column("author", columns.Id(), nullable=False),
        sa.Column("at", columns.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_results_author")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspections.id"], name=op.f("fk_results_inspection_id")),
        sa.PrimaryKeyConstraint("inspection_id", "item_code"),
        sqlite_strict=True,
    )
    op.create_table(
        "reviews",
        sa.Column("inspection_id", columns.Id(), nullable=False),
        sa.Column("state_rev", columns.Count, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("by", columns.Id(), nullable=False),
        sa.Column("at", columns.Moment(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_reviews_by")),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspections.id"], name=op.f("fk_reviews_inspection_id")),
        sa.PrimaryKeyConstraint("inspection_id", "state_rev"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """There is nothing before the first schema."""
