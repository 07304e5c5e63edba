"""The tables of campaigns that are drawn; ``schema`` gives them on with all others.

What is published of a draw is in its folder. Here is what is not: who stands behind a pseudonym, who did what when, and what the
draw came to in the terms of the registers.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Text

from sync.server.repositories.columns import Count, Day, Flag, Id, Moment
from sync.server.repositories.tables import new_table, text_column

campaign_plans = new_table(
    "campaign_plans",
    Column("campaign_id", Id, ForeignKey("campaigns.id"), primary_key=True),
    text_column("plan"),
    Column("first_day", Day, nullable=False),
    Column("last_day", Day, nullable=False),
    Column("release_at", Moment),
    Column("names", Flag, nullable=False),
    Column("planned_at", Moment, nullable=False),
    Column("planned_by", Id, ForeignKey("people.id"), nullable=False),
)
extra_weights = new_table(
    "extra_weights",
    Column("id", Id, primary_key=True),
    Column("campaign_id", Id, ForeignKey("campaigns.id"), nullable=False),
    Column("compound_id", Id, ForeignKey("compounds.id"), nullable=False),
    Column("weight", Count, nullable=False),
    Column("kind", Text, CheckConstraint("kind IN ('complaints', 'record')", name="kind"), nullable=False),
    text_column("source"),
    Column("at", Moment, nullable=False),
    Column("by", Id, ForeignKey("people.id"), nullable=False),
    Column("removed_at", Moment),
    Column("removed_by", Id, ForeignKey("people.id")),
    Index("extra_weights_by_campaign", "campaign_id"),
)
draws = new_table(
    "draws",
    Column("campaign_id", Id, ForeignKey("campaigns.id"), nullable=False),
    Column("number", Count, nullable=False),
    text_column("frozen"),
    text_column("kept"),
    text_column("checklists"),
    Column("frozen_at", Moment, nullable=False),
    Column("frozen_by", Id, ForeignKey("people.id"), nullable=False),
    Column("drawn_at", Moment),
    Column("drawn_by", Id, ForeignKey("people.id")),
    Column("replacements", Count, nullable=False),
    Column("waiting", Flag, nullable=False),
    Column("released_at", Moment),
    PrimaryKeyConstraint("campaign_id", "number", "frozen"),
    Index("draws_by_waiting", "waiting"),
)
draw_visits = new_table(
    "draw_visits",
    Column("campaign_id", Id, ForeignKey("campaigns.id"), nullable=False),
    Column("draw", Count, nullable=False),
    Column("number", Count, nullable=False),
    Column("compound_id", Id, ForeignKey("compounds.id"), nullable=False),
    text_column("enterprise_code"),
    text_column("checks"),
    Column("due_on", Day, nullable=False),
    Column("withdrawn_at", Moment),
    PrimaryKeyConstraint("campaign_id", "draw", "number"),
)
draw_members = new_table(
    "draw_members",
    Column("campaign_id", Id, nullable=False),
    Column("draw", Count, nullable=False),
    Column("number", Count, nullable=False),
    Column("position", Count, nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    PrimaryKeyConstraint("campaign_id", "draw", "number", "position"),
    ForeignKeyConstraint(
        ["campaign_id", "draw", "number"], ["draw_visits.campaign_id", "draw_visits.draw", "draw_visits.number"]
    ),
)
recusals = new_table(
    "recusals",
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("scope", Text, CheckConstraint("scope IN ('compound', 'enterprise', 'district')", name="scope"), nullable=False),
    text_column("target"),
    text_column("ground"),
    Column("origin", Text, CheckConstraint("origin IN ('declared', 'ordered', 'requested')", name="origin"), nullable=False),
    text_column("request"),
    text_column("requested_by"),
    Column("requested_at", Moment, nullable=False),
    Column("recorded_by", Id, ForeignKey("people.id"), nullable=False),
    Column("decision", Text, CheckConstraint("decision IN ('granted', 'refused')", name="decision")),
    Column("decided_by", Id, ForeignKey("people.id")),
    Column("decided_at", Moment),
    text_column("reason"),
    Index("recusals_by_person", "person_id"),
)
