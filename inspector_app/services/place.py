"""Where an officer was, so that a restart leads back there."""

import json
from dataclasses import asdict, dataclass
from uuid import UUID

from inspector_app.services.records import Preferences


@dataclass(frozen=True, slots=True)
class Place:
    """``inspection_id`` None: the list of assignments. ``shown``: which items (all, open, failed)."""

    inspection_id: UUID | None = None
    item_code: str | None = None
    shown: str = "all"


class PlaceService:
    """Remembers a place per person."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def remember(self, person_id: UUID, place: Place) -> None:
        """Durable on return."""
        plain = asdict(place) | {"inspection_id": str(place.inspection_id) if place.inspection_id else None}
        self._preferences.put(f"place:{person_id}", json.dumps(plain))

    def recall(self, person_id: UUID) -> Place:
        """The last place of a person, or the list of assignments."""
        stored = self._preferences.get(f"place:{person_id}")
        if stored is None:
            return Place()
        plain = json.loads(stored)
        inspection = plain["inspection_id"]
        return Place(UUID(inspection) if inspection else None, plain["item_code"], plain["shown"])
