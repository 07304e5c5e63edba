"""Where the tablet is, for the photos taken on it; nothing else asks, and nothing waits for the answer."""

import logging
import time

import flet_geolocator as fg

from inspector_app.ui.hand import Hand
from sync.domain.positions import Position, PositionSource, problem_with_position

log = logging.getLogger(__name__)
FRESH_SECONDS = 300
"""An older position is not where the photo was taken."""
_ALLOWED = (fg.GeolocatorPermissionStatus.ALWAYS, fg.GeolocatorPermissionStatus.WHILE_IN_USE)


class Whereabouts:
    """``look`` asks the device; ``position`` is its last answer while that is fresh."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._locator: fg.Geolocator | None = None
        self._found: tuple[float, Position] | None = None

    @property
    def position(self) -> Position | None:
        """None where the device does not know, or nobody may ask it."""
        if self._found is None or time.monotonic() - self._found[0] > FRESH_SECONDS:
            return None
        return self._found[1]

    async def look(self) -> None:
        """Once the device has found out; without permission or signal everything stays as it is."""
        try:
            locator = self._service()
            if await locator.request_permission() in _ALLOWED:
                self._keep(await locator.get_current_position())
        except Exception:  # a tablet that cannot be located still takes photos
            log.info("no position", exc_info=True)

    def _service(self) -> fg.Geolocator:
        if self._locator is None:
            self._locator = fg.Geolocator()
            self._hand.page.services.append(self._locator)
            self._hand.page.update()
        return self._locator

    def _keep(self, found: fg.GeolocatorPosition) -> None:
        if found.latitude is None or found.longitude is None:
            return
        position = Position(
            latitude=float(found.latitude),
            longitude=float(found.longitude),
            source=PositionSource.DEVICE,
            accuracy=float(found.accuracy) if found.accuracy is not None else None,
            mocked=bool(found.mocked),
        )
        if problem_with_position(position) is None:
            self._found = (time.monotonic(), position)
