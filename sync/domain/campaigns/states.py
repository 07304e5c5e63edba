"""Where a campaign and each of its draws stand."""

from collections.abc import Sequence
from enum import StrEnum


class DrawState(StrEnum):
    """``FROZEN``: waits for its seed."""

    FROZEN = "frozen"
    DRAWN = "drawn"
    IMPOSSIBLE = "impossible"


class CampaignState(StrEnum):
    """``PLANNED``: there is no draw, or the newest was not possible. ``DRAWN``: sealed until its time. ``RELEASED``: the teams
    have their assignments, or get them at their next sync."""

    PLANNED = "planned"
    FROZEN = "frozen"
    DRAWN = "drawn"
    RELEASED = "released"


def campaign_state(draws: Sequence[DrawState], sealed: bool) -> CampaignState:
    """From the states of its draws in order; ``sealed``: its time of release is still to come."""
    newest = draws[-1] if draws else DrawState.IMPOSSIBLE
    if newest is DrawState.DRAWN:
        return CampaignState.DRAWN if sealed else CampaignState.RELEASED
    return CampaignState.FROZEN if newest is DrawState.FROZEN else CampaignState.PLANNED
