"""Photos of earlier visits, for the team that goes there next."""

from pathlib import Path
from typing import Protocol
from uuid import UUID

from sync.errors import NotFound
from sync.protocol.messages import PhotoSize
from sync.server.services.known import Sender
from sync.server.services.reviews import PhotoLocation
from sync.server.services.thumbnails import Pictures


class PreviousPhotoRepository(Protocol):
    def location(self, sender: Sender, photo_id: UUID) -> PhotoLocation | None:
        """Where a photo is, if it belongs to a submitted or accepted visit of a compound at which one of the device's people
        has another assignment, and not to one after their own."""
        ...


class PreviousPhotos:
    """What a team may not see does not exist for it."""

    def __init__(self, repository: PreviousPhotoRepository, pictures: Pictures) -> None:
        self._repository = repository
        self._pictures = pictures

    def path(self, sender: Sender, photo_id: UUID, size: PhotoSize) -> Path:
        """A file to send. Raises NotFound, also while its bytes are not here."""
        location = self._repository.location(sender, photo_id)
        if location is None:
            raise NotFound(what="photo", name=str(photo_id))
        return self._pictures.path(location, size)
