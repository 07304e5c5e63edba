"""The centre's schema over time: Alembic revisions, run when a centre opens."""
