"""Campaigns that are drawn: plans, draws, visits, extra weights, recusals; an assignment has a checklist of its own, since a
campaign may go by several."""

import sqlalchemy as sa
from alembic import op

from sync.server.repositories import columns

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _give_assignments_checklists()
    op.create_table(
        "campaign_plans",
        sa.Column("campaign_id", columns.Id(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("first_day", columns.Day(), nullable=False),
        sa.Column("last_day", columns.Day(), nullable=False),
        sa.Column("release_at", columns.Moment(), nullable=True),
        sa.Column("names", columns.Flag(), nullable=False),
        sa.Column("planned_at", columns.Moment(), nullable=False),
        sa.Column("planned_by", columns.Id(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_campaign_plans_campaign_id")),
        sa.ForeignKeyConstraint(["planned_by"], ["people.id"], name=op.f("fk_campaign_plans_planned_by")),
        sa.PrimaryKeyConstraint("campaign_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "extra_weights",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("campaign_id", columns.Id(), nullable=False),
        sa.Column("compound_id", columns.Id(), nullable=False),
        sa.Column("weight", columns.Count, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", columns.Moment(), nullable=False),
        sa.Column("by", columns.Id(), nullable=False),
        sa.Column("removed_at", columns.Moment(), nullable=True),
        sa.Column("removed_by", columns.Id(), nullable=True),
        sa.CheckConstraint("kind IN ('complaints', 'record')", name=op.f("ck_extra_weights_kind")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_extra_weights_campaign_id")),
        sa.ForeignKeyConstraint(["compound_id"], ["compounds.id"], name=op.f("fk_extra_weights_compound_id")),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_extra_weights_by")),
        sa.ForeignKeyConstraint(["removed_by"], ["people.id"], name=op.f("fk_extra_weights_removed_by")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("extra_weights_by_campaign", "extra_weights", ["campaign_id"])
    _make_draws()
    op.create_table(
        "recusals",
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("person_id", columns.Id(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("requested_at", columns.Moment(), nullable=False),
        sa.Column("recorded_by", columns.Id(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_by", columns.Id(), nullable=True),
        sa.Column("decided_at", columns.Moment(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("scope IN ('compound', 'enterprise', 'district')", name=op.f("ck_recusals_scope")),
        sa.CheckConstraint("origin IN ('declared', 'ordered', 'requested')", name=op.f("ck_recusals_origin")),
        sa.CheckConstraint("decision IN ('granted', 'refused')", name=op.f("ck_recusals_decision")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_recusals_person_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name=op.f("fk_recusals_recorded_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_recusals_decided_by")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("recusals_by_person", "recusals", ["person_id"])


def _give_assignments_checklists() -> None:
    """Those of their campaigns; none of them was drawn."""
    for name in ("checklist_id", "checklist_version"):
        op.add_column("assignments", sa.Column(name, sa.Text(), nullable=False, server_default=""))
        of_campaign = f"SELECT campaigns.{name} FROM campaigns WHERE campaigns.id = assignments.campaign_id"
        op.execute(f"UPDATE assignments SET {name} = ({of_campaign})")
    for name in ("draw", "visit"):
        op.add_column("assignments", sa.Column(name, columns.Count, nullable=True))
    op.create_index("assignments_by_draw", "assignments", ["campaign_id", "draw", "visit"])


def _make_draws() -> None:
    op.create_table(
        "draws",
        sa.Column("campaign_id", columns.Id(), nullable=False),
        sa.Column("number", columns.Count, nullable=False),
        sa.Column("frozen", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("checklists", sa.Text(), nullable=False),
        sa.Column("frozen_at", columns.Moment(), nullable=False),
        sa.Column("frozen_by", columns.Id(), nullable=False),
        sa.Column("drawn_at", columns.Moment(), nullable=True),
        sa.Column("drawn_by", columns.Id(), nullable=True),
        sa.Column("replacements", columns.Count, nullable=False),
        sa.Column("waiting", columns.Flag(), nullable=False),
        sa.Column("released_at", columns.Moment(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_draws_campaign_id")),
        sa.ForeignKeyConstraint(["frozen_by"], ["people.id"], name=op.f("fk_draws_frozen_by")),
        sa.ForeignKeyConstraint(["drawn_by"], ["people.id"], name=op.f("fk_draws_drawn_by")),
        sa.PrimaryKeyConstraint("campaign_id", "number", "frozen"),
        sqlite_strict=True,
    )
    op.create_index("draws_by_waiting", "draws", ["waiting"])
    op.create_table(
        "draw_visits",
        sa.Column("campaign_id", columns.Id(), nullable=False),
        sa.Column("draw", columns.Count, nullable=False),
        sa.Column("number", columns.Count, nullable=False),
        sa.Column("compound_id", columns.Id(), nullable=False),
        sa.Column("enterprise_code", sa.Text(), nullable=False),
        sa.Column("checks", sa.Text(), nullable=False),
        sa.Column("due_on", columns.Day(), nullable=False),
        sa.Column("withdrawn_at", columns.Moment(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_draw_visits_campaign_id")),
        sa.ForeignKeyConstraint(["compound_id"], ["compounds.id"], name=op.f("fk_draw_visits_compound_id")),
        sa.PrimaryKeyConstraint("campaign_id", "draw", "number"),
        sqlite_strict=True,
    )
    op.create_table(
        "draw_members",
        sa.Column("campaign_id", columns.Id(), nullable=False),
        sa.Column("draw", columns.Count, nullable=False),
        sa.Column("number", columns.Count, nullable=False),
        sa.Column("position", columns.Count, nullable=False),
        sa.Column("person_id", columns.Id(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_draw_members_person_id")),
        sa.ForeignKeyConstraint(
            ["campaign_id", "draw", "number"],
            ["draw_visits.campaign_id", "draw_visits.draw", "draw_visits.number"],
            name=op.f("fk_draw_members_campaign_id"),
        ),
        sa.PrimaryKeyConstraint("campaign_id", "draw", "number", "position"),
        sqlite_strict=True,
    )
