"""Which events make a campaign's screens ask again. Pure."""

from uuid import UUID

from sync.protocol.console import CentreEvent

_VISITS = ("started", "submitted", "returned", "accepted")


def touches(event: CentreEvent, campaign_id: UUID) -> bool:
    """Whether the campaign is another now, or a visit that may be one of its own."""
    return event.campaign_id == campaign_id or event.kind in _VISITS


def touches_counts(event: CentreEvent) -> bool:
    """Whether any campaign is another now, or a visit counts otherwise."""
    return event.kind in ("campaign", "submitted", "returned", "accepted")
