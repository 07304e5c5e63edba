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
    PrimaryKeyConstraint,
    Text,
)

from sync.server.repositories.columns import Count, Day, Flag, Id, Moment, Real
from sync.server.repositories.schema_draws import campaign_plans as campaign_plans
from sync.server.repositories.schema_draws import draw_members as draw_members
from sync.server.repositories.schema_draws import draw_visits as draw_visits
from sync.server.repositories.schema_draws import draws as draws
from sync.server.repositories.schema_draws import extra_weights as extra_weights
from sync.server.repositories.schema_draws import recusals as recusals
from sync.server.repositories.schema_registers import account_districts as account_districts
from sync.server.repositories.schema_registers import accounts as accounts
from sync.server.repositories.schema_registers import compounds as compounds
from sync.server.repositories.schema_registers import device_people as device_people
from sync.server.repositories.schema_registers import devices as devices
from sync.server.repositories.schema_registers import districts as districts
from sync.server.repositories.schema_registers import enrolment_codes as enrolment_codes
from sync.server.repositories.schema_registers import enrolment_people as enrolment_people
from sync.server.repositories.schema_registers import enterprises as enterprises
from sync.server.repositories.schema_registers import people as people
from sync.server.repositories.schema_registers import register_acts as register_acts
from sync.server.repositories.schema_registers import sessions as sessions
from sync.server.repositories.tables import id_column, new_table, text_column
from sync.server.repositories.tables import metadata as metadata

# --- campaigns ------------------------------------------------------------------------------------------------------
checklists = new_table(
    "checklists", text_column("id"), text_column("version"), text_column("document"), PrimaryKeyConstraint("id", "version")
)
campaigns = new_table(
    "campaigns",
    Column("id", Id, primary_key=True),
    text_column("name"),
    text_column("checklist_id"),
    text_column("checklist_version"),
    Column(
        "originals", Text, CheckConstraint("originals IN ('always', 'unmetered', 'on_demand')", name="originals"), nullable=False
    ),
)
assignments = new_table(
    "assignments",
    Column("id", Id, primary_key=True),
    Column("inspection_id", Id, nullable=False, unique=True),
    Column("campaign_id", Id, ForeignKey("campaigns.id"), nullable=False),
    Column("compound_id", Id, ForeignKey("compounds.id"), nullable=False),
    Column("due_on", Day, nullable=False),
    text_column("checklist_id"),
    text_column("checklist_version"),
    Column("draw", Count),
    Column("visit", Count),
    Index("assignments_by_compound", "compound_id"),
    Index("assignments_by_draw", "campaign_id", "draw", "visit"),
)
assignment_members = new_table(
    "assignment_members",
    Column("assignment_id", Id, ForeignKey("assignments.id"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("position", Count, nullable=False),
    PrimaryKeyConstraint("assignment_id", "person_id"),
    Index("assignment_members_by_person", "person_id", "assignment_id"),
)

# --- inspections ----------------------------------------------------------------------------------------------------
inspections = new_table(
    "inspections",
    Column("id", Id, primary_key=True),
    Column("assignment_id", Id, ForeignKey("assignments.id"), nullable=False, unique=True),
    text_column("checklist_id"),
    text_column("checklist_version"),
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
results = new_table(
    "results",
    Column("inspection_id", Id, ForeignKey("inspections.id"), nullable=False),
    text_column("item_code"),
    text_column("value"),
    Column("outcome", Text),
    id_column("revision"),
    Column("author", Id, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("inspection_id", "item_code"),
)
result_revisions = new_table(
    "result_revisions",
    Column("id", Id, primary_key=True),
    Column("inspection_id", Id, ForeignKey("inspections.id"), nullable=False),
    text_column("item_code"),
    text_column("value"),
    Column("base", Id),
    Column("author", Id, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("conflict", Flag, nullable=False),
    Index("result_revisions_by_item", "inspection_id", "item_code"),
)
findings = new_table(
    "findings",
    Column("id", Id, primary_key=True),
    Column("inspection_id", Id, ForeignKey("inspections.id"), nullable=False),
    text_column("item_code"),
    text_column("text"),
    text_column("severity"),
    Column("due_on", Day),
    text_column("state"),
    Index("findings_by_item", "inspection_id", "item_code", unique=True),
)
reviews = new_table(
    "reviews",
    Column("inspection_id", Id, ForeignKey("inspections.id"), nullable=False),
    Column("state_rev", Count, nullable=False),
    text_column("act"),
    Column("by", Id, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    text_column("comment"),
    text_column("items"),
    PrimaryKeyConstraint("inspection_id", "state_rev"),
)
photos = new_table(
    "photos",
    Column("id", Id, primary_key=True),
    Column("inspection_id", Id, ForeignKey("inspections.id"), nullable=False),
    text_column("item_code"),
    text_column("facts"),
    text_column("copy_sha256"),
    text_column("original_sha256"),
    Column("author", Id, ForeignKey("people.id"), nullable=False),
    Column("removed_at", Moment),
    Column("original_wanted", Flag, nullable=False),
    Index("photos_by_inspection", "inspection_id"),
    Index("photos_by_copy", "copy_sha256"),
    Index("photos_by_original", "original_sha256"),
)
signatures = new_table(
    "signatures",
    Column("id", Id, primary_key=True),
    Column("inspection_id", Id, ForeignKey("inspections.id"), nullable=False),
    text_column("signature"),
    Column("author", Id, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Index("signatures_by_inspection", "inspection_id", "at"),
)
evidence = new_table(
    "evidence",
    Column("sha256", Text, primary_key=True),
    Column("size", Count, nullable=False),
    Column("stored_at", Moment, nullable=False),
)

# --- sync -----------------------------------------------------------------------------------------------------------
operations = new_table(
    "operations",
    Column("id", Id, primary_key=True),
    Column("device_id", Id, ForeignKey("devices.id"), nullable=False),
    Column("seq", Count, nullable=False),
    text_column("kind"),
    text_column("line_sha256"),
    Column("line", LargeBinary, nullable=False),
    text_column("status"),
    Column("code", Text),
    Column("received_at", Moment, nullable=False),
    Column("inspection_id", Id),
    Index("operations_by_device", "device_id", "seq"),
    Index("operations_by_inspection", "inspection_id"),
)
receipts = new_table(
    "receipts",
    Column("device_id", Id, ForeignKey("devices.id"), nullable=False),
    Column("seq", Count, nullable=False),
    text_column("link"),
    Column("received_at", Moment, nullable=False),
    text_column("key_id"),
    text_column("signature"),
    PrimaryKeyConstraint("device_id", "seq", "link"),
)
quarantine = new_table(
    "quarantine",
    Column("device_id", Id, ForeignKey("devices.id"), nullable=False),
    text_column("line_sha256"),
    Column("line", LargeBinary, nullable=False),
    text_column("code"),
    text_column("reason"),
    Column("received_at", Moment, nullable=False),
    Column("closed_at", Moment),
    PrimaryKeyConstraint("device_id", "line_sha256"),
    Index("quarantine_by_end", "closed_at", "received_at"),
)
quarantine_acts = new_table(
    "quarantine_acts",
    id_column("device_id"),
    text_column("line_sha256"),
    Column("number", Count, nullable=False),
    Column("step", Text, CheckConstraint("step IN ('released', 'rejected')", name="step"), nullable=False),
    Column("by", Id, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    text_column("comment"),
    Column("status", Text),
    Column("code", Text),
    PrimaryKeyConstraint("device_id", "line_sha256", "number"),
    ForeignKeyConstraint(["device_id", "line_sha256"], ["quarantine.device_id", "quarantine.line_sha256"]),
)
lives = new_table(
    "lives",
    Column("number", Count, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("began_at", Moment, nullable=False),
    text_column("heads"),
)
centre_keys = new_table(
    "centre_keys",
    Column("public_key", Text, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    text_column("signature"),
)
streams = new_table("streams", Column("stream", Text, primary_key=True), Column("n", Count, nullable=False))
changes = new_table(
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
