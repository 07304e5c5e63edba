"""Pictures of earlier visits: what is on the tablet, and what the centre hands out when somebody asks for it."""

import threading
from collections.abc import Callable
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from inspector_app.services.enrolment import Device
from sync.domain.previous import PreviousPhoto
from sync.errors import EvidenceMismatch, NotFound
from sync.protocol.calls import TabletCalls
from sync.protocol.messages import PhotoSize


class PreviousFiles(Protocol):
    """Where pictures are kept."""

    def thumbnail(self, photo_id: UUID) -> bytes | None: ...

    def copy(self, sha256: str) -> bytes | None: ...

    def keep_thumbnail(self, photo_id: UUID, content: bytes) -> None:
        """Durable on return. Raises StorageFull."""
        ...

    def keep_copy(self, sha256: str, content: bytes) -> None:
        """As above, under the hash of the content."""
        ...


class PreviousService:
    """What was fetched once stays on the tablet and needs no line."""

    def __init__(
        self,
        files: PreviousFiles,
        device: Callable[[], Device | None],
        connect: Callable[[str, str | None], TabletCalls],
    ) -> None:
        self._files = files
        self._device = device
        self._connect = connect
        self._one_at_a_time = threading.Lock()
        self._link: tuple[Device, TabletCalls] | None = None

    def thumbnail(self, photo: PreviousPhoto) -> bytes | None:
        """The small picture, if it is on this tablet."""
        return self._files.thumbnail(photo.photo_id)

    def fetch_thumbnail(self, photo: PreviousPhoto) -> bytes:
        """The small picture, from the centre if need be. Raises NotFound, StorageFull, CentreUnreachable and the like."""
        here = self._files.thumbnail(photo.photo_id)
        if here is None:
            here = self._fetch(photo, PhotoSize.THUMBNAIL)
            self._files.keep_thumbnail(photo.photo_id, here)
        return here

    def full_size(self, photo: PreviousPhoto) -> bytes:
        """The evidence copy, from the centre if need be. Raises as ``fetch_thumbnail``, and EvidenceMismatch for other bytes."""
        here = self._files.copy(photo.copy_sha256)
        if here is None:
            here = self._fetch(photo, PhotoSize.COPY)
            if sha256(here).hexdigest() != photo.copy_sha256:
                raise EvidenceMismatch(sha256=photo.copy_sha256)
            self._files.keep_copy(photo.copy_sha256, here)
        return here

    def _fetch(self, photo: PreviousPhoto, size: PhotoSize) -> bytes:
        device = self._device()
        if device is None:
            raise NotFound(what="photo", name=str(photo.photo_id))
        with self._one_at_a_time:
            if self._link is None or self._link[0] != device:
                self._link = (device, self._connect(device.centre_url, device.token))
            return self._link[1].previous_photo(photo.photo_id, size)
