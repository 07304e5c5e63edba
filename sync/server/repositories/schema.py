"""The centre's tables as queries see them; the migrations make and change them, and a test holds both together.

STRICT on SQLite; ids are 16 bytes, moments ISO 8601 text in UTC (columns.py).
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.schema import SchemaItem

from sync.server.repositories.columns import Count, Day, Flag, Id, Moment, Real

metadata = MetaData(
    naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
)


def _table(name: str, *items: SchemaItem) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _id(name: str) -> Column[object]:
    return Column(name, Id, nullable=False)


# --- registers ------------------------------------------------------------------------------------------------------
districts = _table(
    "districts",
    Column("code", Text, primary_key=True),
    _text("name_zh"),
    _text("name_en"),
    Column("position", Count, nullable=False),
)
enterprises = _table("enterprises", Column("id", Id, primary_key=True), _text("name"), _text("credit_code"))
compounds = _table(
    "compounds",
    Column("id", Id, primary_key=True),
    Column("district", Text, ForeignKey("districts.code"), nullable=False),
    Column("enterprise_id", Id, ForeignKey("enterprises.id"), nullable=False),
    _text("name"),
    _text("address"),
    _text("grade"),
)
people = _table(
    "people",
    Column("id", Id, primary_key=True),
    _text("name"),
    Column("duty", Text),
    Column("home_district", Text, ForeignKey("districts.code")),
    _text("certificate"),
    Column("pin_verifier", Text),
    Column("active", Flag, nullable=False),
)
accounts = _table(
    "accounts",
    Column("login", Text, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("role", Text, CheckConstraint("role IN ('inspector', 'supervisor', 'administrator')", name="role"), nullable=False),
    _text("password_hash"),
    Column("wrong_tries", Count, nullable=False),
    Column("wrong_at", Moment),
)
account_districts = _table(
    "account_districts",
    Column("login", Text, ForeignKey("accounts.login"), nullable=False),
    Column("district", Text, ForeignKey("districts.code"), nullable=False),
    PrimaryKeyConstraint("login", "district"),
)
sessions = _table(
    "sessions",
    Column("token_hash", Text, primary_key=True),
    Column("login", Text, ForeignKey("accounts.login"), nullable=False),
    Column("expires_at", Moment, nullable=False),
)
devices = _table(
    "devices",
    Column("id", Id, primary_key=True),
    _text("name"),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("enrolled_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("contact_at", Moment),
    Column("report", Text),
    Column("skew_seconds", Count),
    Column("cut_off_at", Moment),
    Column("revoked_by", Id),
    Column("revoked_why", Text),
)
device_people = _table(
    "device_people",
    Column("device_id", Id, ForeignKey("devices.id"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    PrimaryKeyConstraint("device_id", "person_id"),
)
enrolment_codes = _table(
    "enrolment_codes",
    Column("code_hash", Text, primary_key=True),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)
enrolment_people = _table(
    "enrolment_people",
    Column("code_hash", Text, ForeignKey("enrolment_codes.code_hash"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    PrimaryKeyConstraint("code_hash", "person_id"),
)

# --- campaigns ------------------------------------------------------------------------------------------------------
checklists = _table("checklists", _text("id"), _text("version"), _text("document"), PrimaryKeyConstraint("id", "version"))
campaigns = _table(
    "campaigns",
    Column("id", Id, primary_key=True),
    _text("name"),
    _text("checklist_id"),
    _text("checklist_version"),
    Column(
        "originals", Text, CheckConstraint("originals IN ('always', 'unmetered', 'on_demand')", name="originals"), nullable=False
    ),
)
assignments = _table(
    "assignments",
    Column("id", Id, primary_key=True),
    Column("inspection_id", Id, nullable=False, unique=True),
    Column("campaign_id", Id, ForeignKey("campaigns.id"), nullable=False),
    Column("compound_id", Id, ForeignKey("compounds.id"), nullable=False),
    Column("due_on", Day, nullable=False),
    Index("assignments_by_compound", "compound_id"),
)
assignment_members = _table(
    "assignment_members",
    Column("assignment_id", Id, ForeignKey("assignments.id"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("position", Count, nullable=False),
    PrimaryKeyConstraint("assignment_id", "person_id"),
    Index("assignment_members_by_person", "person_id", "assignment_id"),
)

# --- inspections ----------------------------------------------------------------------------------------------------
inspections = _table(
    "inspections",
    Column("id", Id, primary_key=True),
    Column("assignment_id", Id, ForeignKey("assignments.id"), nullable=False, unique=True),
    _text("checklist_id"),
    _text("checklist_version"),
    Column("item_count", Count, nullable=False),
    Column(
        "state",
        Text,
        CheckConstraint("state IN ('in_progress', 'submitted', 'returned', 'accepted')", name="state"),
        nullable=False,
    ),
    Column("state_rev", Count, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("started_by", Id, ForeignKey("people.id"), nullable=False),
    Column("submitted_at", Moment),
    Column("score", Real),
    Column("active_at", Moment, nullable=False),
    Index("inspections_by_state", "state", "active_at"),
)
results = _table(
    "results",
    Column("inspection_id", Id, ForeignKey("inspections.id"), nullable=False),
    _text("item_code"),
    _text("value"),
    Column("outcome", Text),
    _id("revision"),
    Column("author", Id, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("inspection_id", "item_code"),
)
result_revisions = _table(
    "result_revisions",
    Column("id", Id, primary_key=True),
    Column("inspection_id", Id, ForeignKey("inspections.id"), nullable=False),
    _text("item_code"),
    _text("value"),
    Column("base", Id),
    Column("author", Id, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("conflict", Flag, nullable=False),
    Index("result_revisions_by_item", "inspection_id", "item_code"),
)
findings = _table(
    "findings",
    Column("id", Id, primary_key=True),
    Column("inspection_id", Id, ForeignKey("inspections.id"), nullable=False),
    _text("item_code"),
    _text("text"),
    _text("severity"),
    Column("due_on", Day),
    _text("state"),
    Index("findings_by_item", "inspection_id", "item_code", unique=True),
)
reviews = _table(
    "reviews",
    Column("inspection_id", Id, ForeignKey("inspections.id"), nullable=False),
    Column("state_rev", Count, nullable=False),
    _text("act"),
    Column("by", Id, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    _text("comment"),
    _text("items"),
    PrimaryKeyConstraint("inspection_id", "state_rev"),
)
photos = _table(
    "photos",
    Column("id", Id, primary_key=True),
    Column("inspection_id", Id, ForeignKey("inspections.id"), nullable=False),
    _text("item_code"),
    _text("facts"),
    _text("copy_sha256"),
    _text("original_sha256"),
    Column("author", Id, ForeignKey("people.id"), nullable=False),
    Column("removed_at", Moment),
    Column("original_wanted", Flag, nullable=False),
    Index("photos_by_inspection", "inspection_id"),
    Index("photos_by_copy", "copy_sha256"),
    Index("photos_by_original", "original_sha256"),
)
signatures = _table(
    "signatures",
    Column("id", Id, primary_key=True),
    Column("inspection_id", Id, ForeignKey("inspections.id"), nullable=False),
    _text("signature"),
    Column("author", Id, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Index("signatures_by_inspection", "inspection_id", "at"),
)
evidence = _table(
    "evidence",
    Column("sha256", Text, primary_key=True),
    Column("size", Count, nullable=False),
    Column("stored_at", Moment, nullable=False),
)

# --- sync -----------------------------------------------------------------------------------------------------------
operations = _table(
    "operations",
    Column("id", Id, primary_key=True),
    Column("device_id", Id, ForeignKey("devices.id"), nullable=False),
    Column("seq", Count, nullable=False),
    _text("kind"),
    _text("line_sha256"),
    Column("line", LargeBinary, nullable=False),
    _text("status"),
    Column("code", Text),
    Column("received_at", Moment, nullable=False),
    Column("inspection_id", Id),
    Index("operations_by_device", "device_id", "seq"),
    Index("operations_by_inspection", "inspection_id"),
)
receipts = _table(
    "receipts",
    Column("device_id", Id, ForeignKey("devices.id"), nullable=False),
    Column("seq", Count, nullable=False),
    _text("link"),
    Column("received_at", Moment, nullable=False),
    _text("key_id"),
    _text("signature"),
    PrimaryKeyConstraint("device_id", "seq", "link"),
)
quarantine = _table(
    "quarantine",
    Column("device_id", Id, ForeignKey("devices.id"), nullable=False),
    _text("line_sha256"),
    Column("line", LargeBinary, nullable=False),
    _text("code"),
    _text("reason"),
    Column("received_at", Moment, nullable=False),
    Column("closed_at", Moment),
    PrimaryKeyConstraint("device_id", "line_sha256"),
    Index("quarantine_by_end", "closed_at", "received_at"),
)
quarantine_acts = _table(
    "quarantine_acts",
    _id("device_id"),
    _text("line_sha256"),
    Column("number", Count, nullable=False),
    Column("step", Text, CheckConstraint("step IN ('released', 'rejected')", name="step"), nullable=False),
    Column("by", Id, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    _text("comment"),
    Column("status", Text),
    Column("code", Text),
    PrimaryKeyConstraint("device_id", "line_sha256", "number"),
    ForeignKeyConstraint(["device_id", "line_sha256"], ["quarantine.device_id", "quarantine.line_sha256"]),
)
streams = _table("streams", Column("stream", Text, primary_key=True), Column("n", Count, nullable=False))
changes = _table(
    "changes",
    Column("stream", Text, ForeignKey("streams.stream"), nullable=False),
    Column("seq", Count, nullable=False),
    Column(
        "kind",
        Text,
        CheckConstraint("kind IN ('people', 'checklist', 'assignment', 'inspection', 'result', 'photo', 'outcome')", name="kind"),
        nullable=False,
    ),
    Column("subject", Id),
    Column("detail", Text),
    Column("assignment_id", Id),
    Column("origin_device", Id),
    PrimaryKeyConstraint("stream", "seq"),
)
