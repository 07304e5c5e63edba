"""What of the contract belongs to ``make details``."""

import pytest

BESIDE_THE_SYNC = {
    "auditing", "broken_uploads", "campaign_days", "campaign_drawing", "campaign_events", "campaign_freezing",
    "campaign_planning", "checklists", "damaged_transfers",
    "drawn_assignments", "due_calendar", "events", "extra_files", "plan_names", "previous_reviewed",
    "quarantine", "records", "recusals", "register_files",
    "rescue", "reviews", "sessions", "silent_bodies", "tablets", "transport", "trial_draws",
}  # fmt: skip
"""Files whose tests are tried on PostgreSQL by ``make details`` alone: what they are about is beside the sync, or on the line."""


def is_detail(item: pytest.Item) -> bool:
    """Whether a test waits for ``make details``."""
    return item.get_closest_marker("postgres") is not None and item.path.stem.removeprefix("test_") in BESIDE_THE_SYNC
