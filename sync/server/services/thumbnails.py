"""Photos as browsers ask for them; thumbnails are made from the evidence copy once and kept."""

from pathlib import Path

from sync.errors import NotFound
from sync.imaging.evidence import make_thumbnail
from sync.protocol.messages import PhotoSize
from sync.server.services.disk_faults import disk_faults_are_said
from sync.server.services.evidence import EvidenceStore
from sync.server.services.reviews import PhotoLocation


class Pictures:
    """Files behind photos. ``cache`` can be emptied at any time."""

    def __init__(self, evidence: EvidenceStore, cache: Path) -> None:
        self._evidence = evidence
        self._cache = cache
        cache.mkdir(parents=True, exist_ok=True)

    def path(self, location: PhotoLocation, size: PhotoSize) -> Path:
        """A file to send. Raises NotFound while its bytes are not here, PhotoUnreadable for a copy that is none, StorageFull,
        StorageFailed."""
        source = self._evidence.path_of(location.original_sha256 if size is PhotoSize.ORIGINAL else location.copy_sha256)
        if not source.exists():
            raise NotFound(what="photo", name=source.name[:16])
        if size is not PhotoSize.THUMBNAIL:
            return source
        thumbnail = self._cache / f"{location.copy_sha256}.jpg"
        with disk_faults_are_said():
            if not thumbnail.exists():
                _make(thumbnail, source, thumbnail.with_suffix(f".{id(location)}.part"))
        return thumbnail


def _make(thumbnail: Path, source: Path, part: Path) -> None:
    small = make_thumbnail(source.read_bytes())
    try:
        part.write_bytes(small)
        part.replace(thumbnail)
    finally:
        part.unlink(missing_ok=True)
